"""What letters may name of the form: every answer in words, and what a step found out or gave."""

from forms.letter_context import Labelled
from forms.showing import shown
from matters.fields import Field, Question, cell_of
from matters.rules import Rules, filled
from matters.spec import Step
from matters.standing import Standing
from matters.words import Text


def letter_answers(rules: Rules, now: Standing) -> dict[str, Text]:
    """Every answer in words, by its path; applicants get their own data in full."""
    matter = rules.matter
    answers = filled(matter, now)
    asked: dict[str, Question | Field] = {one.ask: one for one in matter.questions}
    asked |= matter.elements
    return {
        path: shown(one, cell_of(answers[path])) for path, one in asked.items() if path in answers
    }


def produced(rules: Rules, now: Standing, step: Step) -> tuple[Labelled, ...]:
    """What the step found out or gave, such as the number under which it registered."""
    fields = ((path, rules.matter.elements[path]) for path in rules.matter.produced_by(step.step))
    return tuple(
        Labelled(label=field.label, value=shown(field, cell_of(now.answers[path])))
        for path, field in fields
        if now.answers.get(path) is not None
    )
