"""What decisions, endings and outcomes are called: by the kind of the legal service, for not everything is a permit.

Buttons, badges, pictures, letters and lists all take their words from here.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from matters.case import FindingOutcome, Outcome
from matters.spec import Matter, Step
from matters.standing import StepStatus
from matters.steps import ItemKind
from matters.words import Frozen, Text


class Answer(Frozen):
    """One of the two answers to an application, as it is said in each place."""

    state: Text
    """After the name of the step: how it ended."""
    button: Text
    sentence: Text
    """Within its letter."""
    title: Text
    """Of its letter."""


class KindWords(Frozen):
    """Both answers of one kind of legal service."""

    granted: Answer
    refused: Answer


def _answer(*words: tuple[str, str]) -> Answer:
    state, button, sentence, title = (Text(zh=zh, en=en) for zh, en in words)
    return Answer(state=state, button=button, sentence=sentence, title=title)


KIND_WORDS: Mapping[ItemKind, KindWords] = MappingProxyType(
    {
        "licence": KindWords(
            granted=_answer(
                ("准予许可", "granted"), ("准予许可", "Grant"),
                ("准予行政许可", "the licence is granted"),
                ("准予行政许可决定书", "Decision to Grant a Licence"),
            ),
            refused=_answer(
                ("不予许可", "refused"), ("不予许可", "Refuse"),
                ("不予行政许可", "the licence is refused"),
                ("不予行政许可决定书", "Decision to Refuse a Licence"),
            ),
        ),
        "registration": KindWords(
            granted=_answer(
                ("准予登记", "registered"), ("准予登记", "Register"),
                ("予以登记", "it is registered"),
                ("登记通知书", "Notice of Registration"),
            ),
            refused=_answer(
                ("不予登记", "not registered"), ("不予登记", "Refuse to register"),
                ("不予登记", "registration is refused"),
                ("不予登记通知书", "Notice of Refusal to Register"),
            ),
        ),
        "confirmation": KindWords(
            granted=_answer(
                ("予以确认", "confirmed"), ("予以确认", "Confirm"),
                ("予以确认", "it is confirmed"),
                ("行政确认通知书", "Notice of Confirmation"),
            ),
            refused=_answer(
                ("不予确认", "not confirmed"), ("不予确认", "Do not confirm"),
                ("不予确认", "confirmation is refused"),
                ("不予行政确认通知书", "Notice of Refusal to Confirm"),
            ),
        ),
        "benefit": KindWords(
            granted=_answer(
                ("准予给付", "granted"), ("准予给付", "Grant"),
                ("予以给付", "the benefit is granted"),
                ("行政给付核定通知书", "Notice of Benefit"),
            ),
            refused=_answer(
                ("不予给付", "refused"), ("不予给付", "Refuse"),
                ("不予给付", "the benefit is refused"),
                ("不予行政给付告知书", "Notice of Refusal of a Benefit"),
            ),
        ),
        "filing": KindWords(
            granted=_answer(
                ("予以备案", "filed"), ("予以备案", "File"),
                ("予以备案", "it is filed"),
                ("备案通知书", "Notice of Filing"),
            ),
            refused=_answer(
                ("不予备案", "not filed"), ("不予备案", "Refuse to file"),
                ("不予备案", "filing is refused"),
                ("不予备案告知书", "Notice of Refusal to File"),
            ),
        ),
        "inspection": KindWords(
            granted=_answer(
                ("检查合格", "passed"), ("检查合格", "Passed"),
                ("检查合格", "it passed the inspection"),
                ("行政检查结果告知书", "Result of an Inspection"),
            ),
            refused=_answer(
                ("检查不合格", "failed"), ("检查不合格", "Failed"),
                ("检查不合格", "it failed the inspection"),
                ("行政检查结果告知书", "Result of an Inspection"),
            ),
        ),
        "complaint": KindWords(
            granted=_answer(
                ("已答复", "answered"), ("答复", "Answer"),
                ("已作出答复", "it has been answered"),
                ("投诉办理答复书", "Answer to a Complaint"),
            ),
            refused=_answer(
                ("不予支持", "not upheld"), ("不予支持", "Do not uphold"),
                ("不予支持", "the complaint is not upheld"),
                ("投诉不予支持告知书", "Notice that a Complaint Is Not Upheld"),
            ),
        ),
        "public-service": KindWords(
            granted=_answer(
                ("已办结", "done"), ("办结", "Done"),
                ("已为您办结", "it has been completed for you"),
                ("办结告知书", "Notice of Completion"),
            ),
            refused=_answer(
                ("不予办理", "not provided"), ("不予办理", "Refuse"),
                ("不予办理", "the service is not provided"),
                ("不予办理告知书", "Notice that the Service Is Not Provided"),
            ),
        ),
    }
)  # fmt: skip
"""By kind of legal service (domain 2.4)."""

STATUS_WORDS: Mapping[StepStatus, Text] = MappingProxyType(
    {
        "waiting": Text(zh="未开始", en="not begun"),
        "open": Text(zh="办理中", en="open"),
        "granted": Text(zh="办成", en="granted"),
        "refused": Text(zh="不予办理", en="refused"),
        "issued": Text(zh="已核发", en="issued"),
        "visited": Text(zh="已踏勘", en="visited"),
        "agreed": Text(zh="同意", en="agreed"),
        "objected": Text(zh="不同意", en="objected"),
        "undisputed": Text(zh="公示无异议", en="undisputed"),
        "disputed": Text(zh="异议成立", en="disputed"),
        "held": Text(zh="已举行", en="held"),
        "answered": Text(zh="已答复", en="answered"),
        "unanswered": Text(zh="逾期未答复", en="unanswered"),
        "met": Text(zh="等待的事项已发生", en="happened"),
        "drawn": Text(zh="已抽取", en="drawn"),
        "paid": Text(zh="已缴费", en="paid"),
        "set-aside": Text(zh="不再办理", en="set aside"),
        "skipped": Text(zh="已跳过", en="skipped"),
        "terminated": Text(zh="终止", en="terminated"),
        "revoked": Text(zh="已撤销", en="revoked"),
    }
)
"""How a step stands or ended, where it does not matter which step; of one step `ending_words` tells."""

OUTCOME_WORDS: Mapping[Outcome, Text] = MappingProxyType(
    {
        Outcome.GRANTED: Text(zh="全部办成", en="granted"),
        Outcome.PARTLY_GRANTED: Text(zh="部分办成", en="partly granted"),
        Outcome.REFUSED: Text(zh="均未办成", en="refused"),
        Outcome.NOT_ACCEPTED: Text(zh="不予受理", en="not accepted"),
        Outcome.WITHDRAWN: Text(zh="已撤回", en="withdrawn"),
        Outcome.LAPSED: Text(zh="逾期未补正，视为撤回", en="lapsed"),
        Outcome.TERMINATED: Text(zh="已依法终止", en="terminated"),
        Outcome.ACCEPTANCE_REVOKED: Text(zh="已撤销受理", en="acceptance revoked"),
    }
)
"""How a bundle of several kinds ended; of one matter `outcome_words` tells."""


def answer_words(step: Step, answer: Literal["granted", "refused"]) -> Answer:
    """What an answer is called on this step; one that decides no legal service speaks as a service does."""
    kind = step.item.kind if step.item else "public-service"
    words = KIND_WORDS[kind]
    return words.granted if answer == "granted" else words.refused


def ending_words(step: Step | None, status: StepStatus) -> Text:
    """How the step stands or ended; without a step as of any."""
    if step is not None and status in ("granted", "refused"):
        return answer_words(step, status).state
    return STATUS_WORDS[status]


def outcome_words(matter: Matter, outcome: Outcome) -> Text:
    """How a case of the matter ended: in the words of its legal services where all are of one kind."""
    kinds = {
        step.item.kind
        for step in matter.steps
        if step.item and not step.follow_up and not step.advisory
    }
    if len(kinds) != 1:
        return OUTCOME_WORDS[outcome]
    words = KIND_WORDS[kinds.pop()]
    granted, refused = words.granted.state, words.refused.state
    match outcome:
        case Outcome.GRANTED:
            return Text(zh=f"全部{granted.zh.removeprefix('已')}", en=granted.en)
        case Outcome.PARTLY_GRANTED:
            return Text(zh=f"部分{granted.zh.removeprefix('已')}", en=f"partly {granted.en}")
        case Outcome.REFUSED:
            return Text(zh=f"均{refused.zh}", en=refused.en)
        case _:
            return OUTCOME_WORDS[outcome]


FINDING_WORDS: Mapping[str, Text] = {
    FindingOutcome.MATCH: Text(zh="一致", en="match"),
    FindingOutcome.MISMATCH: Text(zh="不一致", en="mismatch"),
    FindingOutcome.NO_RECORD: Text(zh="无记录", en="no record"),
    FindingOutcome.MULTIPLE: Text(zh="有多条记录", en="several records"),
    FindingOutcome.UNAVAILABLE: Text(zh="登记机关暂无应答", en="the register is away"),
    FindingOutcome.DENIED: Text(zh="登记机关未授权", en="the register denied it"),
    FindingOutcome.STALE: Text(zh="数据已过期", en="the record is out of date"),
    FindingOutcome.PENDING: Text(zh="等待结果", en="the answer is on its way"),
}
"""What a register said, in words."""
