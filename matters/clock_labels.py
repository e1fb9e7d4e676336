"""What clocks are called in a case: the name of the timer, of the step it belongs to, its law, and whose time it is."""

from matters.clock_entries import Label
from matters.office import HALL, TimerKind
from matters.rules import Rules
from matters.spec import Step
from matters.timers import TIMERS, basis_of
from matters.words import Text


def of_case(rules: Rules, kind: TimerKind, key: str, whose: str = HALL) -> Label:
    """A timer of the whole case."""
    basis = basis_of(kind, rules.office.profile)
    return Label(key, kind, TIMERS[kind].name, basis, whose)


def of_step(
    rules: Rules, kind: TimerKind, step: Step, part: str = "", whose: str | None = None
) -> Label:
    """A timer of one step; `part` tells apart what the step has more than one of: its round, a promise."""
    subject = step.item.name if step.item else step.name
    return Label(
        key=":".join(filter(None, (kind, step.step, part))),
        kind=kind,
        title=titled(subject, TIMERS[kind].name),
        basis=basis_of(kind, rules.office.profile, step),
        whose=whose or step.department or rules.matter.lead,
        step=step.step,
    )


def titled(subject: Text, name: Text) -> Text:
    """`食品经营许可：法定办理期限`."""
    return Text(zh=f"{subject.zh}：{name.zh}", en=f"{subject.en}: {name.en}")
