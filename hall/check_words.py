"""What registers answered, in sentences for applicants and clerks."""

from collections.abc import Mapping
from types import MappingProxyType

from hall.case_words import Tone
from matters.case import FindingOutcome
from matters.words import Text

WHY_NOT: Mapping[FindingOutcome, Text] = MappingProxyType(
    {
        FindingOutcome.MISMATCH: Text(
            zh="登记信息与填写内容不一致，由工作人员核实，不会因此直接不予办理",
            en="the register differs from the form; a person will look into it, nothing is refused for it",
        ),
        FindingOutcome.NO_RECORD: Text(zh="未查到登记信息", en="the register has no record"),
        FindingOutcome.MULTIPLE: Text(
            zh="查到多条登记信息，无法确定是哪一条", en="the register has several records"
        ),
        FindingOutcome.UNAVAILABLE: Text(
            zh="暂不可用，不影响申请", en="not available now; this does not affect the application"
        ),
        FindingOutcome.DENIED: Text(
            zh="本系统未获该项查询授权", en="this system has no authority to ask"
        ),
        FindingOutcome.STALE: Text(
            zh="登记信息已超过可用期限", en="the record is older than may be used"
        ),
        FindingOutcome.PENDING: Text(
            zh="核验中，结果返回后自动计入", en="asked; the answer is counted when it comes"
        ),
    }
)
"""Why an answer does not stand for a paper."""


def answered(outcome: FindingOutcome) -> tuple[Text, Tone]:
    """The answer as an applicant reads it."""
    if outcome == FindingOutcome.MATCH:
        return Text(zh="已核验", en="answered"), "good"
    return WHY_NOT[outcome], _TONES.get(outcome, "warn")


_TONES: Mapping[FindingOutcome, Tone] = MappingProxyType(
    {FindingOutcome.PENDING: "active", FindingOutcome.NO_RECORD: "plain"}
)
