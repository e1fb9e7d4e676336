"""What happened, in words: each fact of a case as a sentence in both languages. Pure.

What a department thought is told only to it and to the hall; the others read the result (domain 3.6).
"""

from dataclasses import dataclass
from functools import singledispatch

from hall.case_words import (
    CHANNELS,
    DECISION_WORDS,
    FINDING_WORDS,
    OUTCOME_WORDS,
    Tone,
    notice_name,
    wanted_name,
)
from matters.case import (
    AcceptanceOpened,
    Accepted,
    CheckAnswered,
    CheckWanted,
    Closed,
    Decided,
    EvidenceTaken,
    Fact,
    Inspected,
    Lapsed,
    Launched,
    MoreAsked,
    Moved,
    NotAccepted,
    NoticeDelivered,
    NoticeIssued,
    SentBack,
    StepOpened,
    Supplied,
    Taken,
    Terminated,
    VisitEnded,
    Withdrawn,
)
from matters.office import HALL
from matters.rules import Rules
from matters.verbs import step_name
from matters.words import Text


@dataclass(frozen=True)
class Told:
    """One thing that happened, as a timeline shows it."""

    what: Text
    detail: Text | None = None
    tone: Tone = "plain"
    insiders: frozenset[str] | None = None
    """The departments that may read the detail; None: all that take part."""

    def detail_for(self, department: str) -> Text | None:
        open_to_all = self.insiders is None or department == HALL
        return self.detail if open_to_all or department in (self.insiders or ()) else None


def told(rules: Rules, fact: Fact) -> Told:
    """What the fact says."""
    return _told(fact, rules)


@singledispatch
def _told(fact: Fact, rules: Rules) -> Told:
    raise TypeError(f"nobody has said how to tell of {type(fact).__name__}")


def _of(rules: Rules, step: str, zh: str, en: str) -> Text:
    """A sentence about a step: `{}` is its name."""
    name = step_name(rules, step)
    return Text(zh=zh.format(f"“{name.zh}”"), en=en.format(f"“{name.en}”"))


def _plain(words: str) -> Text | None:
    return Text(zh=words, en=words) if words.strip() else None


@_told.register
def _(fact: Launched, rules: Rules) -> Told:
    channel = CHANNELS[fact.channel]
    what = Text(zh=f"收件（{channel.zh}）", en=f"Received {channel.en}")
    elements = rules.matter.elements
    labels = [elements[path].label for path in fact.objections if path in elements]
    if not labels:
        return Told(what, tone="good")
    zh, en = "、".join(one.zh for one in labels), ", ".join(one.en for one in labels)
    detail = Text(zh=f"申请人对调取的数据有异议：{zh}", en=f"The applicant objects to: {en}")
    return Told(what, detail, "good")


@_told.register
def _(fact: CheckAnswered, rules: Rules) -> Told:
    check = rules.matter.check(fact.finding.check).check
    words, tone = FINDING_WORDS[fact.finding.outcome]
    return Told(
        Text(zh=f"核验“{check.name.zh}”：{words.zh}", en=f"Checked “{check.name.en}”: {words.en}"),
        Text(
            zh=f"{check.holder.zh}，查询号 {fact.finding.request}",
            en=f"{check.holder.en}, request {fact.finding.request}",
        ),
        tone,
    )


@_told.register
def _(fact: CheckWanted, rules: Rules) -> Told:
    name = rules.matter.check(fact.check).check.name
    return Told(Text(zh=f"重新发起“{name.zh}”", en=f"{name.en}: to be asked again"))


@_told.register
def _(fact: EvidenceTaken, rules: Rules) -> Told:
    names = {one.key: one.name for one in rules.matter.materials}
    name = names.get(fact.evidence.material, Text(zh="材料", en="a paper"))
    if fact.evidence.rung == "promise":
        return Told(
            Text(zh=f"签署告知承诺，代替“{name.zh}”", en=f"A promise was signed for “{name.en}”")
        )
    return Told(Text(zh=f"收到材料“{name.zh}”", en=f"“{name.en}” was handed in"))


@_told.register
def _(fact: AcceptanceOpened, rules: Rules) -> Told:
    last = fact.notice_by
    return Told(
        Text(zh="核验完毕，待窗口受理", en="Checks are done; the counter may accept"),
        Text(
            zh=f"一次性告知补正的最后一日：{last.year}年{last.month}月{last.day}日",
            en=f"Last day of the one-time notice: {last.isoformat()}",
        ),
    )


@_told.register
def _(fact: Accepted, rules: Rules) -> Told:
    zh = "、".join(step_name(rules, key).zh for key in fact.steps)
    en = ", ".join(step_name(rules, key).en for key in fact.steps)
    what = Text(zh="受理", en="Accepted")
    if fact.deemed:
        day = fact.effective
        what = Text(
            zh=f"逾期未告知补正，自收到之日（{day.year}年{day.month}月{day.day}日）起即为受理",
            en=f"Accepted by the law's silence, as of receipt on {day.isoformat()}",
        )
    return Told(what, Text(zh=f"办理环节：{zh}", en=f"Steps: {en}"), "good")


@_told.register
def _(fact: NotAccepted, rules: Rules) -> Told:
    words = f"{fact.reason}（{fact.basis}）"
    return Told(Text(zh="不予受理", en="Not accepted"), _plain(words), "bad", frozenset())


