"""Supervision orders as one transaction each: those of the watch, and those that a supervisor gives by hand."""

from collections.abc import Callable

from flows.commands import ring
from flows.installation import Installation
from flows.supervising import Round, Watchman
from matters.case import MACHINE, Actor, Case
from matters.rules import Rules
from matters.supervision_verbs import Demand, ordered_by_the_watch, supervise
from matters.verbs import Moment
from storage import cases, idempotency
from storage.clocks import ToTell
from storage.idempotency import Once

Change = Callable[[Rules, Case, Moment], Case]


def watch_clocks(house: Installation) -> Round:
    """One round of the watch, with its orders. Raises DatabaseAway."""

    def order(clock: ToTell) -> None:
        def change(rules: Rules, case: Case, moment: Moment) -> Case:
            return ordered_by_the_watch(rules, case, clock.key, moment)

        _change(house, clock.case, change, MACHINE)

    return Watchman(house, order, Round()).walk()


def supervise_case(
    house: Installation, number: str, demand: Demand, by: Actor, once: Once | None = None
) -> None:
    """A supervisor's order. Raises NotFound and ActRefused."""

    def change(rules: Rules, case: Case, moment: Moment) -> Case:
        return supervise(rules, case, demand, moment)

    _change(house, number, change, by, once)


def _change(
    house: Installation, number: str, change: Change, by: Actor, once: Once | None = None
) -> None:
    at = house.clock()
    with house.database.transaction() as connection:
        if once and idempotency.answer_before(connection, once, at) is not None:
            return
        stored = cases.load(connection, house.keyring, number, lock=True)
        rules = house.rules(connection, stored.case.matter)
        case = change(rules, stored.case, Moment(by, at))
        if case is stored.case:
            return
        seen = cases.append(connection, house.keyring, rules, stored, case)
        if once:
            idempotency.keep_answer(connection, once, number)
    ring(house, rules, case, seen)
