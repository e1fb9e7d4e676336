"""What a check serves: the steps that use its answer, and the papers that it makes needless. Pure."""

from matters.fields import Field
from matters.spec import CheckUse, DataCheck, Material, Matter, Step
from matters.words import Text


def steps_served(matter: Matter, use: CheckUse) -> tuple[Step, ...]:
    """The steps that one answer serves, in their order: asked once, used by each (N6)."""
    return tuple(step for step in matter.steps if serves(matter, use, step))


ACCEPTING = Text(zh="审查是否受理", en="whether it can be accepted")


def uses_of(use: CheckUse, served: tuple[Step, ...]) -> tuple[Text, ...]:
    """What one answer serves, as people call it: steps, and acceptance where the answer can stand against it."""
    steps = tuple(step.name for step in served)
    return (ACCEPTING, *steps) if use.stops_if is not None or not steps else steps


def serves(matter: Matter, use: CheckUse, step: Step) -> bool:
    """Whether the step reads what the check filled, waits for it, hangs on it, or reads a paper that it replaces."""
    named = f"checks.{use.key.replace('-', '_')}."
    if use.key in step.recheck or any(one.check == use.key for one in step.first):
        return True
    if step.when is not None and any(name.startswith(named) for name in step.when.names):
        return True
    filled = (matter.elements[path] for path in use.fills if path in matter.elements)
    return any(_reads_field(step, one) for one in filled) or any(
        one.read_by(step) for one in papers_replaced(matter, use)
    )


def papers_replaced(matter: Matter, use: CheckUse) -> tuple[Material, ...]:
    """The papers that the check may make needless."""
    return tuple(
        one for one in matter.materials if any(rung.check == use.key for rung in one.ladder)
    )


def _reads_field(step: Step, field: Field) -> bool:
    decides = step.item is not None and not step.follow_up
    return step.step in field.readers or ("all" in field.readers and decides)


def value_name(check: DataCheck, name: str) -> Text:
    """What people call a value of a register; the name itself stands for one without a label."""
    said = check.labels.get(name)
    return said or Text(zh=name, en=name.replace("_", " "))
