"""What letters call the end of a step, and how a paper came in."""

from matters.outcome_words import ending_words
from matters.spec import RungKind
from matters.standing import StepStatus
from matters.steps import Step
from matters.words import Text

_UNDECIDED: dict[StepStatus, Text] = {
    "waiting": Text(zh="未办理", en="not dealt with"),
    "open": Text(zh="未办结", en="not decided"),
}
"""When the whole is over, nothing begins any more."""
EVIDENCE_WORDS: dict[RungKind, Text] = {
    "check": Text(zh="数据共享核验（免提交）", en="Checked with the register; not handed in"),
    "licence": Text(zh="电子证照（免提交）", en="E-licence; not handed in"),
    "verification": Text(zh="部门核验（免提交）", en="Verified by a department; not handed in"),
    "promise": Text(zh="告知承诺（免提交）", en="Promise signed; not handed in"),
    "proof": Text(zh="其他材料证明", en="Proved by another paper"),
    "deferred": Text(zh="容缺后补", en="To be handed in later"),
    "upload": Text(zh="申请人提交", en="Handed in"),
}


def result_words(step: Step, status: StepStatus) -> Text:
    """How a letter on the whole says that the step ended."""
    return _UNDECIDED.get(status) or ending_words(step, status)
