"""Whether a running case can follow another version of its matter, and why not; and how it moves there and back (N3).

A case moves only if nothing that was done, told or asked under its version is lost: what a department decided stays
decided, what a department has open stays with it, and after acceptance nothing new is demanded of the applicant
(Administrative Licensing Act 32(4): what is missing is told once).
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from matters.case import Actor, Case, Moved, business_date
from matters.errors import ActRefused
from matters.expression_tree import ExpressionFailed
from matters.ladder import missing_materials
from matters.opening import departments_of
from matters.rules import Rules, applicable, filled
from matters.settling import settle
from matters.spec import Matter, Step
from matters.standing import Standing, StepStanding, standing
from matters.verbs import Moment, step_name
from matters.words import Frozen, Text
from matters.workbench.replaying_asked import asked_of, must_be_said, steps_under, under

Ruling = Literal["moves", "new-work", "cannot"]


class Verdict(Frozen):
    """What becomes of one running case under the new version."""

    case: str
    ruling: Ruling
    reasons: tuple[Text, ...] = ()
    """Why it cannot move, or else what is new or different for it."""
    steps: tuple[str, ...] | None = None
    """The steps that would apply; none while it is not accepted."""


def verdict(old: Rules, new: Rules, case: Case, today: date) -> Verdict:
    """What becomes of the case if it follows the new version from today on. Pure; changes nothing."""
    now = standing(case)
    if now.ended:
        return _cannot(case, (Text(zh="已办结，不再变更版本。", en="It is closed and stays."),))
    try:
        steps = steps_under(old, new, now, today)
        lost = tuple(_lost(old, new, now, steps))
        if lost:
            return _cannot(case, lost)
        added = tuple(_added(old, new, now, today))
    except ExpressionFailed as failed:
        return _cannot(case, (failed.text,))
    demanded = tuple(_demanded(old, new, now, today))
    if demanded and now.accepted is not None:
        once = Text(
            zh="受理后不得再要求申请人补充（一次性告知）。",
            en="After acceptance nothing more may be asked of the applicant (told once).",
        )
        return _cannot(case, (*demanded, once))
    news = (*added, *demanded)
    fixed = tuple(one.step for one in steps) if now.accepted is not None else None
    dropped = tuple(_dropped(old, now, fixed))
    ruling: Ruling = "new-work" if news else "moves"
    return Verdict(case=case.number, ruling=ruling, reasons=(*news, *dropped), steps=fixed)


def moved(new: Rules, case: Case, found: Verdict, reason: str, moment: Moment) -> Case:
    """The case under the new version, with what follows at once. Raises ActRefused if it cannot move."""
    if found.ruling == "cannot":
        why = found.reasons[0]
        raise ActRefused(
            zh=f"办件 {case.number} 不能转按新版本办理：{why.zh}",
            en=f"Case {case.number} cannot follow the new version: {why.en}",
        )
    return _pinned(new, case, _Pin(reason, found.steps), moment)


def undone(old: Rules, case: Case, reason: str, moment: Moment) -> Case:
    """The case back under the version before its last move. Raises ActRefused if it was touched since."""
    at = last_move(case)
    if at is None:
        raise ActRefused(
            zh=f"办件 {case.number} 没有变更过版本，无需撤销。",
            en=f"Case {case.number} was never moved; there is nothing to undo.",
        )
    move = case.facts[at]
    later = case.facts[at + 1 :]
    if not isinstance(move, Moved) or any(fact.at != move.at for fact in later):
        raise ActRefused(
            zh=f"办件 {case.number} 变更版本后已有办理记录，不能撤销。请按新版本继续办理。",
            en=f"Case {case.number} was worked on after it moved, so it cannot go back."
            " It goes on under the new version.",
        )
    before, now = standing(case.model_copy(update={"facts": case.facts[:at]})), standing(case)
    if now.ended:
        raise ActRefused(
            zh=f"办件 {case.number} 已办结，不能撤销版本变更。",
            en=f"Case {case.number} is closed, so it cannot go back.",
        )
    steps = before.accepted.steps if before.accepted else None
    begun = tuple(key for key in steps or () if now.step(key).status != before.step(key).status)
    return _pinned(old, case, _Pin(reason, steps, begun), moment)


def last_move(case: Case) -> int | None:
    """The place of its last move that was not itself taken back; none if it follows its first version."""
    moves: list[tuple[int, Moved]] = []
    for place, fact in enumerate(case.facts):
        if not isinstance(fact, Moved):
            continue
        if moves and moves[-1][1].before == fact.after:
            moves.pop()
        else:
            moves.append((place, fact))
    return moves[-1][0] if moves else None


class _Pin(NamedTuple):
    """Why a case is pinned to another version, and what that does to its steps."""

    reason: str
    steps: tuple[str, ...] | None
    reset: tuple[str, ...] = ()


def _pinned(to: Rules, case: Case, pin: _Pin, moment: Moment) -> Case:
    fact = Moved(
        at=moment.at,
        by=moment.by,
        before=case.matter,
        after=to.matter.digest,
        reason=pin.reason,
        steps=pin.steps,
        reset=pin.reset,
    )
    pinned = case.model_copy(update={"matter": to.matter.digest})
    return settle(to, pinned.record(fact), moment.at)


def moving_actor(account: str, matter: Matter) -> Actor:
    """In whose name cases move: an administrator's account, for the lead department."""
    return Actor(account=account, department=matter.lead, role="head")


