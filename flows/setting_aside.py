"""What becomes of a case that the machine cannot carry now, so that it never stands in the way of the others.

It gets an incident if it fails by itself, rests if nothing is due for it, and is put off while something outside is
out of reach.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta

from flows.carrying import Carrier
from flows.plan import CaseDue, Node, node_of
from flows.recovering import worth_asking
from matters.due import DeliverNotice, wake_at
from matters.errors import OneGoError
from matters.standing import standing
from storage import claims, outbox
from storage.database import DatabaseAway

PUT_OFF = timedelta(seconds=20)
"""Less than a round of the watch, which asks for the next wave."""
AWAY = 503
"""The status of an error that passes by itself: something outside is out of reach."""


class NodeFailed(OneGoError):
    """A task that could not do its work; of an error that is not ours it says only the kind."""

    status = 500

    def __init__(self, node: str, error: Exception) -> None:
        kind = type(error).__name__
        super().__init__(
            zh=f"“{node}”未能完成（{kind}），请查看异常办件。",
            en=f"“{node}” could not be done ({kind}); see the incidents.",
        )


async def due_of_each(carrier: Carrier, numbers: Sequence[str]) -> dict[str, CaseDue]:
    """What is due for each case that can be read; the others get an incident each."""
    try:
        return await carrier.due(numbers)
    except DatabaseAway:
        raise
    except Exception:  # one of them is bad: each alone, so that only that one stops
        return await _each_alone(carrier, numbers)


async def _each_alone(carrier: Carrier, numbers: Sequence[str]) -> dict[str, CaseDue]:
    due: dict[str, CaseDue] = {}
    for number in numbers:
        try:
            due |= await carrier.due((number,))
        except DatabaseAway:
            raise
        except Exception as error:  # an incident, seen and retried by a person
            await asyncio.to_thread(carrier.changer.incident, number, error)
    return due


async def let_rest(carrier: Carrier, numbers: Sequence[str]) -> None:
    """Let cases for which nothing is due sleep until their next timer."""
    if numbers:
        await asyncio.to_thread(_let_rest, carrier, numbers)


def _let_rest(carrier: Carrier, numbers: Sequence[str]) -> None:
    at = carrier.house.clock()
    looked = [(one, standing(one.case)) for one in carrier.changer.look(numbers)]
    states = carrier.states(now for _, now in looked)
    seen = []
    for one, now in looked:
        # A register may have come back since: whom that woke meanwhile must not fall asleep again.
        early = worth_asking(one.rules, one.case.number, now, at, states)
        wake = at if early else wake_at(one.rules, now, at)
        seen.append(claims.Rest(one.case.number, len(one.case.facts), wake))
    with carrier.house.database.transaction() as connection:
        claims.rest(connection, seen)


async def put_off(carrier: Carrier, due: Mapping[str, CaseDue]) -> None:
    """Let cases that could not move wait a while: those behind them have their turn.

    A case that somebody moved since it was seen is not stuck, and has its turn at once.
    """
    stuck = {number: case for number, case in due.items() if case.actions}
    if stuck:
        await asyncio.to_thread(_put_off, carrier, stuck)


def _put_off(carrier: Carrier, stuck: Mapping[str, CaseDue]) -> None:
    until = carrier.house.clock() + PUT_OFF
    delivering = [number for number, case in stuck.items() if _only_delivers(case)]
    with carrier.house.database.transaction() as connection:
        # Who only waits for a channel rests until its next try.
        tries = outbox.next_attempts(connection, delivering)
        rests = [
            claims.Rest(number, case.facts, max(until, tries.get(number, until)))
            for number, case in stuck.items()
        ]
        claims.rest(connection, rests)


def _only_delivers(case: CaseDue) -> bool:
    return all(isinstance(action, DeliverNotice) for action in case.actions)


def own_sentence(node: Node, error: Exception) -> OneGoError:
    """The error as it may leave a task: Prefect keeps its text, which may not hold an applicant's value."""
    ours = error if isinstance(error, OneGoError) else NodeFailed(node.name, error)
    return ours.with_traceback(error.__traceback__)


def passes_by_itself(error: OneGoError) -> bool:
    return error.status == AWAY


async def stop(carrier: Carrier, node: Node, numbers: Sequence[str], error: OneGoError) -> None:
    """Give an incident to the cases that are still at the node: only a person can help them on."""
    for number, case in (await due_of_each(carrier, numbers)).items():
        at_node = any(node_of(case.rules, case.now, action) == node for action in case.actions)
        if at_node and not carrier.questions.knows(number):
            await asyncio.to_thread(carrier.changer.incident, number, error)
