"""One question, field or group of a form, compiled: what it depends on, and how its value is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol, TypeVar

from forms.values import READERS, Reader, Standard, standard_of
from matters.expressions import Expression
from matters.fields import Block, Field, Group, Question
from matters.tables import DecisionTable, names_behind
from matters.words import Text


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
    """All must hold: the block's condition, its own, and that one of the steps it is for takes place."""
    derive: Expression | None
    source: tuple[str, str] | None
    """The check and its value that answer it while the applicant says nothing (`from`)."""
    fills: tuple[tuple[str, str], ...]
    """Checks and their values that fill it as long as the case runs."""
    required: bool
    required_when: Expression | None
    """It is required only while this holds."""
    confirm: bool
    """A register's value counts once the applicant says the same."""
    produced_by: str | None
    """The step that finds it out; the applicant is never asked."""
    may_choose_nothing: bool
    """A question with any number of options: none of them is an answer."""
    named: bool
    """Whether any expression of the matter looks at it."""
    depends_on: frozenset[str]
    """The names in its conditions and its derivation, and what the tables among them look at."""

    @property
    def label(self) -> Text:
        return self.asked.text if isinstance(self.asked, Question) else self.asked.label

    @property
    def is_asked(self) -> bool:
        """Whether a person may write it."""
        return self.derive is None and self.produced_by is None


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group: lines that are filled in once for each of several."""

    path: str
    group: Group
    when: tuple[Expression, ...]
    lines: tuple[Line, ...]
    """As people read them; the path of each is its key in the row."""
    to_compute: tuple[Line, ...]
    named: bool
    depends_on: frozenset[str]
    """The names outside of the group that decide what is in it."""

    @property
    def label(self) -> Text:
        return self.group.name

    @property
    def by_key(self) -> Mapping[str, Line]:
        return {line.path: line for line in self.lines}

    @property
    def counts_people(self) -> bool:
        """Whether Chinese counts its rows as people."""
        return any(line.standard.type in ("name", "id-number") for line in self.lines)


class _Computed(Protocol):
    """Whatever is computed after what it depends on."""

    @property
    def path(self) -> str: ...

    @property
    def depends_on(self) -> frozenset[str]: ...


Part = TypeVar("Part", bound=_Computed)


class Around(NamedTuple):
    """What a line gets from the matter that it stands in."""

    when: tuple[Expression | None, ...]
    named: bool
    tables: tuple[DecisionTable, ...]
    block: Block | None = None
    fills: tuple[tuple[str, str], ...] = ()


def conditions_of(written: tuple[Expression | None, ...]) -> tuple[Expression, ...]:
    """Those that there are."""
    return tuple(one for one in written if one is not None)


def names_in(expressions: tuple[Expression | None, ...]) -> frozenset[str]:
    return frozenset(name for one in expressions if one is not None for name in one.names)


def line_of(path: str, asked: Question | Field, around: Around) -> Line:
    field = asked if isinstance(asked, Field) else None
    when = conditions_of(around.when)
    derive = field.derive if field else None
    return Line(
        path=path,
        kind="field" if field else "question",
        asked=asked,
        block=around.block,
        standard=standard_of(asked),
        read=READERS[asked.type],
        when=when,
        derive=derive,
        source=_source(asked.source),
        fills=around.fills,
        required=field.required and field.required_when is None if field else True,
        required_when=field.required_when if field else None,
        confirm=field.confirm if field else False,
        produced_by=field.produced_by if field else None,
        may_choose_nothing=field is None and asked.type == "choices",
        named=around.named,
        depends_on=names_behind(names_in((*when, derive)), around.tables),
    )


def ordered(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts, each after those that it names; `shareholders.amount` names the group."""
    by_path = {part.path: part for part in parts}
    done: dict[str, Part] = {}
    begun: set[str] = set()

    def compute(part: Part) -> None:
        if part.path in begun:
            return
        begun.add(part.path)
        for name in sorted(part.depends_on):
            needed = by_path.get(name) or by_path.get(name.partition(".")[0])
            if needed is not None:
                compute(needed)
        done[part.path] = part

    for part in parts:
        compute(part)
    return tuple(done.values())


def _source(written: str | None) -> tuple[str, str] | None:
    if written is None:
        return None
    check, _, name = written.removeprefix("checks.").partition(".")
    return check.replace("_", "-"), name
