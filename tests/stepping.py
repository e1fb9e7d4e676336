"""Cases whose steps say more than who decides: builders that read their conditions as text, and people of all kinds."""

from typing import Any

from matters.acts import Act
from matters.case import MACHINE, Actor, Case
from matters.due import CallOut, DrawLots, LaunchChild, TellParent, TimeUp, due
from matters.expressions import Expression
from matters.machine_verbs import (
    TakenCall,
    called_out,
    child_launched,
    draw_lots,
    parent_told,
    time_up,
)
from matters.rules import Rules
from matters.spec import Fee, Step
from matters.verbs import Moment, perform
from tests.builders import a_matter, a_step
from tests.builders import rules as rules_of
from tests.cases import MONDAY, an_accepted_case

_WORDS = ("when", "provided", "only_while")


def a_part_of_work(key: str, department: str | None = None, **changes: Any) -> Step:
    """A step without an item, its conditions written as text; lengths of time in words."""
    for name in _WORDS:
        if isinstance(changes.get(name), str):
            changes[name] = Expression.compile(changes[name])
    for name in ("each", "quorum"):
        said = changes.get(name)
        if isinstance(said, str) and said not in ("all", "any"):
            changes[name] = Expression.compile(said)
    if "item" not in changes:
        changes["item"] = None
    return a_step(key, department, **changes)


def carried(*steps: Step, **changes: Any) -> tuple[Rules, Case]:
    """The rules of a matter of these steps, and a case of it that was accepted on the Monday."""
    here = rules_of(a_matter(*steps, **changes))
    return here, an_accepted_case(here, area_m2=60)


def a_fee(key: str, amount: int, *steps: str) -> Fee:
    return Fee(key=key, name=f"{key}费", basis="测试依据", amount=amount, steps=steps)


def by(department: str, who: str = "01", role: Any = "officer", **more: Any) -> Actor:
    return Actor(account=f"{department}-{who}", department=department, role=role, **more)


def a_head(department: str = "bureau") -> Actor:
    """The head of a department; the bureau leads the test matter."""
    return by(department, "head", "head")


def does(rules: Rules, case: Case, who: Actor, *acts: Act, at: Any = MONDAY) -> Case:
    for act in acts:
        case = perform(rules, case, act, Moment(who, at))
    return case


def after_errands(rules: Rules, case: Case, at: Any = MONDAY) -> Case:
    """The case after the machine has drawn, called, launched and let time speak; notices are left alone."""
    moment = Moment(MACHINE, at)
    for action in due(rules, case, at):
        match action:
            case DrawLots(step=step):
                case = draw_lots(rules, case, step, f"seed-{step}", moment)
            case CallOut(step=step):
                case = called_out(rules, case, TakenCall(step, f"R-{step}"), moment)
            case LaunchChild(step=step):
                case = child_launched(rules, case, step, f"child-of-{step}", moment)
            case TimeUp():
                case = time_up(rules, case, moment)
            case TellParent():
                case = parent_told(rules, case, moment)
            case _:
                continue
    return case
