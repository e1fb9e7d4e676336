"""Whether a form may be handed in: every visible answer there and right, nothing else kept (一表申请, domain 3.4)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from forms import problems
from forms.filling import fill
from forms.lines import Line
from forms.outline import Outline, outline_of
from forms.parts import own_value
from forms.problems import WrongValue, unknown_path
from matters.acts import Decide, Supply
from matters.case import Case, Finding, Wanted
from matters.errors import AnswersWrong
from matters.fields import Answers, Value
from matters.rules import Rules, received_on
from matters.spec import Matter
from matters.standing import Standing, standing
from matters.words import Text

T = TypeVar("T")


def check_answers(
    matter: Matter,
    answers: Answers,
    findings: Sequence[Finding],
    on: date,
    consents: Sequence[str] = (),
) -> Answers:
    """The answers as a case is launched with them: visible, right, normalised, derived ones computed.

    What a check of the matter will still fill in is not missing; answers to what is not visible are dropped.
    Raises AnswersWrong with every problem, or NotApplicableHere if nothing applies (domain 3.3: no dead ends).
    """
    outline = outline_of(matter)
    filling = fill(matter, _with_nothing_chosen(outline, answers), findings, on, consents)
    wrong = _unknown(outline, answers) | filling.problems
    filling.need_applicable()
    wrong |= filling.gaps
    if wrong:
        raise AnswersWrong(in_order(outline, wrong))
    return in_order(outline, filling.all_answers)


def _with_nothing_chosen(outline: Outline, answers: Answers) -> Answers:
    """Who chose none of any number of options has answered."""
    return dict.fromkeys(outline.may_choose_nothing, ()) | {
        path: value for path, value in answers.items() if value is not None
    }


def _unknown(outline: Outline, answers: Iterable[str]) -> dict[str, Text]:
    found = {
        path: unknown_path(path, outline.paths)
        for path in answers
        if path not in outline.by_path and path not in outline.groups_by_path
    }
    produced = (line.path for line in outline.in_order if line.produced_by is not None)
    return found | {path: problems.PRODUCED for path in produced if path in answers}


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
    wrong = supplying.problems() | supplying.missing()
    if wrong:
        raise AnswersWrong(in_order(outline_of(rules.matter), wrong))
    return act.model_copy(update={"answers": supplying.changes()})


def check_produced(rules: Rules, act: Decide, on: date) -> Decide:
    """The decision with what its step produces as it is kept. Raises AnswersWrong with every problem."""
    values: Answers = {}
    wrong: dict[str, Text] = {}
    for path, value in act.values.items():
        try:
            known = path in rules.matter.elements
            values[path] = produced_value(rules.matter, path, value, on) if known else value
        except AnswersWrong as problem:
            wrong |= problem.problems
    if wrong:
        raise AnswersWrong(wrong)
    return act.model_copy(update={"values": values})


def produced_value(matter: Matter, path: str, given: Value, on: date) -> Value:
    """One field that a step produces as it is kept; of strings of a form the last counts. Raises AnswersWrong."""
    line = outline_of(matter).by_path[path]
    several = line.standard.type in ("choices", "id-numbers")
    kept = given
    if isinstance(given, tuple) and not several:
        words = [one for one in given if isinstance(one, str)]
        kept = words[-1] if words else None
    try:
        return own_value(line, kept, on)
    except WrongValue as wrong:
        raise AnswersWrong({path: wrong.text}) from None


class _Supplying:
    """The form before and after what is supplied."""

    def __init__(self, matter: Matter, now: Standing, act: Supply, today: date) -> None:
        on = received_on(now, today)
        self.now = now
        self.outline = outline_of(matter)
        self.given = {path: self._given(path, value) for path, value in act.answers.items()}
        self.before = fill(matter, now.answers, now.known.values(), on, now.consents)
        given = now.answers | self.given
        self.after = fill(matter, given, now.known.values(), on, now.consents)
        self.new = self.after.visible - self.before.visible
        ask = now.asks.get(act.step)
        self.wanted = {_askable(self.outline, one) for one in ask.wanted} if ask else None

    def _given(self, path: str, value: Value) -> Value:
        nothing_chosen = value is None and path in self.outline.may_choose_nothing
        return () if nothing_chosen else value

    def problems(self) -> dict[str, Text]:
        """What is wrong with what was supplied, by path; in groups by row."""
        wrong = {path: why for path in self.given if (why := self.wrong_with(path))}
        for path, why in self.after.problems.items():
            if path.partition(".")[0] in self.given.keys() & self.outline.groups_by_path.keys():
                wrong.setdefault(path, why)
        return wrong

    def wrong_with(self, path: str) -> Text | None:
        line = self.outline.by_path.get(path)
        if line is None and path not in self.outline.groups_by_path:
            return unknown_path(path, self.outline.paths)
        if line is not None and not line.is_asked:
            return problems.DERIVED if line.derive is not None else problems.PRODUCED
        if self.wanted is not None and path not in self.wanted | self.new:
            return problems.NOT_ASKED_FOR
        if path in self.after.visible | self.after.problems.keys():
            return self.after.problems.get(path)
        if self.wanted is None or line is None:
            return problems.NOT_VISIBLE
        return self._wrong_by_itself(line)

    def _wrong_by_itself(self, line: Line) -> Text | None:
        """What an officer asked for may come even where the form would not show it."""
        try:
            own_value(line, self.given[line.path], self.after.on)
        except WrongValue as wrong:
            return wrong.text
        return None

    def _kept(self, path: str) -> Value:
        line = self.outline.by_path.get(path)
        if line is not None and path in self.given and path not in self.after.visible:
            return own_value(line, self.given[path], self.after.on)
        return self.after.all_answers.get(path)

    def missing(self) -> dict[str, Text]:
        """What was emptied, or newly asked, and is required."""
        due = self.new | self.given.keys()
        gaps = self.after.gaps.items()
        groups = self.outline.groups_by_path
        return {
            path: why
            for path, why in gaps
            if path in due or ((first := path.partition(".")[0]) in groups and first in due)
        }

    def changes(self) -> Answers:
        """What is given, what follows from it, and what it takes back; none where an answer goes."""
        had = {path for path, value in self.now.answers.items() if value is not None}
        hidden = set() if self.now.accepted else had - self.after.visible
        derived = {
            path
            for path in self._computed
            if self.after.all_answers.get(path) != self.now.answers.get(path)
        }
        follows = (self.new & self.after.all_answers.keys()) | hidden | derived
        paths = dict.fromkeys((*self.given, *sorted(follows)))
        return {path: self._kept(path) for path in paths}

    @property
    def _computed(self) -> Iterator[str]:
        """What follows from other answers: derived fields, and groups with such fields in their rows."""
        for line in self.outline.in_order:
            if line.derive is not None:
                yield line.path
        for group in self.outline.groups:
            if any(line.derive is not None for line in group.lines):
                yield group.path


def _askable(outline: Outline, wanted: Wanted) -> str:
    """What has to be supplied: of a field in rows the whole group; papers are no answers."""
    first = wanted.key.partition(".")[0]
    if wanted.kind != "field":
        return ""
    return first if first in outline.groups_by_path else wanted.key