def today_of(moment: Moment) -> date:
    """The business day of a moment."""
    return business_date(moment.at)


def _cannot(case: Case, reasons: tuple[Text, ...]) -> Verdict:
    return Verdict(case=case.number, ruling="cannot", reasons=reasons)


def _begun(now: Standing) -> dict[str, StepStanding]:
    return {key: own for key, own in now.steps.items() if own.status != "waiting"}


def _lost(old: Rules, new: Rules, now: Standing, steps: tuple[Step, ...]) -> Iterator[Text]:
    """What was done or is under way and has no place under the new version."""
    yield from _lost_steps(old, new, now, steps)
    known = {use.key for use in new.matter.checks}
    for key in now.findings:
        if key not in known:
            name = old.matter.check(key).check.name
            yield Text(
                zh=f"已完成的核验“{name.zh}”在新版本中已取消。",
                en=f"The check “{name.en}” was made and is not in the new version.",
            )
    asked = {*new.matter.types, *(one.key for one in new.matter.materials)}
    for ask in now.asks.values():
        if any(one.key not in asked for one in ask.wanted):
            yield Text(
                zh="正在等待申请人补正的内容在新版本中已取消。",
                en="What the applicant was asked to supply is not in the new version.",
            )


def _lost_steps(old: Rules, new: Rules, now: Standing, steps: tuple[Step, ...]) -> Iterator[Text]:
    apply = {step.step: step for step in steps}
    begun = _begun(now)
    for key, own in begun.items():
        name = step_name(old, key)
        state = Text(zh="已办结的", en="decided") if own.done else Text(zh="正在办理的", en="open")
        step = apply.get(key)
        if step is None:
            yield Text(
                zh=f"{state.zh}环节“{name.zh}”在新版本中取消或不适用。",
                en=f"Step “{name.en}” is {state.en} and does not exist or apply in the new version.",
            )
        elif step.kind != old.matter.step(key).kind:
            yield Text(
                zh=f"{state.zh}环节“{name.zh}”在新版本中改变了类型。",
                en=f"Step “{name.en}” is {state.en} and is of another kind in the new version.",
            )
        elif not own.done:
            yield from _lost_open(new, now, step, own)
        yield from _overtaken(new, begun, apply, key)


def _lost_open(new: Rules, now: Standing, step: Step, own: StepStanding) -> Iterator[Text]:
    opened = own.opened.departments if own.opened else ()
    visits = step.kind == "visit"
    fresh = under(now, accepted=now.accepted)
    wanted = departments_of(new, fresh, step) if visits else step.all_departments
    if own.opened and not own.opened.recheck and set(opened) != set(wanted):
        yield Text(
            zh=f"正在办理的环节“{step.name.zh}”在新版本中由其他部门办理。",
            en=f"Step “{step.name.en}” is open and belongs to another department in the new version.",
        )


def _overtaken(
    new: Rules, begun: dict[str, StepStanding], apply: dict[str, Step], key: str
) -> Iterator[Text]:
    """A step that has begun, although under the new version another must be done first."""
    for earlier in new.matter.waits_for(key) if key in apply else ():
        if earlier in apply and not (earlier in begun and begun[earlier].done):
            one, two = apply[key].name, apply[earlier].name
            yield Text(
                zh=f"环节“{one.zh}”已开始，而新版本要求先办结“{two.zh}”。",
                en=f"Step “{one.en}” has begun, but in the new version “{two.en}” comes first.",
            )


def _added(old: Rules, new: Rules, now: Standing, today: date) -> Iterator[Text]:
    """The steps that the case has under the new version only."""
    was = {step.step for step in applicable(old.matter, now, today)}
    for step in steps_under(old, new, now, today):
        if step.step not in was:
            yield Text(zh=f"新增环节“{step.name.zh}”。", en=f"The step “{step.name.en}” is added.")


def _dropped(old: Rules, now: Standing, fixed: tuple[str, ...] | None) -> Iterator[Text]:
    if now.accepted is None or fixed is None:
        return
    for key in now.accepted.steps:
        if key not in fixed:
            name = step_name(old, key)
            yield Text(
                zh=f"尚未开始的环节“{name.zh}”不再办理。",
                en=f"The step “{name.en}”, not begun yet, falls away.",
            )


def _demanded(old: Rules, new: Rules, now: Standing, today: date) -> Iterator[Text]:
    """What the applicant would have to say or hand in besides."""
    fresh = under(now)
    given = filled(new.matter, fresh)
    known = asked_of(old.matter, under(now), today)
    for path, one in asked_of(new.matter, fresh, today).items():
        if path not in known and path not in given and must_be_said(one):
            name = getattr(one, "label", None) or getattr(one, "text", None) or path
            said = name if isinstance(name, Text) else Text.same(path)
            yield Text(zh=f"需要补填“{said.zh}”。", en=f"“{said.en}” must be filled in.")
    before = {one.key for one in missing_materials(old.matter, under(now), today)}
    for paper in missing_materials(new.matter, fresh, today):
        if paper.key not in before:
            yield Text(
                zh=f"需要补交材料“{paper.name.zh}”。",
                en=f"The paper “{paper.name.en}” must be handed in.",
            )
