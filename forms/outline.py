"""The one form of a matter, compiled: its questions, fields and groups in an order to read and one to compute."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from forms.lines import Around, GroupLine, Line, conditions_of, line_of, names_in, ordered
from forms.readers import Readers, expressions_in
from matters.expressions import Expression
from matters.fields import Block, Field, Group, Question
from matters.spec import Matter
from matters.tables import names_behind

_KEPT = 512
"""Matters whose outline is kept; a catalogue with all the versions that running cases need is smaller."""


class Outline:
    """All questions, fields and groups of one matter."""

    def __init__(self, matter: Matter) -> None:
        maker = _LineMaker(matter)
        self._tables = matter.tables
        self.in_order = tuple(_lines(matter, maker))
        """What is asked once, as people read it: questions, blocks, own fields."""
        self.groups = tuple(maker.group(group) for group in matter.form.groups)
        self.by_path: Mapping[str, Line] = {line.path: line for line in self.in_order}
        self.groups_by_path: Mapping[str, GroupLine] = {one.path: one for one in self.groups}

    @cached_property
    def to_compute(self) -> tuple[Line | GroupLine, ...]:
        """Each after all that its condition or derivation depends on; a circle is cut at its first line."""
        parts: tuple[Line | GroupLine, ...] = (*self.in_order, *self.groups)
        return ordered(parts)

    @cached_property
    def found_later(self) -> frozenset[str]:
        """What steps find out, and what is computed from that: nobody can know it at the counter."""
        later = {line.path for line in self.in_order if line.produced_by is not None}
        for part in self.to_compute:
            if isinstance(part, Line) and part.derive is not None:
                names = names_behind(part.derive.names, self._tables)
                if any(name.startswith("steps.") or name in later for name in names):
                    later.add(part.path)
        return frozenset(later)

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """What answers may be given under."""
        return (*self.by_path, *self.groups_by_path)

    def line_at(self, path: str) -> Line | None:
        """The line of a path, also of one in a row: `shareholders.2.amount`."""
        group, _, rest = path.partition(".")
        if group in self.groups_by_path:
            return self.groups_by_path[group].by_key.get(rest.partition(".")[2])
        return self.by_path.get(path)

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


def _lines(matter: Matter, maker: "_LineMaker") -> Iterable[Line]:
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
        self.readers = Readers(matter)
        self.tables = matter.tables
        self.fills: dict[str, list[tuple[str, str]]] = {}
        for use in matter.checks:
            for path, name in use.fills.items():
                self.fills.setdefault(path, []).append((use.key, name))

    def line(self, path: str, asked: Question | Field, block: Block | None) -> Line:
        is_read = self.readers.condition(path, asked.readers) if isinstance(asked, Field) else None
        around = Around(
            when=(block.when if block else None, asked.when, is_read),
            named=path in self.named,
            tables=self.tables,
            block=block,
            fills=tuple(self.fills.get(path, ())),
        )
        return line_of(path, asked, around)

    def group(self, group: Group) -> GroupLine:
        path = group.group
        lines = tuple(self._in_row(group, field) for field in group.fields)
        when = conditions_of((group.when, self.readers.condition(path, group.readers)))
        own = {line.path for line in lines}
        depends_on = names_behind(names_in(when), self.tables)
        inside = tuple(name for name in self.named if name.startswith(f"{path}."))
        return GroupLine(
            path=path,
            group=group,
            when=when,
            lines=lines,
            to_compute=ordered(lines),
            named=path in self.named or bool(inside),
            depends_on=depends_on.union(*(line.depends_on for line in lines)) - own,
        )

    def _in_row(self, group: Group, field: Field) -> Line:
        named = {name for one in expressions_in(group.fields) for name in one.names}
        read_when = None
        if field.readers != group.readers:
            readers = group.readers_of(field)
            read_when = self.readers.condition(f"{group.group}.{field.key}", readers)
        return line_of(
            field.key, field, Around((field.when, read_when), field.key in named, self.tables)
        )


def _expressions(matter: Matter) -> Iterable[Expression]:
    """All that look at answers."""
    declared = (matter.questions, matter.form, matter.not_applicable, matter.checks)
    return expressions_in((*declared, matter.materials, matter.steps, matter.tables))
