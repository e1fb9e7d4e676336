"""Running cases looked at, and moved, under another version of their matter: one transaction for each case (N3)."""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.installation import Installation
from matters.case import Moved, business_date
from matters.errors import ActRefused, MatterUnknown, NotFound
from matters.mistakes import nearest
from matters.rules import Rules
from matters.verbs import Moment
from matters.words import Text
from matters.workbench.migrating import (
    Verdict,
    last_move,
    moved,
    moving_actor,
    undone,
    verdict,
)
from storage import bell, cases, moving, published
from storage.projection import Projection

BATCH = 200


@dataclass(frozen=True)
class Move:
    """To which version of which matter, in whose name, and why."""

    key: str
    version: int
    by: str
    reason: str


def target(house: Installation, key: str, version: int) -> str:
    """The digest of the version. Raises MatterUnknown, NotFound."""
    with house.database.transaction() as connection:
        known = published.versions(connection)
    own = [one for one in known if one.key == key]
    if not own:
        raise MatterUnknown(key, nearest(key, [one.key for one in known]))
    for one in own:
        if one.version == version:
            return one.digest
    raise NotFound(Text(zh=f"“{key}”第{version}版", en=f"Version {version} of “{key}”"))


def how_many(house: Installation, key: str) -> int:
    """How many cases of the matter are running."""
    with house.database.transaction() as connection:
        return moving.count_cases(connection, key, running=True)


def numbers(house: Installation, key: str, *, running: bool = True) -> Iterator[tuple[str, str]]:
    """Number and digest of every case of the matter, in batches; only the running ones unless said."""
    last = ""
    while True:
        with house.database.transaction() as connection:
            batch = moving.cases_of(connection, key, last, BATCH, running=running)
        if not batch:
            return
        yield from batch
        last = batch[-1][0]


def verdicts(house: Installation, move: Move) -> Iterator[Verdict | None]:
    """What becomes of each running case of other versions; None for one that follows the version already."""
    to = target(house, move.key, move.version)
    for number, digest in numbers(house, move.key):
        yield None if digest == to else _looked_at(house, number, to)


def apply(house: Installation, move: Move) -> Iterator[Verdict | None]:
    """Move every case that can; what became of each. A case that changes meanwhile is judged as it is then."""
    to = target(house, move.key, move.version)
    for number, digest in numbers(house, move.key):
        yield None if digest == to else _moved(house, number, to, move)


def undo(house: Installation, move: Move) -> Iterator[Verdict | None]:
    """Move back every case that moved to the version and was not touched since; what became of each."""
    to = target(house, move.key, move.version)
    for number, digest in numbers(house, move.key):
        yield _undone(house, number, move) if digest == to else None


def _looked_at(house: Installation, number: str, to: str) -> Verdict:
    with house.database.transaction() as connection:
        case = cases.load(connection, house.keyring, number).case
        old, new = house.rules(connection, case.matter), house.rules(connection, to)
    return verdict(old, new, case, business_date(house.clock()))


def _moved(house: Installation, number: str, to: str, move: Move) -> Verdict:
    at = house.clock()
    with house.database.transaction() as connection:
        stored = cases.load(connection, house.keyring, number, lock=True)
        old, new = house.rules(connection, stored.case.matter), house.rules(connection, to)
        found = verdict(old, new, stored.case, business_date(at))
        if found.ruling == "cannot" or stored.case.matter == to:
            return found
        moment = Moment(moving_actor(move.by, new.matter), at)
        case = moved(new, stored.case, found, move.reason, moment)
        seen = moving.pin(connection, house.keyring, new, stored, case)
    _ring(house, new, number, seen)
    return found


def _undone(house: Installation, number: str, move: Move) -> Verdict | None:
    at = house.clock()
    with house.database.transaction() as connection:
        stored = cases.load(connection, house.keyring, number, lock=True)
        place = last_move(stored.case)
        fact = stored.case.facts[place] if place is not None else None
        if not isinstance(fact, Moved):
            return None
        old = house.rules(connection, fact.before)
        moment = Moment(moving_actor(move.by, old.matter), at)
        try:
            case = undone(old, stored.case, move.reason, moment)
        except ActRefused as refused:
            return Verdict(case=number, ruling="cannot", reasons=(refused.text,))
        seen = moving.pin(connection, house.keyring, old, stored, case)
    _ring(house, old, number, seen)
    return Verdict(case=number, ruling="moves")


def _ring(house: Installation, rules: Rules, number: str, seen: Projection) -> None:
    house.bell.ring(bell.CASES, number)
    if seen.wake_at is not None:
        house.bell.ring(bell.WAVES, rules.matter.reference)
