"""What a version asks of one case: questions, fields and papers that its situation calls for."""

from datetime import date

from matters.case import Accepted
from matters.fields import Asked, Field
from matters.rules import Rules, applicable, holds, materials_of, received_on, scope
from matters.spec import Matter, Step
from matters.standing import Standing


def asked_of(matter: Matter, now: Standing, today: date) -> dict[str, Asked]:
    """By path, what the applicant is asked in this situation; what a step produces or a rule derives is not.

    Raises ExpressionFailed where an answer that was given under another version cannot be computed with.
    """
    seen = scope(matter, now, received_on(now, today))
    found: dict[str, Asked] = {one.ask: one for one in matter.questions if holds(one.when, seen)}
    closed = {block.key for block in matter.form.blocks if not holds(block.when, seen)}
    for path, field in matter.elements.items():
        block = path.partition(".")[0] if "." in path else ""
        if block not in closed and _is_asked(field) and holds(field.when, seen):
            found[path] = field
    return found


def _is_asked(field: Field) -> bool:
    return field.derive is None and field.produced_by is None


def must_be_said(one: Asked) -> bool:
    """Whether the form takes no answer without it, as far as the field alone says."""
    return not isinstance(one, Field) or (one.required and one.required_when is None)


def papers_of(matter: Matter, now: Standing, today: date) -> tuple[str, ...]:
    """The keys of the required papers that the situation calls for."""
    return tuple(one.key for one in materials_of(matter, now, today) if one.required)


def under(now: Standing, accepted: Accepted | None = None) -> Standing:
    """The same standing, not accepted unless said, and without what was put together under another version."""
    copy = Standing()
    for name in Standing.__slots__:
        setattr(copy, name, getattr(now, name))
    copy.scope, copy.accepted = None, accepted
    return copy


def steps_under(old: Rules, new: Rules, now: Standing, today: date) -> tuple[Step, ...]:
    """The steps that apply under the new version; what acceptance fixed stays where its condition is the same."""
    chosen = {step.step for step in applicable(new.matter, under(now), today)}
    if now.accepted is not None:
        before = {step.step: step for step in old.matter.steps}
        same = {
            step.step
            for step in new.matter.steps
            if step.step in before and before[step.step].when == step.when and step.kind != "visit"
        }
        chosen = (chosen - same) | (same & set(now.accepted.steps))
    return tuple(step for step in new.matter.steps if step.step in chosen)
