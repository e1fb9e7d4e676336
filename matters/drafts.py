"""A matter under checking: the parts of it that could be read, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, get_args

from matters.case import FindingOutcome
from matters.documents import Part, read_parts
from matters.expression_tree import (
    DATE,
    LIST,
    NUMBER,
    ROWS,
    TEXT,
    UNKNOWN,
    YES_NO,
    ValueType,
    list_of,
)
from matters.fields import Asked, Block, Field, FieldType, Group, Question
from matters.mistakes import Mistake
from matters.positions import Listing, Loc, Mapping, Node, Scalar, entry_at, name_of
from matters.resolving import resolved
from matters.sheets import Sheet
from matters.shelf import Shelf
from matters.spec import CheckUse, DataCheck, Fee, Material, NotApplicable, Promise, Step
from matters.state import StepStatus
from matters.step_facts import Verdict
from matters.tables import DecisionTable


class Element(NamedTuple):
    """A question or field with its path and its place; a block's field stands where the block is used."""

    path: str
    loc: Loc
    value: Asked


@dataclass(frozen=True)
class Draft:
    """What could be read of a matter, and the names of what could not."""

    sheet: Sheet
    shelf: Shelf
    questions: tuple[Part[Question], ...]
    not_applicable: tuple[Part[NotApplicable], ...]
    blocks: tuple[Part[Block], ...]
    fields: tuple[Part[Field], ...]
    groups: tuple[Part[Group], ...]
    checks: tuple[Part[CheckUse], ...]
    materials: tuple[Part[Material], ...]
    promises: tuple[Part[Promise], ...]
    fees: tuple[Part[Fee], ...]
    tables: tuple[Part[DecisionTable], ...]
    steps: tuple[Part[Step], ...]
    unresolved: frozenset[str]
    """Blocks and checks that were named but do not exist: nothing is known of what is below them."""

    @cached_property
    def root(self) -> Mapping:
        root = self.sheet.root
        return root if isinstance(root, Mapping) else Mapping(root.place, {})

    def named(self, *loc: str) -> tuple[str, ...]:
        """The names of all entries of a list, also of those that could not be read."""
        found = self._named.get(loc)
        if found is None:
            entry = entry_at(self.sheet.root, loc)
            nodes = entry.node.nodes if entry and isinstance(entry.node, Listing) else ()
            found = self._named[loc] = tuple(name for node in nodes if (name := name_of(node)))
        return found

    @cached_property
    def _named(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """What was looked up already: every reference in the matter asks for the same few lists."""
        return {}

    @cached_property
    def step_names(self) -> tuple[str, ...]:
        return self.named("steps")

    @cached_property
    def check_names(self) -> tuple[str, ...]:
        return self.named("checks")

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Questions, then fields, that could be read."""
        asked = [Element(part.value.ask, part.loc, part.value) for part in self.questions]
        shared = [
            Element(f"{part.value.key}.{field.key}", part.loc, field)
            for part in self.blocks
            for field in part.value.fields
        ]
        own = [Element(part.value.key, part.loc, part.value) for part in self.fields]
        return tuple(asked + shared + own)

    @cached_property
    def types(self) -> dict[str, ValueType]:
        """Every name that an expression may use, and what it holds."""
        types = dict.fromkeys((*self.named("questions"), *self.named("form", "fields")), UNKNOWN)
        types |= dict.fromkeys(self.named("form", "groups"), ROWS)
        for group in self.groups:
            types[group.value.group] = ROWS
            inside = f"{group.value.group}."
            types |= {inside + one.key: list_of(type_of_answer(one)) for one in group.value.fields}
        types |= {one.path: type_of_answer(one.value) for one in self.elements}
        types["received_on"] = DATE
        for part in self.checks:
            inside = f"checks.{part.value.key.replace('-', '_')}."
            types |= {inside + name: kind for name, kind in given_by(part.value.check).items()}
        types |= dict.fromkeys((f"tables.{name}" for name in self.named("tables")), UNKNOWN)
        types |= {f"tables.{one.value.table}": type_of_table(one.value) for one in self.tables}
        return types

    @cached_property
    def types_on_the_way(self) -> dict[str, ValueType]:
        """What may be named while steps are under way: also how they stand, `steps.joint_visit.status`."""
        types = dict(self.types)
        for part in self.steps:
            inside = f"steps.{part.value.named}."
            types |= {inside + name: kind for name, kind in given_by_step(part.value).items()}
        return types

    def types_in_row(self, group: Group) -> dict[str, ValueType]:
        """What a condition of one row may name: the row's own fields by their keys, and all outside of the group."""
        own = f"{group.group}."
        outside = {
            name: kind
            for name, kind in self.types.items()
            if name != group.group and not name.startswith(own)
        }
        return outside | {field.key: type_of_answer(field) for field in group.fields}

    def is_open(self, name: str) -> bool:
        """Whether nothing can be said of a name, because what it belongs to is itself a mistake."""
        if name.startswith("steps."):
            return name.split(".")[1] in self._unread_steps
        below = name.removeprefix("checks.").split(".")[0]
        if below in self._unread_groups:
            return True
        return below in self.unresolved or below.replace("_", "-") in self.unresolved

    @cached_property
    def _unread_steps(self) -> frozenset[str]:
        read = {part.value.step for part in self.steps}
        return frozenset(name.replace("-", "_") for name in self.step_names if name not in read)

    @cached_property
    def _unread_groups(self) -> frozenset[str]:
        read = {part.value.group for part in self.groups}
        return frozenset(self.named("form", "groups")) - read

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """What a path may point to: answers, and values of checks."""
        return tuple(self.types)


def given_by(check: DataCheck) -> dict[str, ValueType]:
    """What a finding of the check holds, for expressions."""
    outcomes = ValueType("choice", tuple(outcome.value for outcome in FindingOutcome))
    return {name: TYPES[kind] for name, kind in check.gives.items()} | {"outcome": outcomes}


def given_by_step(step: Step) -> dict[str, ValueType]:
    """What expressions see of a step on its way, by the name behind `steps.<step>.`."""
    given = {
        "status": ValueType("choice", get_args(StepStatus)),
        "decision": ValueType("choice", get_args(Verdict)),
        "by": ValueType("choice", tuple(one.called for one in step.first)) if step.first else TEXT,
        "round": NUMBER,
        "agreed": NUMBER,
        "objected": NUMBER,
        "objections": NUMBER,
        "parts": NUMBER,
        "chosen": list_of(TEXT),
    }
    values = step.call.gives if step.call else {}
    return given | {f"values.{name}": TYPES[kind] for name, kind in values.items()}


def type_of_table(table: DecisionTable) -> ValueType:
    """What a table gives, for expressions."""
    return _with_options(table.gives, tuple(option.value for option in table.options))


TYPES: dict[FieldType, ValueType] = {
    "text": TEXT, "long-text": TEXT, "name": TEXT, "id-number": TEXT, "credit-code": TEXT,
    "mobile": TEXT, "address": TEXT, "number": NUMBER, "decimal": NUMBER, "date": DATE,
    "yes-no": YES_NO, "choice": TEXT, "choices": LIST, "id-numbers": list_of(TEXT),
}  # fmt: skip


def type_of_answer(asked: Asked) -> ValueType:
    """What the answer to a question or field is, for expressions."""
    match asked:
        case Question(type=kind) | Field(type=kind):
            return _with_options(kind, tuple(option.value for option in asked.options))
        case _:
            return UNKNOWN


def _with_options(kind: FieldType, options: tuple[str, ...]) -> ValueType:
    match kind:
        case "choice":
            return ValueType("choice", options)
        case "choices":
            return ValueType("list", options, "choice")
        case _:
            return TYPES[kind]


def drafted(written: Sheet, shelf: Shelf) -> tuple[Draft, tuple[Mistake, ...]]:
    """The matter as far as it can be read, and the mistakes of shape in its lists."""
    sheet, mistakes = resolved(written, shelf)
    questions, a = read_parts(sheet, Question, ("questions",))
    not_applicable, b = read_parts(sheet, NotApplicable, ("not_applicable",))
    blocks, c = read_parts(sheet, Block, ("form", "blocks"))
    fields, d = read_parts(sheet, Field, ("form", "fields"))
    groups, of_groups = read_parts(sheet, Group, ("form", "groups"))
    checks, e = read_parts(sheet, CheckUse, ("checks",))
    materials, f = read_parts(sheet, Material, ("materials",))
    promises, g = read_parts(sheet, Promise, ("promises",))
    fees, of_fees = read_parts(sheet, Fee, ("fees",))
    tables, of_tables = read_parts(sheet, DecisionTable, ("tables",))
    steps, h = read_parts(sheet, Step, ("steps",))
    draft = Draft(
        sheet=sheet,
        shelf=shelf,
        questions=questions,
        not_applicable=not_applicable,
        blocks=blocks,
        fields=fields,
        groups=groups,
        checks=checks,
        materials=materials,
        promises=promises,
        fees=fees,
        tables=tables,
        steps=steps,
        unresolved=frozenset(_unresolved(written.root, shelf)),
    )
    return draft, (*mistakes, *a, *b, *c, *d, *of_groups, *e, *f, *g, *of_fees, *of_tables, *h)


def _unresolved(root: Node, shelf: Shelf) -> Iterator[str]:
    if not isinstance(root, Mapping):
        return
    form = root.get("form")
    for block in form.listed("use") if isinstance(form, Mapping) else ():
        name = name_of(block) or (block.text if isinstance(block, Scalar) else "")
        if name not in shelf.blocks:
            yield name
    for check in root.listed("checks"):
        name = name_of(check) or ""
        if name not in shelf.checks:
            yield name
