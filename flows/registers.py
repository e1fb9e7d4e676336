"""The one door to all registers: from a check's register to its connector, patiently, and never without a purpose."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from random import Random
from types import TracebackType
from typing import Self

from flows.connectors.hearing import Connector, Heard, answer_of, lost
from flows.connectors.later import expect
from flows.connectors.opening import Connectors
from flows.connectors.surroundings import AnsweredCall, Surroundings
from flows.deliveries import Deliveries
from flows.doorway import Door, Doorway, Passed
from flows.register_messages import Message, Receipt, RegisterAnswer, RegisterQuery
from flows.register_refusals import NO_TURN, not_declared, without_purpose
from flows.register_watch import LocalWatch, WatchesRegisters
from matters.registers import Register, RegisterList
from matters.words import Text

TOO_SLOW = Text(zh="没有在时限内应答。", en="there was no answer in time.")

Asking = Callable[[Connector], Awaitable[list[Heard]]]


class Registers:
    """All registers as seen from one event loop; an async context manager."""

    def __init__(
        self,
        declared: RegisterList,
        around: Surroundings,
        watch: WatchesRegisters | None = None,
    ) -> None:
        self._registers = {one.key: one for one in declared.registers}
        self._around = around
        self._watch = watch or LocalWatch(around.clocks.steady)
        self._doorway = Doorway(self._watch, around.clocks.steady)
        self._connectors = Connectors(declared, around)
        self._deliveries = Deliveries(around, self._doorway)
        # Who repeats at the same moment as all others overruns what is just back.
        self._chance = Random()  # noqa: S311

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._connectors.close()
        await self._deliveries.close()

    async def ask(self, query: RegisterQuery) -> RegisterAnswer:
        """The register's answer; UNAVAILABLE when it is out of reach.

        Raises QuestionRefused when the question itself is wrong.
        """
        return (await self.ask_many((query,)))[0]

    async def ask_many(self, queries: Sequence[RegisterQuery]) -> tuple[RegisterAnswer, ...]:
        """The answers in the order of the questions, in as few calls as each register's protocol allows.

        Raises QuestionRefused when one of them is wrong; then none is answered.
        """
        answers: dict[int, RegisterAnswer] = {}
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place, query in enumerate(queries):
            refusal = self._unsent(query)
            if refusal is not None:
                answers[place] = refusal
            else:
                places[query.register_key].append(place)
        batches = [batch for key, found in places.items() for batch in self._batches(key, found)]
        heard = await asyncio.gather(
            *(self._ask(tuple(queries[place] for place in batch)) for batch in batches)
        )
        for batch, answered in zip(batches, heard, strict=True):
            answers |= dict(zip(batch, answered, strict=True))
        return tuple(answers[place] for place in range(len(queries)))

    async def poll(self, query: RegisterQuery, ticket: str) -> RegisterAnswer:
        """The answer to a pending question, or PENDING again. Raises QuestionRefused."""
        refusal = self._unsent(query)
        if refusal is not None:
            return refusal
        register = self._registers[query.register_key]
        approved = _approved(register, query)

        async def polled(connector: Connector) -> list[Heard]:
            return [await connector.poll(register, approved, ticket)]

        return (await self._call(register, (approved,), polled))[0]

    async def deliver(self, message: Message) -> Receipt:
        """Hand a message over; the same key again gives the same receipt. Raises DeliveryFailed."""
        return await self._deliveries.deliver(message)

    async def deliver_many(self, messages: Sequence[Message]) -> tuple[Receipt, ...]:
        """Hand many messages over, receipts in their order. Raises DeliveryFailed."""
        return await self._deliveries.deliver_many(messages)

    def _unsent(self, query: RegisterQuery) -> RegisterAnswer | None:
        """The answer to a question that may not be sent; none if it may."""
        register = self._registers.get(query.register_key)
        if register is None:
            heard = Heard(not_declared(query.register_key))
        elif not _has_purpose(query) or (
            register.sharing == "conditional" and not register.approval
        ):
            heard = Heard(without_purpose())
        else:
            return None
        self._record(query, heard, milliseconds=None)
        return answer_of(query, heard, register)

    def _batches(self, key: str, places: list[int]) -> list[list[int]]:
        most = self._connectors.of(self._registers[key]).most
        return [places[at : at + most] for at in range(0, len(places), most)]

    async def _ask(self, queries: Sequence[RegisterQuery]) -> list[RegisterAnswer]:
        register = self._registers[queries[0].register_key]
        approved = [_approved(register, query) for query in queries]

        async def asked(connector: Connector) -> list[Heard]:
            return await connector.ask(register, approved)

        return await self._call(register, approved, asked)

    async def _call(
        self, register: Register, queries: Sequence[RegisterQuery], asking: Asking
    ) -> list[RegisterAnswer]:
        """One call, repeated as often as the register is declared with while nothing comes."""
        passed = await self._through(register, asking)
        if passed.came is not None and any(one.renewed for one in passed.came):
            passed = await self._through(register, asking)
        for attempt in range(register.retries):
            if not _worth_repeating(passed):
                break
            pause = self._around.patience.pause_seconds * 2**attempt
            await asyncio.sleep(pause * self._chance.uniform(0.5, 1.5))
            passed = await self._through(register, asking)
        heard = _heard(passed, len(queries))
        for number, (query, one) in enumerate(zip(queries, heard, strict=True)):
            spent = passed.milliseconds if passed.entry == "go" else None
            self._record(query, one, milliseconds=spent, rode_along=number > 0)
            await self._expect(register, query, one)
        return [answer_of(query, one, register) for query, one in zip(queries, heard, strict=True)]

    async def _through(self, register: Register, asking: Asking) -> Passed[list[Heard]]:
        connector = self._connectors.of(register)
        seconds = self._around.patience.seconds_for(register)
        door = Door(register.key, register.at_once, seconds, register.rate)
        return await self._doorway.through(door, lambda: asking(connector), _all_in_vain)

    async def _expect(self, register: Register, query: RegisterQuery, heard: Heard) -> None:
        """Note the ticket of an answer that the register will send by itself."""
        kept, ticket = self._around.kept, heard.reply.ticket
        if kept and ticket and register.poll and register.poll.callback:
            at = self._around.clocks.now()
            await asyncio.to_thread(expect, kept, register.key, query, ticket, at)

    def _record(
        self,
        query: RegisterQuery,
        heard: Heard,
        *,
        milliseconds: float | None,
        rode_along: bool = False,
    ) -> None:
        call = AnsweredCall(
            register=query.register_key,
            check=query.check,
            purpose=query.purpose,
            outcome=heard.reply.outcome,
            milliseconds=milliseconds or 0,
            request=heard.reply.request_id,
            at=self._around.clocks.now(),
            trouble=heard.trouble,
            sent=milliseconds is not None,
            rode_along=rode_along,
        )
        self._watch.answered(call)


def _has_purpose(query: RegisterQuery) -> bool:
    """Whether all that a call must say is more than blanks (政务数据共享条例; domain 3.5)."""
    why = query.purpose
    said = (why.item, why.case_number, why.operator, why.material, why.subject, why.basis)
    return all(one.strip() for one in said)


def _approved(register: Register, query: RegisterQuery) -> RegisterQuery:
    """The question with the record that approved the sharing, where the register needs one."""
    if register.approval is None:
        return query
    purpose = query.purpose.model_copy(update={"approval": register.approval})
    return query.model_copy(update={"purpose": purpose})


def _all_lost(heard: list[Heard]) -> bool:
    return all(one.lost for one in heard)


def _all_in_vain(heard: list[Heard]) -> bool:
    """Whether the register is to be left alone for a while, should it go on like this."""
    return all(one.lost or (one.unknown and not one.renewed) for one in heard)


def _worth_repeating(passed: Passed[list[Heard]]) -> bool:
    return passed.entry == "go" and (passed.came is None or _all_lost(passed.came))


def _heard(passed: Passed[list[Heard]], count: int) -> list[Heard]:
    if passed.came is not None:
        return passed.came
    match passed.entry:
        case "go":
            return [lost(TOO_SLOW)] * count
        case "away":
            return [lost()] * count
        case "busy":
            return [Heard(NO_TURN)] * count
