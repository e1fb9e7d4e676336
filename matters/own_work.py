"""Whose work an act is: the open piece of work of the one who acts, or a refusal that says whose it is."""

from matters.acts import AddPart, DropPart, Finish
from matters.case import Actor, Case
from matters.errors import ActRefused, CaseClosed, NotYours, StepNotOpen
from matters.office import HALL
from matters.rules import Rules
from matters.special_verbs import step_name
from matters.standing import Standing
from matters.work import ActName, WorkItem, acts_on_parts, over_parts, work_at


def my_work(
    rules: Rules,
    case: Case,
    now: Standing,
    what: tuple[str, ActName, str | None],
    by: Actor,
) -> WorkItem:
    """The actor's own open work item that allows the act."""
    step, act, part = what
    name = step_name(rules, step)
    here = [one for one in work_at(rules, case.number, now) if one.step == step]
    if not here:
        raise CaseClosed(case.number) if now.closed else StepNotOpen(case.number, name)
    there = [one for one in here if one.part == part or (part is None and not one.apart)]
    mine = [one for one in there if one.belongs_to(by)]
    mine.sort(key=lambda one: act not in one.acts)
    if not mine:
        if not there or _has_reported(now, step, by):
            raise StepNotOpen(case.number, name)
        raise NotYours(case.number, whose=rules.office.department(there[0].department).name)
    if act not in mine[0].acts:
        raise StepNotOpen(case.number, name)
    if act in _ON_PARTS and mine[0].part != part:
        raise ActRefused(zh="请选择要办理的部分。", en="Choose the part that you act on.")
    return mine[0]


_ON_PARTS: frozenset[ActName] = frozenset({"take", "transfer", "approve", "return-proposal"})
"""What is done to one part of a step that has parts."""


def work_over_parts(
    rules: Rules, case: Case, now: Standing, act: AddPart | DropPart | Finish, by: Actor
) -> WorkItem:
    """Parts belong to the step's own department and the leading one; where the step says so, others add some too."""
    here = [one for one in work_at(rules, case.number, now) if one.step == act.step]
    own = now.step(act.step)
    open_here = [one for one in here if one.part in own.parts]
    step = rules.matter.step(act.step) if here else None
    if step is None or not open_here or own.suspended or act.act not in acts_on_parts(step):
        raise (
            CaseClosed(case.number)
            if now.closed
            else StepNotOpen(case.number, step_name(rules, act.step))
        )
    mine = [one for one in open_here if one.belongs_to(by) and act.act in one.acts]
    if mine or by.department in over_parts(rules, step):
        return (mine or open_here)[0]
    raise NotYours(
        case.number, whose=rules.office.department(step.department or rules.matter.lead).name
    )


def _has_reported(now: Standing, step: str, by: Actor) -> bool:
    return by.department in now.step(step).inspections


def only_the_hall(rules: Rules, case: Case, by: Actor) -> None:
    """Raises `NotYours` for anybody but the counter."""
    if by.department != HALL:
        raise NotYours(case.number, whose=rules.office.department(HALL).name)
