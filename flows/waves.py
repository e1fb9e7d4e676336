"""The wave as a Prefect flow: built from the matters that it carries, one task per node that has cases at it."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final, TypeAlias
from uuid import uuid4

import httpx
from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext, TaskRunContext

from flows.calendar_recounting import go_on_counting
from flows.carrying import Carrier, Outside
from flows.engine import Wave
from flows.installation import Installation
from flows.ordering import watch_clocks
from flows.plan import Node, Plan, plan
from flows.setting_aside import due_of_each, let_rest, own_sentence, passes_by_itself, put_off, stop
from flows.worker import rename_wave
from matters.case import business_date
from matters.errors import MatterUnknown
from matters.spec import Matter
from storage import bell, claims, clocks, idempotency, published, register_tickets

Body: TypeAlias = Callable[[list[str]], Coroutine[Any, Any, str | None]]

AT_MOST: Final = 256
"""Cases that a wave claims at once."""
CLAIMS: Final = 8
"""A wave claims at most this often, so that it ends and forgets its cases; who still waits goes with the next."""
ROUNDS: Final = 8
"""A case moves at most this often in one wave; what is left goes with the next."""
RETRIES: Final = 2

FORGET_AFTER: Final = timedelta(days=7)
"""How long a repeated request is known, and a wave is counted."""

_AT_WORK: dict[str, tuple[Carrier, Plan]] = {}
"""The waves that this process carries. A task finds its own by id: nothing of a case becomes a parameter."""


class WaveFlows:
    """Builds the flows of one installation; each version of a matter has its own, made once."""

    def __init__(self, house: Installation, outside: Outside) -> None:
        self._house = house
        self._outside = outside
        self._matters: dict[str, Matter] = {}
        self._made: dict[tuple[str, ...], Wave] = {}

    def __call__(self, references: tuple[str, ...]) -> Wave:
        """The wave that carries these matters; for none it is the watch."""
        name = self._name(references)
        if (name,) not in self._made:
            self._made[(name,)] = self._watch() if not references else self._wave(name)
        return self._made[(name,)]

    def _name(self, references: tuple[str, ...]) -> str:
        match references:
            case ():
                return "巡查 · watch"
            case (reference,):
                matter = self.matter(reference)
                return f"{matter.name.zh} v{matter.version}"
            case _:
                return "多个事项 · several matters"

    def matter(self, reference: str) -> Matter:
        """The matter of a reference. Raises MatterUnknown when it was never published."""
        if reference not in self._matters:
            with self._house.database.transaction() as connection:
                for one in published.versions(connection):
                    matter = published.matter_of(connection, one.digest)
                    self._matters[matter.reference] = matter
        if reference not in self._matters:
            raise MatterUnknown(reference)
        return self._matters[reference]

    def _wave(self, name: str) -> Wave:
        async def wave(matters: list[str]) -> str | None:
            digests = {ref: self.matter(ref).digest for ref in matters}
            carrier = Carrier(self._house, self._outside, _run_id())
            return await _carry_all(carrier, digests)

        return _as_flow(wave, name)

    def _watch(self) -> Wave:
        async def watch(matters: list[str]) -> str | None:
            return await asyncio.to_thread(self._look_around)

        return _as_flow(watch, self._name(()))

    def _look_around(self) -> str:
        """Ask for a wave for every matter with cases that wait: for timers, lost requests, dead workers.

        A newer calendar after which somebody died before all cases were counted anew is gone on with.
        """
        go_on_counting(self._house)
        at = self._house.clock()
        with self._house.database.transaction() as connection:
            idempotency.forget(connection, at - FORGET_AFTER)
            claims.forget(connection, at - FORGET_AFTER)
            register_tickets.forget(connection, at - register_tickets.KEPT)
            clocks.forget(connection, business_date(at - clocks.KEPT))
            waiting = claims.waiting(connection, at)
            references = [published.matter_of(connection, d).reference for d in waiting]
        for reference in references:
            self._house.bell.ring(bell.WAVES, reference)
        seen = watch_clocks(self._house)
        return f"{sum(waiting.values())} 件等待，{seen.told} 次提醒，{seen.ordered} 件督办"


def _as_flow(body: Body, name: str) -> Wave:
    return flow(name=name, persist_result=False, validate_parameters=False)(body)


def _run_id() -> str:
    context = FlowRunContext.get()
    run = context.flow_run if context else None
    return str(run.id if run else uuid4())


async def _carry_all(carrier: Carrier, digests: Mapping[str, str]) -> str:
    """Claim, carry and release until nobody waits, or the next wave may as well go on."""
    began = carrier.house.clock()
    naming: asyncio.Task[None] | None = None
    for _ in range(CLAIMS):
        numbers = await carrier.claim(tuple(digests.values()), AT_MOST)
        if not numbers:
            break
        naming = naming or asyncio.create_task(_name_run(numbers))
        await _carry_claimed(carrier, numbers)
    else:
        for reference in digests:
            carrier.house.bell.ring(bell.WAVES, reference)
    if naming:
        await naming
    await asyncio.to_thread(_count, carrier, " ".join(digests), began)
    return f"{len(carrier.carried)} 件，{carrier.actions} 次推进"


async def _carry_claimed(carrier: Carrier, numbers: tuple[str, ...]) -> None:
    """Carry the cases and give them free again."""
    holding = asyncio.create_task(carrier.hold(numbers))
    try:
        await _carry(carrier, numbers)
    finally:
        holding.cancel()
        await carrier.release(numbers)


async def _name_run(numbers: tuple[str, ...]) -> None:
    # A wave without its name has carried its cases all the same.
    with suppress(httpx.HTTPError):
        await rename_wave(f"办件 {numbers[0]}" if len(numbers) == 1 else f"共 {len(numbers)} 件")


def _count(carrier: Carrier, matters: str, began: datetime) -> None:
    with carrier.house.database.transaction() as connection:
        claims.wave_began(connection, carrier.wave, matters, began)
        counts = (len(carrier.carried), carrier.actions)
        claims.wave_ended(connection, carrier.wave, carrier.house.clock(), *counts)


async def _carry(carrier: Carrier, numbers: tuple[str, ...]) -> None:
    due = await due_of_each(carrier, numbers)
    await let_rest(carrier, [number for number, case in due.items() if not case.actions])
    for _ in range(ROUNDS):
        made = plan(due).first()
        if not made.cases:
            return
        before = carrier.actions
        _AT_WORK[carrier.wave] = (carrier, made)
        await carrier.ask_ahead(made)
        try:
            await _run_nodes(carrier.wave, made)
        finally:
            await carrier.questions.end()
            del _AT_WORK[carrier.wave]
        await carrier.take_in()
        if carrier.actions == before:
            # What failed is tried again by a wave that the watch asks for.
            await put_off(carrier, due)
            return
        due = await due_of_each(carrier, tuple(due))


async def _run_nodes(wave: str, made: Plan) -> None:
    """All nodes as tasks, each as soon as those before it have ended."""
    running: dict[Node, asyncio.Task[State[None]]] = {}

    async def run(node: Node) -> State[None]:
        ended = [await running[other] for other in made.after[node]]
        named = carry_node.with_options(name=node.name, task_run_name=_run_name(made, node))
        place = list(made.cases).index(node)
        before = [state for state in ended if state.is_completed()]
        # Prefect types the state of an async task as if it came without waiting for it.
        state: State[None] = await named(wave, place, wait_for=before, return_state=True)  # type: ignore[misc]
        return state

    for node in made.cases:
        running[node] = asyncio.create_task(run(node))
    await asyncio.gather(*running.values())


def _run_name(made: Plan, node: Node) -> str:
    count = len(made.cases[node])
    return node.name if count == 1 else f"{node.name} · {count} 件"


@task(
    retries=RETRIES,
    retry_delay_seconds=[0.5, 2],
    retry_jitter_factor=0.5,
    cache_policy=NO_CACHE,
    persist_result=False,
    log_prints=False,
)
async def carry_node(wave: str, place: int) -> None:
    """Carry all cases that are at one node; Prefect tries again while something outside is out of reach."""
    carrier, made = _AT_WORK[wave]
    node = list(made.cases)[place]
    numbers = made.cases[node]
    context = TaskRunContext.get()
    last_try = context is None or context.task_run.run_count > RETRIES
    try:
        await carrier.carry(node, numbers, last_try=last_try)
    except Exception as error:
        said = own_sentence(node, error)
        if last_try and not passes_by_itself(said):
            await stop(carrier, node, numbers, said)
        raise said from None
