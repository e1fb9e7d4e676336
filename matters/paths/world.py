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
from matters.paths.partly import (
    SOMETHING,
    Judged,
    Open,
    Partly,
    all_of,
    partly,
    still_open,
)
from matters.spec import CheckUse, Fee, Material, Matter, NotApplicable, Step

RECEIVED_ON = "received_on"
_Holder = Question | NotApplicable | Block | Group | Field | CheckUse | Material | Step | Fee
_OUTCOMES = (
    "match", "mismatch", "no-record", "multiple", "unavailable", "denied", "stale", "pending",
)  # fmt: skip
_YES_NO: tuple[object, ...] = (True, False)


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
    derive: Expression | None = None
    asked_if: Judged | None = None
    computed: Partly | None = None
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
    things = {one.path: one for one in _things(matter)}
    _without_circles(things)
    world = World(things)
    _with_values(world, tuple(conditions_of(matter)))
    for thing in things.values():
        parts = tuple(partly(one).truth for one in thing.conditions)
        thing.asked_if = parts[0] if len(parts) == 1 else all_of(parts) if parts else None
        thing.computed = partly(thing.derive) if thing.derive else None
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


def _things(matter: Matter) -> Iterator[Thing]:
    yield Thing(RECEIVED_ON, "date")
    for question in matter.questions:
        yield Thing(question.ask, question.type, question, _given(question.when))
    yield from _fields(matter)
    for use in matter.checks:
        below = f"checks.{use.key.replace('-', '_')}."
        when = _given(use.when)
        yield Thing(f"{below}outcome", "outcome", None, when, always=False)
        for name, kind in use.check.gives.items():
            yield Thing(below + name, kind, None, when, always=False)


def _fields(matter: Matter) -> Iterator[Thing]:
    for block in matter.form.blocks:
        for one in block.fields:
            yield _field(f"{block.key}.{one.key}", one, _given(block.when))
    for one in matter.form.fields:
        yield _field(one.key, one, ())
    for group in matter.form.groups:
        yield Thing(group.group, "rows", None, _given(group.when))
        for one in group.fields:
            yield Thing(f"{group.group}.{one.key}", "list", None, _given(group.when))


def _field(path: str, one: Field, above: tuple[Expression, ...]) -> Thing:
    conditions = (*above, *_given(one.when))
    if one.produced_by is not None:
        return Thing(path, one.type, one, conditions, always=False)
    return Thing(path, one.type, one, conditions, one.required, one.derive)


def _given(when: Expression | None) -> tuple[Expression, ...]:
    return () if when is None else (when,)


def _needs(thing: Thing) -> set[str]:
    expressions = (*thing.conditions, *((thing.derive,) if thing.derive else ()))
    return {name for one in expressions for name in one.names}


def _without_circles(things: dict[str, Thing]) -> None:
    """What depends on itself is taken as answered or not, either way; the circle is told elsewhere."""
    edges = {path: sorted(_needs(one) & things.keys()) for path, one in things.items()}
    while circle := cycle_in(edges):
        thing = things[circle[0]]
        thing.conditions, thing.derive, thing.always = (), None, False
        edges[circle[0]] = []


def _with_values(world: World, conditions: tuple[Expression, ...]) -> None:
    """Gives every name and atom the answers that some condition can tell apart."""
    seen = [partly(one).seen for one in dict.fromkeys(conditions)]
    compared = _compared(world, ((leaf, value) for one in seen for leaf, value in one.compared))
    for bare in {name for one in seen for name in one.bare}:
        compared[bare].append(0)
    members: Mapping[str, dict[str, object]] = defaultdict(dict)
    for one in seen:
        for path, text, atom in one.members:
            members[path][atom] = world.looked_for[atom] = text
            world.free[atom] = _YES_NO
        world.free |= dict.fromkeys(one.facts, _YES_NO)
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
            if thing is not None and thing.derive is not None:
                ahead += partly(thing.derive).leaves
            else:
                found[one].append(value)
    return found


