"""How a wave changes cases: many in one transaction, each derived again from its facts under the lock.

An act done twice changes nothing, and a case that somebody moved meanwhile is simply left alone. One case that fails
gets an incident; the others go on.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from flows.installation import Installation
from matters.case import Case
from matters.errors import OneGoError
from matters.rules import Rules
from matters.words import Text
from storage import bell, cases, incidents
from storage.cases import Stored
from storage.database import Connection, DatabaseAway

log = logging.getLogger(__name__)

BATCH = 64
"""Cases in one transaction: few enough that no person waits for their locks."""


@dataclass(frozen=True)
class Held:
    """A case whose row is locked, with the rules that it is judged by."""

    rules: Rules
    stored: Stored

    @property
    def case(self) -> Case:
        return self.stored.case


Change = Callable[[Connection, Sequence[Held]], Sequence[Case]]
"""From the cases as they are to the cases as they shall be, in the same order."""


def each(change: Callable[[Rules, Case], Case]) -> Change:
    """A change that looks at one case at a time and needs no database."""
    return lambda _, held: [change(one.rules, one.case) for one in held]


@dataclass
class Changer:
    """Changes the cases of one wave, and remembers them as it wrote them last."""

    house: Installation
    moved: int = 0
    """How many changes moved a case."""
    _known: dict[str, Stored] = field(default_factory=dict)

    def look(self, numbers: Sequence[str]) -> tuple[Held, ...]:
        """The cases as they are now, without locking them."""
        with self.house.database.transaction() as connection:
            return self._load(connection, numbers, lock=False)

    def forget(self, numbers: Sequence[str]) -> None:
        """Hold cases no longer in memory than the wave holds their lease."""
        for number in numbers:
            self._known.pop(number, None)

    def change(self, numbers: Sequence[str], change: Change) -> None:
        """Change the cases, in batches."""
        for at in range(0, len(numbers), BATCH):
            self._batch(numbers[at : at + BATCH], change)

    def incident(self, number: str, error: Exception) -> None:
        """Stop this one case for the machine; the text of others' errors may hold a personal value."""
        sentence = error.text if isinstance(error, OneGoError) else unforeseen(error)
        log.error("case %s: %s", number, type(error).__name__)
        with self.house.database.transaction() as connection:
            incidents.record(connection, number, "wave", sentence, self.house.clock())

    def _batch(self, numbers: Sequence[str], change: Change) -> None:
        try:
            self._together(numbers, change)
        except DatabaseAway:
            raise
        except Exception:  # one of them is bad: each alone, so that only that one stops
            for number in numbers:
                self._alone(number, change)

    def _alone(self, number: str, change: Change) -> None:
        try:
            self._together((number,), change)
        except DatabaseAway:
            raise
        except Exception as error:  # an incident, seen and retried by a person
            self.incident(number, error)

    def _together(self, numbers: Sequence[str], change: Change) -> None:
        house = self.house
        with house.database.transaction() as connection:
            held = self._load(connection, numbers, lock=True)
            after = change(connection, held)
            written = cases.append_many(
                connection,
                house.keyring,
                [(one.rules, one.stored, case) for one, case in zip(held, after, strict=True)],
            )
        self._remember(written)

    def _load(
        self, connection: Connection, numbers: Sequence[str], *, lock: bool
    ) -> tuple[Held, ...]:
        loaded = cases.load_many(
            connection, self.house.keyring, numbers, lock=lock, known=self._known
        )
        digests = {one.case.matter for one in loaded}
        rules = self.house.rules_of_many(connection, digests)
        return tuple(Held(rules[one.case.matter], one) for one in loaded)

    def _remember(self, written: Mapping[str, Stored]) -> None:
        self._known.update(written)
        self.moved += len(written)
        for number in written:
            self.house.bell.ring(bell.CASES, number)


def unforeseen(error: Exception) -> Text:
    """What is said of an error that is not ours: its kind only, as its text may hold a personal value."""
    kind = type(error).__name__
    return Text(
        zh=f"系统出现未预料的错误（{kind}）。请重试；再次出现的，请联系维护人员。",
        en=f"Something went wrong that nobody foresaw ({kind}). Try again; if it comes back, tell those"
        " who maintain OneGo.",
    )
