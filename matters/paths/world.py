"""What can be answered in a matter: every question, field and value of a register, with the answers that differ."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from matters.cycles import cycle_in
from matters.expression_functions import FUNCTIONS
from matters.expression_tree import Called, Node
from matters.expressions import Expression
from matters.fields import Asked, Block, Field, Group, Question
from matters.paths.differences import of_dates, of_numbers, of_options, of_texts
from matters.paths.judging import SOMETHING, Judged, Known, Open, all_of
from matters.paths.partly import Partly, Seen, partly
from matters.spec import CheckUse, Fee, Material, Matter, NotApplicable, Step
from matters.tables import DecisionTable, TableValue, formula_of

RECEIVED_ON = "received_on"
_Holder = Question | NotApplicable | Block | Group | Field | CheckUse | Material | Step | Fee
_OUTCOMES = (
    "match", "mismatch", "no-record", "multiple", "unavailable", "denied", "stale", "pending",
)  # fmt: skip
_LISTS = frozenset({"choices", "id-numbers", "list", "rows"})
_OPAQUE = _LISTS | {"unknown", "table"}
YES_NO: tuple[object, ...] = (True, False)


@dataclass
class Thing:
    """One name that conditions may look at."""

    path: str
    kind: str
    asked: Asked | None = None
    conditions: tuple[Expression, ...] = ()
    """It is answered only while all hold."""
    always: bool = True
    """Whether it is surely answered while they do."""
    computed: Partly | None = None
    """What gives its value, when it is not asked."""
    leans_on: frozenset[str] = frozenset()
    """The names from which it is computed."""
    asked_if: Judged | None = None
    answers: tuple[object, ...] = (SOMETHING,)
    members: tuple[str, ...] = ()
    """Atoms of what conditions look for in a list."""
    more: str | None = None
    """Atom of whether the list holds anything else."""


@dataclass
class World:
    """All names of one matter, and every atom that a search may settle."""

    things: dict[str, Thing]
    free: dict[str, tuple[object, ...]] = field(default_factory=dict)
    """What a term, a member of a list or a comparison may turn out to be."""
    nodes: dict[str, Node] = field(default_factory=dict)
    """Terms and comparisons that are not looked into, as they are written."""
    named: dict[str, tuple[object, ...]] = field(default_factory=dict)
    """What a term is compared with."""
    looked_for: dict[str, object] = field(default_factory=dict)
    """What is looked for in a list, by the atom of that question."""


def world_of(matter: Matter) -> World:
    """The names of the matter, with the values that its conditions can tell apart."""
    conditions = tuple(conditions_of(matter))
    named = {name for one in conditions for name in one.names}
    # What nothing is known of, e.g. how a step stands, may be there or not, and be anything.
    things = {one.path: one for one in _things(matter, named)}
    for name in sorted(named - things.keys()):
        things[name] = Thing(name, "unknown", always=False)
    _without_circles(things)
    world = World(things)
    _with_values(world, conditions)
    for thing in things.values():
        parts = tuple(partly(one).truth for one in thing.conditions)
        thing.asked_if = parts[0] if len(parts) == 1 else all_of(parts) if parts else None
    return world


def conditions_of(matter: Matter) -> Iterator[Expression]:
    """Every expression over answers and checks that decides what applies."""
    holders: tuple[_Holder, ...] = (
        *matter.questions, *matter.not_applicable, *matter.form.blocks, *matter.form.groups,
        *matter.form.fields, *matter.checks, *matter.materials, *matter.steps, *matter.fees,
        *(one for block in matter.form.blocks for one in block.fields),
    )  # fmt: skip
    for holder in holders:
        if holder.when is not None:
            yield holder.when
        if isinstance(holder, Field):
            yield from (one for one in (holder.derive, holder.required_when) if one is not None)
    for table in matter.tables:
        yield from table.expressions


def _things(matter: Matter, named: set[str]) -> Iterator[Thing]:
    """All questions, and what else conditions name."""
    yield Thing(RECEIVED_ON, "date")
    for question in matter.questions:
        yield Thing(question.ask, question.type, question, _given(question.when))
    yield from _fields(matter, named)
    yield from map(_table, matter.tables)
    for use in matter.checks:
        below = f"checks.{use.key.replace('-', '_')}."
        if f"{below}outcome" in named:
            yield Thing(f"{below}outcome", "outcome", None, _given(use.when), always=False)
        for name, kind in use.check.gives.items():
            if below + name in named:
                yield Thing(below + name, kind, None, _given(use.when), always=False)


def _fields(matter: Matter, named: set[str]) -> Iterator[Thing]:
    for block in matter.form.blocks:
        for one in block.fields:
            if (path := f"{block.key}.{one.key}") in named:
                yield _field(path, one, _given(block.when))
    yield from (_field(one.key, one, ()) for one in matter.form.fields if one.key in named)
    for group in matter.form.groups:
        yield Thing(group.group, "rows", None, _given(group.when))
        for one in group.fields:
            yield Thing(f"{group.group}.{one.key}", "list", None, _given(group.when))


def _field(path: str, one: Field, above: tuple[Expression, ...]) -> Thing:
    conditions = (*above, *_given(one.when))
    if one.produced_by is not None:
        return Thing(path, one.type, one, conditions, always=False)
    if one.derive is not None:
        return _derived(path, one, conditions, one.derive)
    always = one.required and one.required_when is None
    return Thing(path, one.type, one, conditions, always)


def _derived(path: str, one: Field, conditions: tuple[Expression, ...], by: Expression) -> Thing:
    return Thing(path, one.type, one, conditions, computed=partly(by), leans_on=by.names)


def _table(table: DecisionTable) -> Thing:
    """A table gives what its first row that holds gives."""
    rows = tuple((partly(row.when).truth, _given_by(table, row.gives)) for row in table.rows)
    otherwise = _given_by(table, table.otherwise)

    def value(known: Known) -> object:
        for holds, gives in rows:
            one = holds(known)
            if type(one) is Open:
                return one
            if one:
                return gives(known)
        return otherwise(known)

    formulas = (*(row.formula for row in table.rows), table.formula)
    leaves = tuple(leaf for one in formulas if one for leaf in partly(one).leaves)
    computed = Partly(value, value, leaves, Seen())
    return Thing(f"tables.{table.table}", "table", computed=computed, leans_on=table.names)


def _given_by(table: DecisionTable, value: TableValue | None) -> Judged:
    formula = formula_of(value)
    if formula is not None:
        return partly(formula).value
    literal = table.literal(value)
    return lambda _known: literal


def _given(when: Expression | None) -> tuple[Expression, ...]:
    return () if when is None else (when,)


def _needs(thing: Thing) -> set[str]:
    return {name for one in thing.conditions for name in one.names} | thing.leans_on


def _without_circles(things: dict[str, Thing]) -> None:
    """What depends on itself is taken as answered or not, either way; the circle is told elsewhere."""
    edges = {path: sorted(_needs(one) & things.keys()) for path, one in things.items()}
    while circle := cycle_in(edges):
        thing = things[circle[0]]
        thing.conditions, thing.computed, thing.always = (), None, False
        edges[circle[0]] = []


def _with_values(world: World, conditions: tuple[Expression, ...]) -> None:
    """Gives every name and atom the answers that some condition can tell apart."""
    seen = [partly(one).seen for one in dict.fromkeys(conditions)]
    # What stands alone as a condition is told apart from nought.
    alone = {(name, 0): None for one in seen for name in sorted(one.bare)}
    compared = _compared(world, (*alone, *(pair for one in seen for pair in one.compared)))
    members: Mapping[str, dict[str, object]] = defaultdict(dict)
    for one in seen:
        for path, text, atom in one.members:
            members[path][atom] = world.looked_for[atom] = text
            world.free[atom] = YES_NO
        world.free |= dict.fromkeys(one.facts, YES_NO)
        world.nodes |= one.facts | one.terms
        for atom, node in one.terms.items():
            world.free[atom] = _of_term(node, compared[atom])
            world.named[atom] = tuple(compared[atom])
        for atom in one.loose:
            world.free[atom] = (*world.free[atom], None)
    for thing in world.things.values():
        _of_thing(world, thing, compared[thing.path], members[thing.path])


def _compared(world: World, pairs: Iterable[tuple[str, object]]) -> dict[str, list[object]]:
    """What every name and term is compared with; of a derived one, what it is derived from."""
    found: dict[str, list[object]] = defaultdict(list)
    for leaf, value in pairs:
        ahead = [leaf]
        while ahead:
            one = ahead.pop()
            thing = world.things.get(one)
            if thing is not None and thing.computed is not None:
                ahead += thing.computed.leaves
            else:
                found[one].append(value)
    return found


def _of_term(node: Node, named: list[object]) -> tuple[object, ...]:
    if isinstance(node, Called) and FUNCTIONS[node.function].gives.kind == "yes-no":
        return YES_NO
    numbers = of_numbers(named, None, None, whole=False)
    days = of_dates(named)
    texts = of_texts(named)
    if days != (SOMETHING,):
        return days
    if texts != (SOMETHING,):
        return texts
    return numbers


def _of_thing(
    world: World, thing: Thing, named: list[object], members: Mapping[str, object]
) -> None:
    if thing.kind in _LISTS:
        _of_list(world, thing, members)
    answers = _answers(thing, named)
    thing.answers = answers if thing.always else (*answers, None)


def _answers(thing: Thing, named: list[object]) -> tuple[object, ...]:
    asked = thing.asked
    match thing.kind:
        case "yes-no":
            return YES_NO
        case "choice" if asked is not None:
            return of_options(asked.options, named) or (SOMETHING,)
        case "outcome":
            return tuple(one for one in _OUTCOMES if one in named) + _unnamed(named)
        case "number" | "decimal":
            least, most = (asked.least, asked.most) if asked else (None, None)
            return of_numbers(named, least, most, whole=thing.kind == "number")
        case "date":
            return of_dates(named)
        case kind if kind in _OPAQUE:
            return (SOMETHING,)
        case _:
            return of_texts(named)


def _unnamed(named: list[object]) -> tuple[object, ...]:
    others = tuple(one for one in _OUTCOMES if one not in named)
    return others[:1]


def _of_list(world: World, thing: Thing, members: Mapping[str, object]) -> None:
    thing.members = tuple(members)
    asked = thing.asked
    options = {one.value for one in asked.options} if isinstance(asked, Question | Field) else set()
    if options and options <= set(members.values()):
        return
    thing.more = f"{thing.path} holds more"
    world.free[thing.more] = YES_NO
