"""The words of the office for what a case records: states, outcomes, decisions, answers of registers."""

from typing import Literal

from matters.case import FindingOutcome, Outcome, Wanted
from matters.rules import Rules
from matters.words import Text

Tone = Literal["plain", "active", "good", "warn", "bad"]

FINDING_WORDS: dict[FindingOutcome, tuple[Text, Tone]] = {
    FindingOutcome.MATCH: (Text(zh="一致", en="match"), "good"),
    FindingOutcome.MISMATCH: (Text(zh="不一致，请人工核实", en="differs: a person must look"), "warn"),
    FindingOutcome.NO_RECORD: (Text(zh="无记录", en="no record"), "warn"),
    FindingOutcome.MULTIPLE: (Text(zh="有多条记录，请人工核实", en="several records"), "warn"),
    FindingOutcome.UNAVAILABLE: (Text(zh="登记机关暂无应答", en="the register is away"), "warn"),
    FindingOutcome.DENIED: (Text(zh="登记机关未授权", en="the register denied it"), "warn"),
    FindingOutcome.STALE: (Text(zh="数据已过期", en="the record is out of date"), "warn"),
    FindingOutcome.PENDING: (Text(zh="已受理查询，等待结果", en="the answer is on its way"), "active"),
}  # fmt: skip

OUTCOME_WORDS: dict[Outcome, tuple[Text, Tone]] = {
    Outcome.GRANTED: (Text(zh="全部准予", en="granted"), "good"),
    Outcome.PARTLY_GRANTED: (Text(zh="部分准予", en="partly granted"), "warn"),
    Outcome.REFUSED: (Text(zh="均未准予", en="refused"), "bad"),
    Outcome.NOT_ACCEPTED: (Text(zh="不予受理", en="not accepted"), "bad"),
    Outcome.WITHDRAWN: (Text(zh="已撤回", en="withdrawn"), "plain"),
    Outcome.LAPSED: (Text(zh="逾期未补正，视为撤回", en="lapsed"), "plain"),
}

DECISION_WORDS: dict[str, tuple[Text, Tone]] = {
    "granted": (Text(zh="准予", en="granted"), "good"),
    "refused": (Text(zh="不予", en="refused"), "bad"),
    "issued": (Text(zh="已核发", en="issued"), "good"),
}

STATE_WORDS: dict[str, tuple[Text, Tone]] = {
    "received": (Text(zh="已收件", en="received"), "plain"),
    "accepting": (Text(zh="待受理", en="to be accepted"), "active"),
    "supplement": (Text(zh="待补正", en="waiting for the applicant"), "warn"),
    "in-progress": (Text(zh="办理中", en="in progress"), "active"),
    **{outcome.value: said for outcome, said in OUTCOME_WORDS.items()},
}


CHANNELS = {
    "counter": Text(zh="窗口", en="at the counter"),
    "api": Text(zh="部门系统", en="by a department's system"),
    "online": Text(zh="网上", en="online"),
}


def wanted_name(rules: Rules, wanted: Wanted) -> Text:
    """The name of the field, question or paper that is asked for."""
    if wanted.kind == "material":
        names = {one.key: one.name for one in rules.matter.materials}
    else:
        names = {path: field.label for path, field in rules.matter.elements.items()}
        names |= {path: group.name for path, group in rules.matter.groups.items()}
        names |= {question.ask: question.text for question in rules.matter.questions}
    return names.get(wanted.key) or Text(zh=wanted.key, en=wanted.key)


def notice_name(rules: Rules, key: str, letter: str, step: str | None) -> Text:
    """What people call a notice: a certificate what it certifies, a letter what its kind is called."""
    certificate = rules.matter.step(step).issues if step else None
    if certificate is not None and key.startswith("certificate:"):
        return certificate.name
    return rules.office.letter(letter).name
