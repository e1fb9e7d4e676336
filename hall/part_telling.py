"""What happened to parts of steps, and what was drawn, in words: each part by its name. Pure."""

from functools import singledispatch

from hall.case_words import status_words
from hall.part_names import PartNames
from hall.told import Told, department, insiders, of_step, plain, step_of
from matters.case import (
    Decided,
    Drawn,
    Fact,
    PartAdded,
    PartDropped,
    ProposalReturned,
    Proposed,
    Recalled,
    Taken,
    Transferred,
)
from matters.verbs import step_name
from matters.words import Text


@singledispatch
def _told(fact: Fact, names: PartNames) -> Told:
    raise TypeError(f"nobody has said how to tell of {type(fact).__name__}")


def _of_part(names: PartNames, step: str, part: str | None, zh: str, en: str) -> Text:
    """A sentence about a step, or about one part of it."""
    if part is None:
        return of_step(names.rules, step, zh, en)
    name, own = step_name(names.rules, step), names.of(step, part)
    return Text(zh=zh.format(f"“{name.zh}（{own.zh}）”"), en=en.format(f"“{name.en}” ({own.en})"))


@_told.register
def _(fact: Taken, names: PartNames) -> Told:
    return Told(_of_part(names, fact.step, fact.part, "领取{}", "Took {} in hand"))


@_told.register
def _(fact: Decided, names: PartNames) -> Told:
    words, tone = status_words(step_of(names.rules, fact.step), fact.decision)
    zh, en = (f"{{}}{words.zh}", f"{{}} {words.en}")
    if fact.proposed_by is not None:
        zh, en = f"审批同意：{zh}", f"Approved: {en}"
    what = _of_part(names, fact.step, fact.part, zh, en)
    return Told(what, plain(fact.reasons, fact.basis), tone, insiders(names.rules, fact.step))


@_told.register
def _(fact: Proposed, names: PartNames) -> Told:
    words, _ = status_words(step_of(names.rules, fact.step), fact.decision)
    what = _of_part(
        names, fact.step, fact.part,
        f"{{}}拟{words.zh}，报负责人审批", f"{{}}: proposed “{words.en}”, for a head to approve",
    )  # fmt: skip
    detail = plain(fact.reasons, fact.basis)
    return Told(what, detail, "active", insiders(names.rules, fact.step))


@_told.register
def _(fact: ProposalReturned, names: PartNames) -> Told:
    what = _of_part(names, fact.step, fact.part, "{}的拟办意见被退回", "{}: the proposal was returned")  # fmt: skip
    return Told(what, plain(fact.reason), "warn", insiders(names.rules, fact.step))


@_told.register
def _(fact: Recalled, names: PartNames) -> Told:
    what = _of_part(
        names, fact.step, fact.part, "撤回对{}的意见", "{}: the own word was taken back"
    )
    return Told(what, plain(fact.reason), "warn", insiders(names.rules, fact.step))


@_told.register
def _(fact: PartAdded, names: PartNames) -> Told:
    who = department(names.rules, fact.part.department)
    what = of_step(
        names.rules, fact.step, f"{{}}加签：{names.of(fact.step, fact.part.key).zh}",
        f"{{}}: added {names.of(fact.step, fact.part.key).en}",
    )  # fmt: skip
    detail = plain(fact.reason) or who
    return Told(what, detail, "active", insiders(names.rules, fact.step) | {fact.part.department})


@_told.register
def _(fact: PartDropped, names: PartNames) -> Told:
    name = names.of(fact.step, fact.part)
    what = of_step(names.rules, fact.step, f"{{}}减签：{name.zh}", f"{{}}: dropped {name.en}")
    return Told(what, plain(fact.reason), "plain", insiders(names.rules, fact.step))


@_told.register
def _(fact: Drawn, names: PartNames) -> Told:
    chosen = [names.lot(fact.step, one) for one in fact.chosen]
    zh, en = "、".join(one.zh for one in chosen), ", ".join(one.en for one in chosen)
    what = of_step(names.rules, fact.step, "{}：随机抽取完毕", "{}: the draw is done")
    pool = names.pool(fact.step, len(fact.pool))
    detail = Text(
        zh=f"从{pool.zh}中抽取：{zh or '无'}", en=f"of {pool.en}, drawn: {en or 'nobody'}"
    )
    return Told(what, detail, "good")


@_told.register
def _(fact: Transferred, names: PartNames) -> Told:
    inside = insiders(names.rules, fact.step) | {
        fact.department,
        fact.to_department or fact.department,
    }
    before = department(names.rules, fact.department)
    part = names.of(fact.step, fact.part) if fact.part else None
    zh, en = (f"（{part.zh}）", f" ({part.en})") if part else ("", "")
    if fact.to_department and fact.to_department != fact.department:
        to = department(names.rules, fact.to_department)
        what = of_step(
            names.rules, fact.step, f"{{}}{zh}由{before.zh}转{to.zh}办理",
            f"{{}}{en} was transferred from {before.en} to {to.en}",
        )  # fmt: skip
        return Told(what, plain(fact.reason), "active", inside)
    what = of_step(
        names.rules, fact.step, f"{{}}{zh}转{before.zh}其他人员办理",
        f"{{}}{en} was given to somebody else of {before.en}",
    )  # fmt: skip
    return Told(what, plain(fact.reason), "plain", inside)


PART_TELLERS = {kind: teller for kind, teller in _told.registry.items() if kind is not object}
"""By kind of fact, who tells of it with the names of the parts."""
