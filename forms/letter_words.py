"""What letters call the end of a step, and how a paper came in."""

from matters.outcome_words import ending_words
from matters.standing import StepStatus
from matters.steps import Step
from matters.words import Text

_UNDECIDED: dict[StepStatus, Text] = {
    "waiting": Text(zh="未办理", en="not dealt with"),
    "open": Text(zh="未办结", en="not decided"),
}
"""When the whole is over, nothing begins any more."""
EVIDENCE_WORDS = {
    "check": Text(zh="数据共享核验（免提交）", en="Checked with the register; not handed in"),
    "promise": Text(zh="告知承诺（免提交）", en="Promise signed; not handed in"),
    "upload": Text(zh="申请人提交", en="Handed in"),
}


def result_words(step: Step, status: StepStatus) -> Text:
    """How a letter on the whole says that the step ended."""
    return _UNDECIDED.get(status) or ending_words(step, status)
