"""The words of the office for what a case records: states, outcomes, decisions, answers of registers."""

from collections.abc import Mapping
from typing import Literal

from matters.case import FindingOutcome, Outcome, Wanted
from matters.one_notice import thing_name
from matters.outcome_words import FINDING_WORDS, ending_words, outcome_words
from matters.rules import Rules
from matters.spec import Matter, Step
from matters.standing import StepStatus
from matters.words import Text
from matters.workbench.why import RULES

Tone = Literal["plain", "active", "good", "warn", "bad"]

_TO_OFFICERS: dict[FindingOutcome, Text] = {
    FindingOutcome.MISMATCH: Text(zh="不一致，请人工核实", en="differs: a person must look"),
    FindingOutcome.MULTIPLE: Text(zh="有多条记录，请人工核实", en="several records"),
    FindingOutcome.PENDING: Text(zh="已受理查询，等待结果", en="the answer is on its way"),
}
"""Answers that leave somebody something to do, or to wait for."""

_FINDING_TONES: dict[FindingOutcome, Tone] = {
    FindingOutcome.MATCH: "good",
    FindingOutcome.PENDING: "active",
}

FINDINGS_SAID: Mapping[FindingOutcome, tuple[Text, Tone]] = {
    one: (_TO_OFFICERS.get(one, FINDING_WORDS[one]), _FINDING_TONES.get(one, "warn"))
    for one in FindingOutcome
}
"""What registers answered, as officers read it."""

_OUTCOME_TONES: dict[Outcome, Tone] = {
    Outcome.GRANTED: "good",
    Outcome.PARTLY_GRANTED: "warn",
    Outcome.REFUSED: "bad",
    Outcome.NOT_ACCEPTED: "bad",
    Outcome.WITHDRAWN: "plain",
    Outcome.LAPSED: "plain",
    Outcome.TERMINATED: "bad",
    Outcome.ACCEPTANCE_REVOKED: "bad",
}


def outcome_said(matter: Matter, outcome: Outcome) -> tuple[Text, Tone]:
    """How the case ended, in the words of its legal services."""
    return outcome_words(matter, outcome), _OUTCOME_TONES[outcome]


_TONES: dict[StepStatus, Tone] = {
    "open": "active", "granted": "good", "refused": "bad", "issued": "good", "visited": "good",
    "agreed": "good", "objected": "bad", "undisputed": "good", "disputed": "bad", "held": "good",
    "answered": "good", "unanswered": "warn", "met": "good", "drawn": "good", "paid": "good",
    "terminated": "bad", "revoked": "bad",
}  # fmt: skip


def status_words(step: Step | None, status: StepStatus) -> tuple[Text, Tone]:
    """How a step stands or ended, in the words of what it decides; every decision is such a word too."""
    return ending_words(step, status), _TONES.get(status, "plain")


WAITING: dict[str, Text] = {
    "wait": Text(zh="等待事项发生", en="waiting for something to happen"),
    "publicity": Text(zh="公示中", en="made public"),
    "call": Text(zh="等待对方系统答复", en="waiting for another system"),
    "matter": Text(zh="等待子办件办结", en="waiting for the case of its own"),
    "draw": Text(zh="等待抽取", en="waiting for the draw"),
}
"""By kind of step, what nobody can hasten."""

BECAUSE: dict[str, Text] = {
    **RULES,
    "objection": Text(zh="异议成立", en="an objection was upheld"),
    "person": Text(zh="由牵头部门负责人决定", en="by a head of the leading department"),
}
"""The engine's words for what ended a step; any other is the step that set it aside."""

_STATES: dict[str, tuple[Text, Tone]] = {
    "received": (Text(zh="已收件", en="received"), "plain"),
    "accepting": (Text(zh="待受理", en="to be accepted"), "active"),
    "supplement": (Text(zh="待补正", en="waiting for the applicant"), "warn"),
    "in-progress": (Text(zh="办理中", en="in progress"), "active"),
}


def state_words(matter: Matter, state: str) -> tuple[Text, Tone]:
    """How a case of the matter stands, by the one word that lists know of it."""
    return _STATES.get(state) or outcome_said(matter, Outcome(state))


CHANNELS = {
    "counter": Text(zh="窗口", en="at the counter"),
    "api": Text(zh="部门系统", en="by a department's system"),
    "online": Text(zh="网上", en="online"),
}


def wanted_name(rules: Rules, wanted: Wanted) -> Text:
    """The name of the field, question or paper that is asked for."""
    return thing_name(rules.matter, (wanted.kind, wanted.key))


def notice_name(rules: Rules, key: str, letter: str, step: str | None) -> Text:
    """What people call a notice: a certificate what it certifies, a letter what its kind is called."""
    certificate = rules.matter.step(step).issues if step else None
    if certificate is not None and key.startswith("certificate:"):
        return certificate.name
    return rules.office.letter(letter).name
