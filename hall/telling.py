"""What happened, in words: each fact of a case as a sentence in both languages. Pure.

What a department thought is told only to it and to the hall; the others read the result (domain 3.6).
"""

from functools import singledispatch

from forms.letter_days import en_date, zh_date
from hall.calendar_telling import CALENDAR_TELLERS
from hall.case_words import (
    CHANNELS,
    FINDINGS_SAID,
    notice_name,
    outcome_said,
    wanted_name,
)
from hall.delivery_telling import DELIVERY_TELLERS
from hall.evidence_telling import EVIDENCE_TELLERS
from hall.part_names import PartNames
from hall.part_telling import PART_TELLERS
from hall.rating_telling import RATING_TELLERS
from hall.step_telling import STEP_TELLERS
from hall.supervision_telling import SUPERVISION_TELLERS
from hall.told import Told, insiders, of_step, plain
from matters.case import (
    AcceptanceOpened,
    Accepted,
    CaseTerminated,
    CheckAnswered,
    CheckWanted,
    Closed,
    EvidenceTaken,
    Fact,
    Inspected,
    Lapsed,
    Launched,
    MoreAsked,
    Moved,
    NotAccepted,
    NoticeIssued,
    ParentTold,
    SentBack,
    Supplied,
    Terminated,
    VisitEnded,
    Withdrawn,
)
from matters.one_notice import again_words
from matters.rules import Rules
from matters.verbs import step_name
from matters.words import Text


def told(rules: Rules, fact: Fact, names: PartNames | None = None) -> Told:
    """What the fact says; parts by their numbers where nobody says who may read their names."""
    teller = PART_TELLERS.get(type(fact))
    return teller(fact, names or PartNames(rules)) if teller else _told(fact, rules)


@singledispatch
def _told(fact: Fact, rules: Rules) -> Told:
    raise TypeError(f"nobody has said how to tell of {type(fact).__name__}")


@_told.register
def _(fact: Launched, rules: Rules) -> Told:
    channel = CHANNELS[fact.channel]
    what = Text(zh=f"收件（{channel.zh}）", en=f"Received {channel.en}")
    elements = rules.matter.elements
    labels = [elements[path].label for path in fact.objections if path in elements]
    checks = (use for use in rules.matter.checks if f"checks.{use.key}" in fact.objections)
    labels += [use.check.name for use in checks]
    if not labels:
        return Told(what, tone="good")
    zh, en = "、".join(one.zh for one in labels), ", ".join(one.en for one in labels)
    detail = Text(zh=f"申请人对调取的数据有异议：{zh}", en=f"The applicant objects to: {en}")
    return Told(what, detail, "good")


@_told.register
def _(fact: CheckAnswered, rules: Rules) -> Told:
    check = rules.matter.check(fact.finding.check).check
    words, tone = FINDINGS_SAID[fact.finding.outcome]
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
    if fact.evidence.rung == "deferred":
        return Told(Text(zh=f"材料“{name.zh}”容缺后补", en=f"“{name.en}” is to be handed in later"))
    return Told(Text(zh=f"收到材料“{name.zh}”", en=f"“{name.en}” was handed in"))


