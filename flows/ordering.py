"""Supervision orders as one transaction each: those of the watch, and those that a supervisor gives by hand."""

from flows.commands import change_case
from flows.installation import Installation
from flows.supervising import Round, Watchman
from matters.case import MACHINE, Actor, Case
from matters.rules import Rules
from matters.supervision_verbs import Demand, ordered_by_the_watch, supervise
from matters.verbs import Moment
from storage.clocks import ToTell
from storage.idempotency import Once


def watch_clocks(house: Installation) -> Round:
    """One round of the watch, with its orders. Raises DatabaseAway."""

    def order(clock: ToTell) -> None:
        def change(rules: Rules, case: Case, moment: Moment) -> Case:
            return ordered_by_the_watch(rules, case, clock.key, moment)

        change_case(house, clock.case, change, MACHINE)

    return Watchman(house, order, Round()).walk()


def supervise_case(
    house: Installation, number: str, demand: Demand, by: Actor, once: Once | None = None
) -> None:
    """A supervisor's order. Raises NotFound and ActRefused."""

    def change(rules: Rules, case: Case, moment: Moment) -> Case:
        return supervise(rules, case, demand, moment)

    change_case(house, number, change, by, once)
