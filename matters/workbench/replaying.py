"""A past case through a draft: what it would have been asked, where it would have gone, how it would have ended (N2).

Nothing personal leaves here: a change names questions, papers and steps, never what was answered.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

from matters.case import Accepted, Case, Launched, Outcome, business_date
from matters.expression_tree import ExpressionFailed
from matters.fields import Asked
from matters.outcome_words import OUTCOME_WORDS
from matters.rules import Rules, applicable, holds, received_on, scope, stops
from matters.settling import settled
from matters.spec import Matter, NotApplicable, Step
from matters.standing import Standing, StepStanding, StepStatus, standing
from matters.words import Frozen, Text
from matters.workbench.replaying_asked import asked_of, papers_of, steps_under, under

Kind = Literal["asks", "papers", "routes", "stops", "ends"]

_STRAIGHT: dict[str, StepStatus] = {
    "decide": "granted", "visit": "visited", "issue": "issued", "opinion": "agreed",
    "publicity": "undisputed", "expert-review": "held", "hearing": "held", "call": "answered",
    "wait": "met", "matter": "granted", "draw": "drawn", "pay": "paid",
}  # fmt: skip
"""How a step ends that the case did not have, when nothing is wrong."""
_AGAIN = frozenset({"waiting", "open", "terminated", "set-aside"})
"""What follows from other steps: it is worked out anew."""
_MOST = 400
"""Rounds after which an end is given up as unknown."""


class Change(Frozen):
    """One thing that would have been otherwise."""

    kind: Kind
    what: Text


class Replayed(Frozen):
    """One case with all that would have been otherwise; nothing if it went the same way."""

    case: str
    changes: tuple[Change, ...]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return tuple(dict.fromkeys(one.kind for one in self.changes))


class Summary(Frozen):
    """How many cases were replayed, and how many would have been otherwise in which way."""

    cases: int
    same: int
    kinds: dict[Kind, int]


def replayed(old: Rules, new: Rules, case: Case) -> Replayed:
    """The case as it was under its version, against the draft with the same answers, registers and decisions."""
    now = standing(case)
    if now.launched is None:
        return Replayed(case=case.number, changes=())
    try:
        changes = (
            *_asks(old.matter, new.matter, now),
            *_papers(old.matter, new.matter, now),
            *_routes(old, new, now),
            *_stops(old.matter, new.matter, now),
            *_ends(old, new, case, now),
        )
    except ExpressionFailed as failed:
        changes = (Change(kind="stops", what=failed.text),)
    return Replayed(case=case.number, changes=changes)


def summed(found: Iterable[Replayed]) -> Summary:
    """The counts over all that was replayed."""
    kinds: dict[Kind, int] = {}
    count, same = 0, 0
    for one in found:
        count, same = count + 1, same + (not one.changes)
        for kind in one.kinds:
            kinds[kind] = kinds.get(kind, 0) + 1
    return Summary(cases=count, same=same, kinds=kinds)


def _asks(old: Matter, new: Matter, now: Standing) -> Iterator[Change]:
    day = received_on(now, business_date(_launched(now).at))
    was, then = asked_of(old, under(now), day), asked_of(new, under(now), day)
    for path, one in then.items():
        if path not in was:
            name = _name(one, path)
            said = Text(zh=f"另问“{name.zh}”。", en=f"It would also ask “{name.en}”.")
            yield Change(kind="asks", what=said)
    for path, one in was.items():
        if path not in then:
            name = _name(one, path)
            said = Text(zh=f"不再问“{name.zh}”。", en=f"It would not ask “{name.en}”.")
            yield Change(kind="asks", what=said)


def _papers(old: Matter, new: Matter, now: Standing) -> Iterator[Change]:
    day = _launched(now).on
    was, then = papers_of(old, under(now), day), papers_of(new, under(now), day)
    names = {one.key: one.name for one in (*old.materials, *new.materials)}
    for key in then:
        if key not in was:
            said = Text(zh=f"另需材料“{names[key].zh}”。", en=f"It would need “{names[key].en}”.")
            yield Change(kind="papers", what=said)
    for key in was:
        if key not in then:
            said = Text(
                zh=f"不再需要材料“{names[key].zh}”。",
                en=f"It would not need “{names[key].en}”.",
            )
            yield Change(kind="papers", what=said)


def _routes(old: Rules, new: Rules, now: Standing) -> Iterator[Change]:
    day = _launched(now).on
    was = {one.step: one for one in applicable(old.matter, now, day)}
    then = {one.step: one for one in steps_under(old, new, now, day)}
    both = was.keys() & then.keys()
    for key, step in then.items():
        if key not in was:
            yield _route(step, "另经环节“{}”。", "It would also go to “{}”.")
        elif set(step.all_departments) != set(was[key].all_departments):
            yield _route(step, "环节“{}”由其他部门办理。", "Another department would do “{}”.")
        elif _before(old.matter, key, both) != _before(new.matter, key, both):
            yield _route(step, "环节“{}”的先后次序不同。", "“{}” would come in another order.")
    for key, step in was.items():
        if key not in then:
            yield _route(step, "不经环节“{}”。", "It would not go to “{}”.")


def _route(step: Step, zh: str, en: str) -> Change:
    return Change(kind="routes", what=Text(zh=zh.format(step.name.zh), en=en.format(step.name.en)))


def _before(matter: Matter, key: str, among: Iterable[str]) -> set[str]:
    return set(matter.waits_for(key)) & set(among)


def _stops(old: Matter, new: Matter, now: Standing) -> Iterator[Change]:
    was = {use.key for use in stops(old, under(now))}
    for use in stops(new, under(now)):
        if use.key not in was:
            name = use.check.name
            said = Text(
                zh=f"核验“{name.zh}”将不予受理。", en=f"The check “{name.en}” would stop it."
            )
            yield Change(kind="stops", what=said)
    before = {one.when.source for one in _turned_away(old, now)}
    for one in _turned_away(new, now):
        if one.when.source not in before:
            said = Text(
                zh=f"不适用本事项：{one.why.zh}", en=f"It would be turned away: {one.why.en}"
            )
            yield Change(kind="stops", what=said)


def _turned_away(matter: Matter, now: Standing) -> Iterator[NotApplicable]:
    seen = scope(matter, under(now), _launched(now).on)
    yield from (one for one in matter.not_applicable if holds(one.when, seen))


def _ends(old: Rules, new: Rules, case: Case, now: Standing) -> Iterator[Change]:
    """What the same decisions lead to; an end that people brought about another way stays what it is."""
    if now.outcome is None or now.accepted is None or now.taken_away:
        return
    then = _end(old, new, case, now.accepted)
    if then is not None and then != now.outcome:
        said = Text(
            zh=f"结果由“{OUTCOME_WORDS[now.outcome].zh}”变为“{OUTCOME_WORDS[then].zh}”。",
            en=f"It would end {OUTCOME_WORDS[then].en}, not {OUTCOME_WORDS[now.outcome].en}.",
        )
        yield Change(kind="ends", what=said)


def _end(old: Rules, new: Rules, case: Case, accepted: Accepted) -> Outcome | None:
    """The outcome with the decisions that were made, new steps going straight; None if it cannot be told."""
    at = case.facts[-1].at
    now = standing(case)
    steps = tuple(one.step for one in steps_under(old, new, now, accepted.on))
    then = under(now, accepted.model_copy(update={"steps": steps}))
    then.closed = None
    then.steps = {key: own for key in steps if (own := now.step(key)).status not in _AGAIN}
    for own in then.steps.values():
        if own.revoked is not None:  # it fell after the end
            own.status = "granted"
    empty = Case.model_construct(number=case.number, matter=new.matter.digest, facts=())
    for _ in range(_MOST):
        settled(new, empty, then, at)
        if then.outcome is not None:
            return then.outcome
        if not _one_more(new.matter, then, steps, at):
            return None
    return None


def _one_more(matter: Matter, then: Standing, steps: tuple[str, ...], at: datetime) -> bool:
    """Bring the next steps to their straight end; whether there was one."""
    waiting = [key for key in steps if not then.step(key).done]
    ready = [
        key
        for key in waiting
        if then.step(key).status == "open"
        or all(then.step(one).done for one in matter.waits_for(key) if one in steps)
    ]
    for key in ready:
        own = then.steps.setdefault(key, StepStanding())
        own.status = _STRAIGHT.get(matter.step(key).kind, "granted")
        own.ended_on = business_date(at)
    return bool(ready)


def _launched(now: Standing) -> Launched:
    if now.launched is None:
        raise ValueError("a case begins with its launch")
    return now.launched


def _name(one: Asked, path: str) -> Text:
    name = getattr(one, "label", None) or getattr(one, "text", None)
    return name if isinstance(name, Text) else Text.same(path)
