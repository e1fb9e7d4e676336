"""How the fuzzer changes the structure of a document: keys, values, lists and expressions."""

import pickle
from collections.abc import Callable, Iterator
from random import Random
from typing import NamedTuple

from bench.fuzz_scraps import VALUES, an_expression

Holder = dict[object, object] | list[object]

_EXPRESSED = frozenset(
    ("when", "derive", "stops_if", "provided", "only_while", "required_when", "gives", "otherwise",
     "amount", "until", "each", "quorum", "count", "weight", "unless")
)  # fmt: skip
_LARGEST = 600_000
"""Bytes of what is multiplied: the fuzzer itself must not run out of memory."""
_OFTEN = 0.3
"""How often an expression is changed, and not the structure."""


class Place(NamedTuple):
    """A value of the document: what holds it, and under which key or number."""

    holder: Holder
    key: object

    def value(self) -> object:
        match self:
            case dict() as holder, key:
                return holder.get(key)
            case list() as holder, int() as number if number < len(holder):
                return holder[number]
            case _:
                return None

    def put(self, value: object) -> None:
        match self:
            case dict() as holder, key:
                holder[key] = value
            case list() as holder, int() as number if number < len(holder):
                holder[number] = value


class Found(NamedTuple):
    """All places of a document, the words it may use, and documents to borrow from."""

    places: list[Place]
    keys: tuple[str, ...]
    others: tuple[Callable[[], object], ...]


def places_of(tree: object) -> Iterator[Place]:
    """Every value below the root."""
    ahead = [tree]
    while ahead:
        match ahead.pop():
            case dict() as holder:
                yield from (Place(holder, key) for key in holder)
                ahead.extend(holder.values())
            case list() as holder:
                yield from (Place(holder, number) for number in range(len(holder)))
                ahead.extend(holder)


def change(rng: Random, found: Found) -> None:
    """One change at one place."""
    expressed = [
        one for one in found.places if one.key in _EXPRESSED and isinstance(one.value(), str)
    ]
    if expressed and rng.random() < _OFTEN:
        place = rng.choice(expressed)
        place.put(an_expression(rng, str(place.value())))
    elif found.places:
        rng.choice(_CHANGES)(rng, rng.choice(found.places), found)


def _remove(rng: Random, place: Place, found: Found) -> None:
    match place:
        case dict() as holder, key:
            holder.pop(key, None)
        case list() as holder, int() as number if number < len(holder):
            del holder[number]


def _retype(rng: Random, place: Place, found: Found) -> None:
    place.put(rng.choice(VALUES))


def _borrow(rng: Random, place: Place, found: Found) -> None:
    place.put(copied(rng.choice(found.places).value()))


def _borrow_elsewhere(rng: Random, place: Place, found: Found) -> None:
    place.put(rng.choice(list(places_of(rng.choice(found.others)()))).value())


def _rename(rng: Random, place: Place, found: Found) -> None:
    if isinstance(place.holder, dict):
        place.holder[rng.choice(found.keys)] = place.holder.pop(place.key, None)


def _add(rng: Random, place: Place, found: Found) -> None:
    if isinstance(place.holder, dict):
        place.holder[rng.choice(found.keys)] = rng.choice(VALUES)


def _multiply(rng: Random, place: Place, found: Found) -> None:
    if isinstance(place.holder, list):
        times = rng.choice((1, 2, 40, 1500))
        if len(pickle.dumps(place.value())) * times < _LARGEST:
            place.holder.extend([place.value()] * times)


def _lengthen(rng: Random, place: Place, found: Found) -> None:
    place.put(str(place.value())[:_LARGEST] * rng.choice((1, 2, 30)))


_CHANGES: tuple[Callable[[Random, Place, Found], None], ...] = (
    _remove, _retype, _borrow, _borrow_elsewhere, _rename, _add, _multiply, _lengthen,
)  # fmt: skip


def copied(value: object) -> object:
    """A copy that shares nothing, ten times as quick as `copy.deepcopy`."""
    return pickle.loads(pickle.dumps(value))
