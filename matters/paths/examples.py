"""From what a search settled to answers that somebody could really give."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice, product

from matters.expression_running import built
from matters.expression_tree import Node, names
from matters.expression_values import Stuck, plain
from matters.fields import Answers, Question, Value
from matters.limits import add_months
from matters.paths.judging import SOMETHING, Open
from matters.paths.settled import Settled
from matters.paths.world import RECEIVED_ON, Thing

EXAMPLE_DAY = date(2026, 3, 5)
"""The day on which examples are handed in, unless another is asked for: nothing here reads a clock."""

_TRIES = 600
_SHIFTS = (0, 1, -1)
_MONTHS = 12
_YEAR = 365
CHECKS = "checks."


def completed(known: Settled, paths: tuple[str, ...]) -> None:
    """Settles, in `known` itself, what the values of these paths still need: the first of what may be."""
    for path in paths:
        while isinstance(value := known.value(path), Open):
            known.settle(value.atom, known.choices(value.atom)[0])


def example(known: Settled, day: date = EXAMPLE_DAY) -> Answers:
    """The answers by path; values of registers under `checks.<check>.<value>`.

    What leans on dates or arithmetic is tried out; where no values fit, those are left out that could not be found.
    """
    things = [thing for path, thing in known.world.things.items() if _is_wanted(known, path)]
    said: dict[str, object] = {}
    loose: list[Thing] = []
    for thing in things:
        value = known.value(thing.path)
        if isinstance(value, Open) or value is None or thing.computed is not None:
            continue
        if value is SOMETHING and thing.kind in ("date", "number", "decimal"):
            loose.append(thing)
        else:
            said[thing.path] = _said(known, thing, value)
    said |= _fitting(known, said, loose, day)
    return {path: _kept(value) for path, value in said.items()}


def _is_wanted(known: Settled, path: str) -> bool:
    """Questions are always told; fields and registers only if the search looked at them."""
    thing = known.world.things[path]
    if isinstance(thing.asked, Question):
        return True
    if path == RECEIVED_ON or thing.kind in ("rows", "list"):
        return False
    return path in known.values or any(path in names(node) for node in _settled_nodes(known))


def _settled_nodes(known: Settled) -> Iterator[Node]:
    return (node for atom, node in known.world.nodes.items() if atom in known.values)


def _said(known: Settled, thing: Thing, value: object) -> object:
    if value is not SOMETHING:
        return value
    if thing.kind in ("choices", "id-numbers"):
        return _listed(known, thing)
    return "示例"


def _listed(known: Settled, thing: Thing) -> tuple[str, ...]:
    options = [one.value for one in thing.asked.options] if thing.asked else []
    held = [str(known.world.looked_for[atom]) for atom in thing.members if known.free(atom) is True]
    held.sort(key=lambda one: options.index(one) if one in options else len(options))
    if thing.more and known.free(thing.more) is True:
        looked_for = {known.world.looked_for[atom] for atom in thing.members}
        held += [one for one in options if one not in looked_for][:1]
    return tuple(held)


def _fitting(
    known: Settled, said: dict[str, object], loose: list[Thing], day: date
) -> dict[str, object]:
    """Values of what no condition names by itself, such that functions and comparisons come out as settled."""
    atoms = [atom for atom in known.world.nodes if atom in known.values]
    fixed: dict[str, object] = {**said, RECEIVED_ON: day}
    ways = product(*(_candidates(known, thing, atoms, day) for thing in loose))
    first: dict[str, object] | None = None
    for values in islice(ways, _TRIES):
        tried = {thing.path: value for thing, value in zip(loose, values, strict=True)}
        first = first or tried
        if all(_comes_out(known, atom, fixed | tried) for atom in atoms):
            return tried
    leaning = {name for atom in atoms for name in names(known.world.nodes[atom])}
    return {path: value for path, value in (first or {}).items() if path not in leaning}


def _candidates(known: Settled, thing: Thing, atoms: list[str], day: date) -> list[object]:
    named = [one for atom in atoms for one in known.world.named.get(atom, ())]
    counts = [int(one) for one in named if isinstance(one, int | Decimal) and one < _YEAR * 100]
    if thing.kind != "date":
        least = thing.asked.least if thing.asked and thing.asked.least is not None else 1
        near = [Decimal(count + shift) for count in counts for shift in _SHIFTS]
        return [plain(one) for one in dict.fromkeys([Decimal(str(least)), *near])]
    found = [day - timedelta(days=_YEAR), day, day - timedelta(days=1), day + timedelta(days=1)]
    for count in counts:
        for shift in _SHIFTS:
            months = count + shift
            found += [add_months(day, -months), add_months(day, -months * _MONTHS)]
            found += [day - timedelta(days=months), day + timedelta(days=months)]
    return list(dict.fromkeys(found))


def _comes_out(known: Settled, atom: str, values: dict[str, object]) -> bool:
    wanted = known.values[atom]
    try:
        value = built(known.world.nodes[atom])(_Scope(values))
    except (Stuck, ArithmeticError):
        return False
    if wanted is SOMETHING or wanted is None or isinstance(wanted, bool):
        return bool(value) is bool(wanted)
    return all(_order(value, one) == _order(wanted, one) for one in known.world.named.get(atom, ()))


def _order(value: object, other: object) -> int | None:
    match value, other:
        case (int() | Decimal() as one, int() | Decimal() as two):
            return (one > two) - (one < two)
        case (date() as one, date() as two):
            return (one > two) - (one < two)
        case _:
            return 0 if value == other else None


class _Scope(dict[str, object]):
    """Dotted paths as expressions look them up: block by block."""

    def __init__(self, values: dict[str, object]) -> None:
        super().__init__()
        for path, value in values.items():
            *blocks, last = path.split(".")
            inside: dict[str, object] = self
            for block in blocks:
                below = inside.setdefault(block, {})
                if not isinstance(below, dict):
                    break
                inside = below
            inside[last] = value


def _kept(value: object) -> Value:
    """As answers are kept: a date is text, a number is no decimal."""
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case bool() | int() | str() | tuple():
            return value
        case _:
            return None