@_told.register
def _(fact: AcceptanceOpened, rules: Rules) -> Told:
    last = fact.notice_by
    return Told(
        Text(zh="核验完毕，待窗口受理", en="Checks are done; the counter may accept"),
        Text(
            zh=f"一次性告知补正的最后一日：{zh_date(last)}",
            en=f"Last day of the one-time notice: {en_date(last)}",
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
            zh=f"逾期未告知补正，自收到之日（{zh_date(day)}）起即为受理",
            en=f"Accepted by the law's silence, as of receipt on {en_date(day)}",
        )
    return Told(what, Text(zh=f"办理环节：{zh}", en=f"Steps: {en}"), "good")


@_told.register
def _(fact: NotAccepted, rules: Rules) -> Told:
    words = f"{fact.reason}（{fact.basis}）"
    return Told(Text(zh="不予受理", en="Not accepted"), plain(words), "bad", frozenset())


@_told.register
def _(fact: MoreAsked, rules: Rules) -> Told:
    until = fact.until
    names = [wanted_name(rules, one) for one in fact.wanted]
    return Told(
        Text(
            zh=f"一次性告知补正，期限至{zh_date(until)}",
            en=f"Told once and completely what is missing, to supply by {en_date(until)}",
        ),
        _with_reason(
            fact, Text(zh="、".join(one.zh for one in names), en=", ".join(one.en for one in names))
        ),
        "warn",
        insiders(rules, fact.step),
    )


def _with_reason(fact: MoreAsked, what: Text) -> Text:
    """Why it was asked for only now stands behind what was asked."""
    if fact.again is None:
        return what
    why = again_words(fact.again)
    return Text(
        zh=f"{what.zh}。再次要求的原因：{why.zh}", en=f"{what.en}. Asked again because: {why.en}"
    )


@_told.register
def _(fact: Supplied, rules: Rules) -> Told:
    if fact.complete:
        return Told(Text(zh="补正完毕", en="All that was asked for is in"), tone="good")
    return Told(Text(zh="补充了部分内容", en="Something was supplied"))


@_told.register
def _(fact: Inspected, rules: Rules) -> Told:
    officers = Text(zh="、".join(fact.officers), en=", ".join(fact.officers))
    if fact.passed:
        what = of_step(rules, fact.step, "{}合格", "{} passed")
        return Told(what, officers if fact.officers else None, "good", insiders(rules, fact.step))
    what = of_step(rules, fact.step, "{}不合格，需整改", "{}: corrections are needed")
    detail = Text(
        zh=f"{'；'.join(fact.corrections)}（{officers.zh}）",
        en=f"{'; '.join(fact.corrections)} ({officers.en})",
    )
    return Told(what, detail, "warn", insiders(rules, fact.step))


@_told.register
def _(fact: VisitEnded, rules: Rules) -> Told:
    if fact.passed:
        return Told(of_step(rules, fact.step, "{}全部合格", "{}: all passed"), tone="good")
    count = len(fact.corrections)
    what = of_step(rules, fact.step, "{}结束", "{} ended")
    detail = Text(zh=f"整改意见{count}项，汇总为一份", en=f"{count} correction(s), in one list")
    return Told(what, detail, "warn")


@_told.register
def _(fact: SentBack, rules: Rules) -> Told:
    to = step_name(rules, fact.to)
    what = of_step(rules, fact.step, f"{{}}退回至“{to.zh}”", f"{{}} sent back to “{to.en}”")
    return Told(what, plain(fact.reason), "warn", insiders(rules, fact.step, fact.to))


@_told.register
def _(fact: Terminated, rules: Rules) -> Told:
    because = step_name(rules, fact.because)
    return Told(
        of_step(rules, fact.step, "{}终止办理", "{} cannot go on"),
        Text(zh=f"“{because.zh}”未办成", en=f"“{because.en}” did not end well"),
        "bad",
    )


@_told.register
def _(fact: NoticeIssued, rules: Rules) -> Told:
    kind = notice_name(rules, fact.key, fact.letter, fact.step)
    return Told(Text(zh=f"出具{kind.zh} {fact.number}", en=f"{kind.en} {fact.number} was issued"))


@_told.register
def _(fact: Withdrawn, rules: Rules) -> Told:
    return Told(
        Text(zh="申请人撤回申请", en="The applicant withdrew"), plain(fact.reason), "plain",
        frozenset(),
    )  # fmt: skip


@_told.register
def _(fact: Lapsed, rules: Rules) -> Told:
    until = fact.until
    return Told(
        Text(zh="逾期未补正", en="Nothing was supplied in time"),
        Text(
            zh=f"期限为{zh_date(until)}，视为撤回申请",
            en=f"It was due on {en_date(until)} and counts as withdrawn",
        ),
        "bad",
    )


@_told.register
def _(fact: Moved, rules: Rules) -> Told:
    what = Text(zh="转按事项的另一版本办理", en="Moved to another version of the matter")
    return Told(what, plain(fact.reason), "active", frozenset())


@_told.register
def _(fact: Closed, rules: Rules) -> Told:
    words, tone = outcome_said(rules.matter, fact.outcome)
    return Told(Text(zh=f"办结：{words.zh}", en=f"Closed: {words.en}"), tone=tone)


@_told.register
def _(fact: CaseTerminated, rules: Rules) -> Told:
    detail = plain(fact.reason, fact.basis)
    return Told(Text(zh="终止办理本办件", en="The case was terminated"), detail, "bad", frozenset())


@_told.register
def _(fact: ParentTold, rules: Rules) -> Told:
    return Told(Text(zh="办理结果已转主办件", en="The case that it belongs to was told the result"))


for _kind, _teller in (*SUPERVISION_TELLERS.items(), *RATING_TELLERS.items()):
    _told.register(_kind, _teller)
for _kind, _teller in (*STEP_TELLERS.items(), *EVIDENCE_TELLERS.items(), *CALENDAR_TELLERS.items()):
    _told.register(_kind, _teller)
for _kind, _teller in DELIVERY_TELLERS.items():
    _told.register(_kind, _teller)