@_told.register
def _(fact: MoreAsked, rules: Rules) -> Told:
    until = fact.until
    names = [wanted_name(rules, one) for one in fact.wanted]
    return Told(
        Text(
            zh=f"一次性告知补正，期限至{until.year}年{until.month}月{until.day}日",
            en=f"Told once and completely what is missing, to supply by {until.isoformat()}",
        ),
        Text(zh="、".join(one.zh for one in names), en=", ".join(one.en for one in names)),
        "warn",
        _insiders(rules, fact.step),
    )


def _insiders(rules: Rules, *steps: str) -> frozenset[str]:
    """The departments of these steps; the hall reads everything."""
    known = {one.step: one.all_departments for one in rules.matter.steps}
    return frozenset(department for key in steps for department in known.get(key, ()))


@_told.register
def _(fact: Supplied, rules: Rules) -> Told:
    if fact.complete:
        return Told(Text(zh="补正完毕", en="All that was asked for is in"), tone="good")
    return Told(Text(zh="补充了部分内容", en="Something was supplied"))


@_told.register
def _(fact: StepOpened, rules: Rules) -> Told:
    due = fact.promised or fact.due
    zh = "、".join(rules.office.department(key).name.zh for key in fact.departments)
    en = ", ".join(rules.office.department(key).name.en for key in fact.departments)
    if due is not None:
        zh += f"，应于{due.year}年{due.month}月{due.day}日前办结"
        en += f", to be done by {due.isoformat()}"
    what = _of(rules, fact.step, "环节{}开启", "{} opened")
    if fact.recheck:
        what = _of(rules, fact.step, "{}复查开启", "{}: second visit opened")
    return Told(what, Text(zh=zh, en=en), "active")


@_told.register
def _(fact: Taken, rules: Rules) -> Told:
    return Told(_of(rules, fact.step, "领取{}", "Took {} in hand"))


@_told.register
def _(fact: Decided, rules: Rules) -> Told:
    words, tone = DECISION_WORDS[fact.decision]
    what = _of(rules, fact.step, f"{{}}{words.zh}", f"{{}} {words.en}")
    said = "；".join(one for one in (fact.reasons, fact.basis) if one.strip())
    return Told(what, _plain(said), tone, _insiders(rules, fact.step))


@_told.register
def _(fact: Inspected, rules: Rules) -> Told:
    officers = "、".join(fact.officers)
    found = "；".join(fact.corrections)
    if fact.passed:
        what = _of(rules, fact.step, "{}合格", "{} passed")
        return Told(what, _plain(officers), "good", _insiders(rules, fact.step))
    what = _of(rules, fact.step, "{}不合格，需整改", "{}: corrections are needed")
    detail = _plain(f"{found}（{officers}）")
    return Told(what, detail, "warn", _insiders(rules, fact.step))


@_told.register
def _(fact: VisitEnded, rules: Rules) -> Told:
    if fact.passed:
        return Told(_of(rules, fact.step, "{}全部合格", "{}: all passed"), tone="good")
    count = len(fact.corrections)
    what = _of(rules, fact.step, "{}结束", "{} ended")
    detail = Text(zh=f"整改意见{count}项，汇总为一份", en=f"{count} correction(s), in one list")
    return Told(what, detail, "warn")


@_told.register
def _(fact: SentBack, rules: Rules) -> Told:
    to = step_name(rules, fact.to)
    what = _of(rules, fact.step, f"{{}}退回至“{to.zh}”", f"{{}} sent back to “{to.en}”")
    return Told(what, _plain(fact.reason), "warn", _insiders(rules, fact.step, fact.to))


@_told.register
def _(fact: Terminated, rules: Rules) -> Told:
    because = step_name(rules, fact.because)
    return Told(
        _of(rules, fact.step, "{}终止办理", "{} cannot go on"),
        Text(zh=f"“{because.zh}”未获准予", en=f"“{because.en}” was not granted"),
        "bad",
    )


@_told.register
def _(fact: NoticeIssued, rules: Rules) -> Told:
    kind = notice_name(rules, fact.key, fact.letter, fact.step)
    return Told(Text(zh=f"出具{kind.zh} {fact.number}", en=f"{kind.en} {fact.number} was issued"))


@_told.register
def _(fact: NoticeDelivered, rules: Rules) -> Told:
    return Told(Text(zh="文书已送达", en="A notice was delivered"), _plain(fact.receipt), "good")


@_told.register
def _(fact: Withdrawn, rules: Rules) -> Told:
    return Told(
        Text(zh="申请人撤回申请", en="The applicant withdrew"), _plain(fact.reason), "plain",
        frozenset(),
    )  # fmt: skip


@_told.register
def _(fact: Lapsed, rules: Rules) -> Told:
    until = fact.until
    return Told(
        Text(zh="逾期未补正", en="Nothing was supplied in time"),
        Text(
            zh=f"期限为{until.year}年{until.month}月{until.day}日，视为撤回申请",
            en=f"It was due on {until.isoformat()} and counts as withdrawn",
        ),
        "bad",
    )


@_told.register
def _(fact: Moved, rules: Rules) -> Told:
    what = Text(zh="转按事项的另一版本办理", en="Moved to another version of the matter")
    return Told(what, _plain(fact.reason), "active", frozenset())


@_told.register
def _(fact: Closed, rules: Rules) -> Told:
    words, tone = OUTCOME_WORDS[fact.outcome]
    return Told(Text(zh=f"办结：{words.zh}", en=f"Closed: {words.en}"), tone=tone)
