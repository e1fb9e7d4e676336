"""What happened to the steps of a case, in words; `hall.telling` tells these with all the others. Pure."""

from functools import singledispatch

from forms.letter_days import en_date, zh_date
from hall.asked_telling import ASKED_TELLERS
from hall.case_words import BECAUSE, Tone, status_words
from hall.told import Told, department, insiders, of_step, plain, step_of, yuan
from matters.case import (
    CallBegun,
    ChildLaunched,
    Extended,
    Fact,
    FeesAsked,
    ObjectionAnswered,
    ObjectionRaised,
    Paid,
    Resumed,
    Signalled,
    StepEnded,
    StepOpened,
    Suspended,
    SystemCalled,
)
from matters.clock_facts import BundleExtended
from matters.rules import Rules
from matters.verbs import step_name
from matters.words import Text


@singledispatch
def _told(fact: Fact, rules: Rules) -> Told:
    raise TypeError(f"nobody has said how to tell of {type(fact).__name__}")


@_told.register
def _(fact: StepOpened, rules: Rules) -> Told:
    due = fact.promised or fact.due
    zh = "、".join(department(rules, key).zh for key in fact.departments)
    en = ", ".join(department(rules, key).en for key in fact.departments)
    if len(fact.parts) > 1:
        zh += f"，共{len(fact.parts)}个部分"
        en += f", {len(fact.parts)} parts"
    if due is not None:
        zh += f"，应于{zh_date(due)}前办结"
        en += f", to be done by {en_date(due)}"
    what = of_step(rules, fact.step, "环节{}开启", "{} opened")
    if fact.recheck:
        what = of_step(rules, fact.step, "{}复查开启", "{}: second visit opened")
    detail = Text(zh=zh.lstrip("，"), en=en.lstrip(", ")) if zh else None
    return Told(what, detail, "active")


@_told.register
def _(fact: StepEnded, rules: Rules) -> Told:
    words, tone = status_words(step_of(rules, fact.step), fact.status)
    what = of_step(rules, fact.step, f"{{}}{words.zh}", f"{{}} {words.en}")
    why = _because(rules, fact)
    said = plain(fact.reason, fact.basis)
    if said is None:
        return Told(what, why, tone)
    detail = Text(zh=f"{why.zh}：{said.zh}", en=f"{why.en}: {said.en}") if why else said
    return Told(what, detail, tone, insiders(rules, fact.step))


def _because(rules: Rules, fact: StepEnded) -> Text | None:
    """Why a step ended: a rule of the engine, or the step that set it aside; and what came first of several things."""
    if fact.by_what == "deadline":
        return BECAUSE["time"]
    if fact.status == "met" and fact.by_what:
        declared = step_of(rules, fact.step)
        waits = declared.first if declared else ()
        came = next((one.words for one in waits if one.called == fact.by_what), None)
        came = came or Text.same(fact.by_what)
        return Text(zh=f"先发生的是：{came.zh}", en=f"what came first: {came.en}")
    if fact.because in {one.step for one in rules.matter.steps}:
        name = step_name(rules, fact.because)
        return Text(zh=f"因“{name.zh}”", en=f"because of “{name.en}”")
    return BECAUSE.get(fact.because)


@_told.register
def _(fact: Suspended, rules: Rules) -> Told:
    what = of_step(rules, fact.step, "{}中止，停止计时", "{} was suspended; its clock stands still")
    return Told(what, plain(fact.ground, fact.basis), "warn", insiders(rules, fact.step))


@_told.register
def _(fact: Resumed, rules: Rules) -> Told:
    return Told(of_step(rules, fact.step, "{}恢复办理", "{} goes on"), None, "active")


@_told.register
def _(fact: Extended, rules: Rules) -> Told:
    item = {one.step: one.item for one in rules.matter.steps}.get(fact.step)
    more = item.extend if item else None
    zh, en = (f"，{more.text('zh')}", f" by {more.text('en')}") if more else ("", "")
    what = of_step(rules, fact.step, f"{{}}延长办理期限{zh}", f"The limit of {{}} was extended{en}")
    return Told(what, plain(fact.reason), "warn", insiders(rules, fact.step))


