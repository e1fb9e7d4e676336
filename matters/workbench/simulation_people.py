"""Who does an act in a simulation: an officer, a colleague, those whom the step demands, the head."""

from matters.case import Actor
from matters.office import HALL
from matters.people import acted_at, drawn_officers
from matters.plays import Choice
from matters.rules import Rules
from matters.spec import Step
from matters.standing import Standing


def who_may(rules: Rules, now: Standing, choice: Choice, officer: int) -> tuple[Actor, ...]:
    """Those who are tried in turn; `officer` is the number, from 0, of the one at the desk."""
    department = choice.department
    role = "clerk" if department == HALL else "officer"
    own = Actor.model_validate(
        {"account": f"{department}-{officer + 1}", "department": department, "role": role}
    )
    accounts = (f"{department}-{officer + 2}", *_demanded(rules, now, choice))
    others = (own.model_copy(update={"account": one}) for one in accounts)
    head = own.model_copy(update={"account": f"{department}-head", "role": "head"})
    return (own, *others, head)


def _demanded(rules: Rules, now: Standing, choice: Choice) -> tuple[str, ...]:
    """The accounts of those who were drawn, and of those who acted where the same person has to act again."""
    key: str | None = getattr(choice.act, "step", None)
    step = next((one for one in rules.matter.steps if one.step == key), None)
    if step is None:
        return ()
    same = sorted(acted_at(now, step.same_as)) if step.same_as else []
    return (*_drawn(rules, now, step), *same)


def _drawn(rules: Rules, now: Standing, step: Step) -> tuple[str, ...]:
    """A draw records names; those without an account act under their name."""
    if not step.officers_from:
        return ()
    chosen = drawn_officers(rules, now, step)
    accounts = {one.name: one.account for one in rules.office.officers if one.account}
    return tuple(accounts.get(name, name) for name in chosen)
