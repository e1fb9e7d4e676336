"""The one form of a matter as pages show it: everything on it, what is visible, and what follows from it so far."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from forms.entries import Entry, EntryRows, Given, entry_of, readers_of, rows_on_page
from forms.filling import Filling, fill
from forms.papers import Paper, papers_of
from matters.case import Evidence, Finding
from matters.fields import Answers, Question
from matters.rules import stops, visitors
from matters.spec import CheckUse, Material, Matter, NotApplicable, Rung, Step
from matters.words import Frozen, Text

OWN_FIELDS = Text(zh="办理信息", en="About this application")


class Section(Frozen):
    """One block of the form, or the matter's own fields (`key` is then empty)."""

    key: str
    name: Text
    entries: tuple[Entry, ...]

    @property
    def visible(self) -> bool:
        return any(entry.visible for entry in self.entries)


class Stop(Frozen):
    """A finding that keeps the application from being accepted; a person decides so."""

    use: CheckUse
    finding: Finding
    why: Text


class NotNeeded(Frozen):
    """A paper that nobody has to bring, and the register's answer that makes it needless."""

    material: Material
    rung: Rung
    finding: Finding


class Sheet(Frozen):
    """The whole form and what follows from it so far."""

    questions: tuple[Entry, ...]
    sections: tuple[Section, ...]
    unanswered: tuple[str, ...]
    """Visible questions that still need an answer, in order."""
    missing: tuple[str, ...]
    """Everything that still must be said, questions, fields and fields of rows, in order."""
    problems: dict[str, Text]
    steps: tuple[Step, ...]
    """Planned, as far as the answers say."""
    not_planned: tuple[Step, ...]
    """Those that do not apply and say why not."""
    departments: tuple[str, ...]
    groups: tuple[EntryRows, ...]
    """What is asked for each of several."""
    papers: tuple[Paper, ...]
    not_needed: tuple[NotNeeded, ...]
    stops: tuple[Stop, ...]
    leaf: NotApplicable | None
    """Nothing can be done here, for certain: why, and where to go."""

    def entries(self) -> tuple[Entry, ...]:
        """All that are asked once, in the order of the form."""
        return (*self.questions, *(one for section in self.sections for one in section.entries))

    def row_entries(self) -> tuple[Entry, ...]:
        """The fields of all rows, in the order of the form."""
        rows = (row for group in self.groups if group.visible for row in group.rows)
        return tuple(entry for row in rows for entry in row.entries)

    @property
    def papers_to_bring(self) -> tuple[Paper, ...]:
        return tuple(paper for paper in self.papers if paper.missing)


class Beside(Frozen):
    """What was done at the counter besides filling in the form."""

    evidence: tuple[Evidence, ...] = ()
    objections: Mapping[str, str] = {}
    """By path, why the applicant says that a prefilled value is wrong; `checks.<check>`: all that a register says."""
    consents: frozenset[str] = frozenset()
    """The checks without a basis in law that the applicant agreed to."""


NOTHING_BESIDE = Beside()


def sheet(
    matter: Matter,
    answers: Answers,
    findings: Sequence[Finding],
    on: date,
    beside: Beside = NOTHING_BESIDE,
) -> Sheet:
    """The form with these answers and findings on that day. Wrong answers stay in it, each with its problem."""
    filling = fill(matter, answers, findings, on, beside.consents)
    entries = {
        line.path: entry_of(
            filling,
            Given(line.path, line, filling, answers.get(line.path), readers_of(line)),
            beside.objections.get(line.path),
        )
        for line in filling.outline.in_order
    }
    papers = papers_of(filling, beside.evidence, frozenset(beside.objections))
    return Sheet(
        questions=tuple(entries[question.path] for question in matter.questions),
        sections=tuple(_sections(matter, entries)),
        unanswered=_unanswered(filling),
        missing=tuple(filling.gaps),
        problems=filling.problems,
        steps=filling.steps,
        not_planned=tuple(s for s in matter.steps if s.why_not and s not in filling.steps),
        departments=_departments(filling),
        groups=tuple(
            rows_on_page(filling, line, answers.get(line.path)) for line in filling.outline.groups
        ),
        papers=papers,
        not_needed=tuple(_not_needed(papers)),
        stops=_stops(filling),
        leaf=filling.leaf,
    )


def questions_in_order(
    matter: Matter, answers: Answers, findings: Sequence[Finding], on: date
) -> tuple[Question, ...]:
    """The questions that matter next, in order; none once nothing can be done here or all is answered."""
    filling = fill(matter, answers, findings, on)
    if filling.leaf is not None:
        return ()
    unanswered = _unanswered(filling)
    return tuple(question for question in matter.questions if question.path in unanswered)


def _unanswered(filling: Filling) -> tuple[str, ...]:
    """A wrong answer is none."""
    missing = {line.path for line in filling.missing} | filling.problems.keys()
    return tuple(q.path for q in filling.matter.questions if q.path in missing)


def _sections(matter: Matter, entries: Mapping[str, Entry]) -> Iterable[Section]:
    for block in matter.form.blocks:
        inside = tuple(entries[f"{block.key}.{field.key}"] for field in block.fields)
        yield Section(key=block.key, name=block.name, entries=inside)
    if matter.form.fields:
        own = tuple(entries[field.key] for field in matter.form.fields)
        yield Section(key="", name=OWN_FIELDS, entries=own)


def _departments(filling: Filling) -> tuple[str, ...]:
    """Those that take part, in the order of their steps; of a visit only those whose own step applies."""
    keys = {step.step for step in filling.steps}
    taking_part = (
        department
        for step in filling.steps
        for department in (
            visitors(filling.matter, step, keys) if step.kind == "visit" else step.all_departments
        )
    )
    return tuple(dict.fromkeys(taking_part))


def _not_needed(papers: Iterable[Paper]) -> Iterable[NotNeeded]:
    for paper in papers:
        if paper.satisfied is not None and paper.finding is not None:
            yield NotNeeded(material=paper.material, rung=paper.satisfied, finding=paper.finding)


def _stops(filling: Filling) -> tuple[Stop, ...]:
    return tuple(
        Stop(use=use, finding=filling.known[use.key], why=use.stops_because or use.check.name)
        for use in stops(filling.matter, filling.standing)
    )