@_told.register
def _(fact: BundleExtended, rules: Rules) -> Told:
    more = rules.office.profile.bundle_extension
    what = Text(
        zh=f"经批准延长整体期限{more.text('zh')}",
        en=f"The limit of the whole was extended by {more.text('en')}",
    )
    return Told(what, plain(f"{fact.reason}（{fact.approval}）"), "warn")


@_told.register
def _(fact: Signalled, rules: Rules) -> Told:
    waiting = [one for one in rules.matter.steps if any(w.signal == fact.name for w in one.first)]
    if not waiting:
        return Told(Text(zh=f"收到信号“{fact.name}”", en=f"Word came: “{fact.name}”"))
    words = next(w.words for w in waiting[0].first if w.signal == fact.name)
    what = of_step(
        rules, waiting[0].step, f"{{}}等待的事项已发生：{words.zh}", f"What {{}} waits for came: {words.en}",
    )  # fmt: skip
    return Told(what, None, "good")


@_told.register
def _(fact: ObjectionRaised, rules: Rules) -> Told:
    number = fact.objection
    what = of_step(
        rules, fact.step, f"{{}}收到第{number}号异议", f"{{}}: objection no. {number} came in"
    )
    return Told(what, plain(f"{fact.who}：{fact.text}"), "warn", insiders(rules, fact.step))


@_told.register
def _(fact: ObjectionAnswered, rules: Rules) -> Told:
    number = fact.objection
    zh, en = ("成立", "was upheld") if fact.upheld else ("不成立", "was not upheld")
    what = of_step(
        rules, fact.step, f"{{}}第{number}号异议{zh}", f"{{}}: objection no. {number} {en}"
    )
    tone: Tone = "bad" if fact.upheld else "good"
    return Told(what, plain(fact.reasons), tone, insiders(rules, fact.step))


@_told.register
def _(fact: CallBegun, rules: Rules) -> Told:
    what = of_step(
        rules, fact.step, "{}：正在请求对方系统办理", "{}: the other system is being asked"
    )
    return Told(what, None, "active")


@_told.register
def _(fact: SystemCalled, rules: Rules) -> Told:
    what = of_step(rules, fact.step, "{}：已请求对方系统办理", "{}: the other system was asked")
    receipt = (
        Text(zh=f"回执 {fact.request}", en=f"receipt {fact.request}") if fact.request else None
    )
    return Told(what, receipt, "active")


@_told.register
def _(fact: ChildLaunched, rules: Rules) -> Told:
    what = of_step(rules, fact.step, "{}另立办件办理", "{} is carried as a case of its own")
    return Told(what, plain(fact.number), "active")


@_told.register
def _(fact: FeesAsked, rules: Rules) -> Told:
    names = {one.key: one.name for one in rules.matter.fees}
    total = yuan(fact.total)
    lines = [(names.get(one.fee) or Text.same(one.fee), yuan(one.amount)) for one in fact.lines]  # fmt: skip
    return Told(
        Text(zh=f"告知应缴费用合计{total}元", en=f"Fees asked: {total} yuan in all"),
        Text(
            zh="、".join(f"{name.zh}{amount}元" for name, amount in lines) or "无",
            en=", ".join(f"{name.en} {amount} yuan" for name, amount in lines) or "none",
        ),
        "active",
    )


@_told.register
def _(fact: Paid, rules: Rules) -> Told:
    what = of_step(rules, fact.step, "{}：已缴费", "{}: paid")
    return Told(what, Text(zh=f"凭证号 {fact.receipt}", en=f"receipt {fact.receipt}"), "good")


STEP_TELLERS = {
    kind: teller for kind, teller in _told.registry.items() if kind is not object
} | ASKED_TELLERS
"""By kind of fact, who tells of it."""
