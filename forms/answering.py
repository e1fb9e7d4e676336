"""Whether a form may be handed in: every visible answer there and right, nothing else kept (一表申请, domain 3.4)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from forms import problems
from forms.filling import fill, own_value
from forms.outline import Line, Outline, outline_of
from forms.problems import (
    WrongValue,
    missing_answer,
    missing_choice,
    missing_field,
    unknown_path,
)
from matters.acts import Supply
from matters.case import Case, Finding
from matters.errors import AnswersWrong
from matters.fields import Answers, Value
from matters.rules import Rules, received_on
from matters.spec import Matter
from matters.standing import Standing, standing
from matters.words import Text

T = TypeVar("T")


def check_answers(
    matter: Matter, answers: Answers, findings: Sequence[Finding], on: date
) -> Answers:
    """The answers as a case is launched with them: visible, right, normalised, derived ones computed.

    What a check of the matter will still fill in is not missing; answers to what is not visible are dropped.
    Raises AnswersWrong with every problem, or NotApplicableHere if nothing applies (domain 3.3: no dead ends).
    """
    outline = outline_of(matter)
    filling = fill(matter, _with_nothing_chosen(outline, answers), findings, on)
    wrong = _unknown(outline, answers) | filling.problems
    filling.need_applicable()
    wrong |= {line.path: missing(line) for line in filling.missing}
    if wrong:
        raise AnswersWrong(in_order(outline, wrong))
    return in_order(outline, filling.answers)


def missing(line: Line) -> Text:
    """What to tell somebody who left it out."""
    if line.kind == "question":
        return missing_answer(line.label)
    if line.standard.type in ("choice", "choices", "yes-no"):
        return missing_choice(line.label)
    return missing_field(line.label)


def _with_nothing_chosen(outline: Outline, answers: Answers) -> Answers:
    """Who chose none of any number of options has answered."""
    return dict.fromkeys(outline.may_choose_nothing, ()) | {
        path: value for path, value in answers.items() if value is not None
    }


def _unknown(outline: Outline, answers: Iterable[str]) -> dict[str, Text]:
    return {
        path: unknown_path(path, tuple(outline.by_path))
        for path in answers
        if path not in outline.by_path
    }


def in_order(outline: Outline, by_path: Mapping[str, T]) -> dict[str, T]:
    """The same in the order of the form; what it does not know comes last."""
    known = {line.path: by_path[line.path] for line in outline.in_order if line.path in by_path}
    return known if len(known) == len(by_path) else {**known, **by_path}


def check_supply(rules: Rules, case: Case, act: Supply) -> Supply:
    """The act with its answers as they are kept; with a request open only what was asked for may come.

    What a new answer makes visible comes with it; before acceptance, what it hides is taken back. Derived values
    follow. Raises AnswersWrong with every problem.
    """
    if not act.answers:
        return act
    supplying = _Supplying(rules.matter, standing(case), act, case.facts[-1].on)
    wrong = {path: why for path in act.answers if (why := supplying.wrong_with(path))}
    wrong |= supplying.missing()
    if wrong:
        raise AnswersWrong(in_order(outline_of(rules.matter), wrong))
    return act.model_copy(update={"answers": supplying.changes()})


class _Supplying:
    """The form before and after what is supplied."""

    def __init__(self, matter: Matter, now: Standing, act: Supply, today: date) -> None:
        on = received_on(now, today)
        self.now = now
        self.outline = outline_of(matter)
        self.given = {path: self._given(path, value) for path, value in act.answers.items()}
        self.before = fill(matter, now.answers, now.known.values(), on)
        self.after = fill(matter, now.answers | self.given, now.known.values(), on)
        self.new = self.after.visible - self.before.visible
        ask = now.asks.get(act.step)
        self.wanted = {one.key for one in ask.wanted if one.kind == "field"} if ask else None

    def _given(self, path: str, value: Value) -> Value:
        nothing_chosen = value is None and path in self.outline.may_choose_nothing
        return () if nothing_chosen else value

    def wrong_with(self, path: str) -> Text | None:
        line = self.outline.by_path.get(path)
        if line is None:
            return unknown_path(path, tuple(self.outline.by_path))
        if line.derive is not None:
            return problems.DERIVED
        if self.wanted is not None and path not in self.wanted | self.new:
            return problems.NOT_ASKED_FOR
        if path in self.after.visible | self.after.problems.keys():
            return self.after.problems.get(path)
        return problems.NOT_VISIBLE if self.wanted is None else self._wrong_by_itself(line)

    def _wrong_by_itself(self, line: Line) -> Text | None:
        """What an officer asked for may come even where the form would not show it."""
        try:
            own_value(line, self.given[line.path], self.after.on)
        except WrongValue as wrong:
            return wrong.text
        return None

    def _kept(self, path: str) -> Value:
        if path in self.given and path not in self.after.visible:
            return own_value(self.outline.by_path[path], self.given[path], self.after.on)
        return self.after.answers.get(path)

    def missing(self) -> dict[str, Text]:
        """What was emptied, or newly asked, and is required."""
        due = self.new | self.given.keys()
        return {line.path: missing(line) for line in self.after.missing if line.path in due}

    def changes(self) -> Answers:
        """What is given, what follows from it, and what it takes back; none where an answer goes."""
        had = {path for path, value in self.now.answers.items() if value is not None}
        hidden = set() if self.now.accepted else had - self.after.visible
        derived = {
            line.path
            for line in self.outline.in_order
            if line.derive is not None
            and self.after.answers.get(line.path) != self.now.answers.get(line.path)
        }
        follows = (self.new & self.after.answers.keys()) | hidden | derived
        paths = dict.fromkeys((*self.given, *sorted(follows)))
        return {path: self._kept(path) for path in paths}
