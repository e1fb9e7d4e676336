"""The one form of a matter, compiled: each question and field with what it depends on, in an order to compute."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from forms.values import READERS, Reader, Standard, standard_of
from matters.expressions import Expression
from matters.fields import Block, Field, Question
from matters.spec import Matter
from matters.words import Text

_KEPT = 512
"""Matters whose outline is kept; a catalogue with all the versions that running cases need is smaller."""


@dataclass(frozen=True, slots=True)
class Line:
    """One question or field."""

    path: str
    kind: Literal["question", "field"]
    asked: Question | Field
    block: Block | None
    standard: Standard
    read: Reader
    when: tuple[Expression, ...]
    """All must hold: the block's condition and its own."""
    derive: Expression | None
    source: tuple[str, str] | None
    """The check and its value that answer it while the applicant says nothing (`from`)."""
    fills: tuple[tuple[str, str], ...]
    """Checks and their values that fill it as long as the case runs."""
    required: bool
    may_choose_nothing: bool
    """A question with any number of options: none of them is an answer."""
    named: bool
    """Whether any expression of the matter looks at it."""

    @property
    def label(self) -> Text:
        return self.asked.text if isinstance(self.asked, Question) else self.asked.label

    @property
    def depends_on(self) -> frozenset[str]:
        """The names in its conditions and its derivation."""
        conditions = (*self.when, self.derive) if self.derive else self.when
        return frozenset().union(*(one.names for one in conditions))


class Outline:
    """All questions and fields of one matter."""

    def __init__(self, matter: Matter) -> None:
        self.in_order = tuple(_lines(matter))
        """As people read them: questions, blocks, own fields."""
        self.by_path: Mapping[str, Line] = {line.path: line for line in self.in_order}

    @cached_property
    def to_compute(self) -> tuple[Line, ...]:
        """Each after all that its condition or derivation depends on; a circle is cut at its first line."""
        done: dict[str, Line] = {}
        begun: set[str] = set()
        for line in self.in_order:
            self._compute(line, begun, done)
        return tuple(done.values())

    def _compute(self, line: Line, begun: set[str], done: dict[str, Line]) -> None:
        if line.path in begun:
            return
        begun.add(line.path)
        for name in sorted(line.depends_on):
            if name in self.by_path:
                self._compute(self.by_path[name], begun, done)
        done[line.path] = line

    @cached_property
    def may_choose_nothing(self) -> tuple[str, ...]:
        return tuple(line.path for line in self.in_order if line.may_choose_nothing)


_outlines: dict[str, Outline] = {}


def outline_of(matter: Matter) -> Outline:
    """The outline, made once per published matter."""
    known = _outlines.get(matter.digest)
    if known is None:
        if len(_outlines) >= _KEPT:
            _outlines.clear()
        known = _outlines[matter.digest] = Outline(matter)
    return known


def _lines(matter: Matter) -> Iterable[Line]:
    maker = _LineMaker(matter)
    for question in matter.questions:
        yield maker.line(question.path, question, None)
    for block in matter.form.blocks:
        for field in block.fields:
            yield maker.line(f"{block.key}.{field.key}", field, block)
    for field in matter.form.fields:
        yield maker.line(field.key, field, None)


class _LineMaker:
    """What all lines of one matter are made with."""

    def __init__(self, matter: Matter) -> None:
        self.named = frozenset().union(*(one.names for one in _expressions(matter)))
        self.fills: dict[str, list[tuple[str, str]]] = {}
        for use in matter.checks:
            for path, name in use.fills.items():
                self.fills.setdefault(path, []).append((use.key, name))

    def line(self, path: str, asked: Question | Field, block: Block | None) -> Line:
        conditions = (block.when if block else None, asked.when)
        return Line(
            path=path,
            kind="question" if isinstance(asked, Question) else "field",
            asked=asked,
            block=block,
            standard=standard_of(asked),
            read=READERS[asked.type],
            when=tuple(one for one in conditions if one is not None),
            derive=asked.derive if isinstance(asked, Field) else None,
            source=_source(asked.source),
            fills=tuple(self.fills.get(path, ())),
            required=asked.required if isinstance(asked, Field) else True,
            may_choose_nothing=isinstance(asked, Question) and asked.type == "choices",
            named=path in self.named,
        )


def _expressions(matter: Matter) -> Iterable[Expression]:
    """All that look at answers."""
    fields = tuple(matter.elements.values())
    conditions = (
        *(one.when for one in matter.questions),
        *(one.when for one in fields),
        *(one.derive for one in fields),
        *(one.when for one in matter.form.blocks),
        *(one.when for one in matter.not_applicable),
        *(one.when for one in matter.checks),
        *(one.when for one in matter.materials),
        *(one.when for one in matter.steps),
    )
    return (one for one in conditions if one is not None)


def _source(written: str | None) -> tuple[str, str] | None:
    if written is None:
        return None
    check, _, name = written.removeprefix("checks.").partition(".")
    return check.replace("_", "-"), name
