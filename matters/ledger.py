"""The clock ledger of a case: every clock that the law or a promise sets, running or stopped (domain 2.2). Pure.

Whatever a page or a notice says of a day of a clock comes from here, or from `limits`, with which this counts.
"""

from collections.abc import Iterator
from datetime import date

from matters.clock_entries import ClockEntry
from matters.ledger_acceptance import deferred_papers, to_say_what_is_missing, to_supply
from matters.ledger_bundle import of_bundle
from matters.ledger_items import decisions, deliveries, promise_checks, renewals
from matters.ledger_procedures import of_procedure
from matters.rules import Rules
from matters.standing import Standing


def clocks(rules: Rules, now: Standing, today: date) -> tuple[ClockEntry, ...]:
    """Every clock of the case that has begun by a day, in the order in which they began."""
    found = (*_of_case(rules, now), *_of_steps(rules, now))
    begun = (one for one in found if one.started.on <= today)
    return tuple(sorted(begun, key=lambda one: one.started.on))


def _of_case(rules: Rules, now: Standing) -> Iterator[ClockEntry]:
    yield from to_say_what_is_missing(rules, now)
    yield from to_supply(rules, now)
    yield from deferred_papers(rules, now)
    yield from of_bundle(rules, now)


def _of_steps(rules: Rules, now: Standing) -> Iterator[ClockEntry]:
    if now.accepted is None:
        return
    for key in now.accepted.steps:
        step = rules.matter.step(key)
        yield from decisions(rules, now, step)
        yield from of_procedure(rules, now, step)
        yield from deliveries(rules, now, step)
        yield from renewals(rules, now, step)
    yield from promise_checks(rules, now)