def _of_term(node: Node, named: list[object]) -> tuple[object, ...]:
    if isinstance(node, Called) and FUNCTIONS[node.function].gives.kind == "yes-no":
        return _YES_NO
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
    asked = thing.asked
    least, most = (asked.least, asked.most) if asked else (None, None)
    match thing.kind:
        case "yes-no":
            answers = _YES_NO
        case "choice" if asked is not None:
            answers = of_options(asked.options, named) or (SOMETHING,)
        case "outcome":
            answers = tuple(one for one in _OUTCOMES if one in named) + _unnamed(named)
        case "number" | "decimal":
            answers = of_numbers(named, least, most, whole=thing.kind == "number")
        case "date":
            answers = of_dates(named)
        case "choices" | "id-numbers" | "list" | "rows":
            answers = (SOMETHING,)
            _of_list(world, thing, members)
        case _:
            answers = of_texts(named)
    thing.answers = answers if thing.always else (*answers, None)


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
    world.free[thing.more] = _YES_NO


_UNSETTLED = object()


class Settled:
    """What a search has settled so far, over the names of a world."""

    def __init__(self, world: World, values: dict[str, object] | None = None) -> None:
        self.world = world
        self.values: dict[str, object] = {} if values is None else values
        self._asked: dict[str, bool] = {}
        self._trail: list[str] = []

    def settle(self, atom: str, value: object) -> int:
        """Sets the atom; what it gives back is for `undo`."""
        self.values[atom] = value
        return len(self._trail)

    def undo(self, atom: str, mark: int) -> None:
        """As if the atom had not been settled."""
        del self.values[atom]
        while len(self._trail) > mark:
            del self._asked[self._trail.pop()]

    def forget(self) -> None:
        """What was worked out from the values, after they were changed otherwise."""
        self._asked.clear()
        self._trail.clear()

    def _is_asked(self, thing: Thing) -> object:
        """Whether it is asked at all; what is sure stays so until it is undone."""
        if thing.asked_if is None:
            return True
        found = self._asked.get(thing.path)
        if found is not None:
            return found
        asked = thing.asked_if(self)
        if isinstance(asked, bool):
            self._asked[thing.path] = asked
            self._trail.append(thing.path)
        return asked

    def value(self, path: str) -> object:
        """The answer, None where there is none, or what to settle next."""
        found = self.values.get(path, _UNSETTLED)
        if found is not _UNSETTLED:
            return found
        thing = self.world.things.get(path)
        if thing is None:
            return still_open(path)
        if thing.computed is not None:
            return thing.computed.value(self)
        asked = self._is_asked(thing)
        if asked is not True:
            return None if asked is False else asked
        return thing.answers[0] if len(thing.answers) == 1 else still_open(path)

    def given(self, path: str) -> object:
        """Whether there is an answer."""
        found = self.values.get(path, _UNSETTLED)
        if found is not _UNSETTLED:
            return found is not None
        thing = self.world.things.get(path)
        if thing is None:
            return still_open(path)
        if thing.computed is not None:
            value = thing.computed.value(self)
            return value if type(value) is Open else value is not None
        asked = self._is_asked(thing)
        if asked is True and not thing.always:
            return still_open(path)
        return asked

    def truth(self, path: str) -> object:
        """Whether the answer counts as yes; a list does if it holds anything."""
        value = self.value(path)
        if type(value) is Open:
            return value
        if value is not SOMETHING:
            return bool(value)
        thing = self.world.things[path]
        return self._holds_any(thing) if thing.members or thing.more else True

    def _holds_any(self, thing: Thing) -> object:
        undecided: object = False
        for atom in (*thing.members, *((thing.more,) if thing.more else ())):
            one = self.free(atom)
            if one is True:
                return True
            if one is not False and undecided is False:
                undecided = one
        return undecided

    def member(self, path: str, text: object, atom: str) -> object:
        """Whether the list holds it."""
        found = self.values.get(atom, _UNSETTLED)
        if found is not _UNSETTLED:
            return found
        given = self.given(path)
        return given if given is not True else still_open(atom)

    def free(self, atom: str) -> object:
        """What was settled for it."""
        found = self.values.get(atom, _UNSETTLED)
        if found is not _UNSETTLED:
            return found
        choices = self.world.free.get(atom, _YES_NO)
        return choices[0] if len(choices) == 1 else still_open(atom)

    def choices(self, atom: str) -> tuple[object, ...]:
        """What the atom may be settled as."""
        thing = self.world.things.get(atom)
        return thing.answers if thing is not None else self.world.free.get(atom, _YES_NO)
