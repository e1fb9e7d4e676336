"""What the tasks of a wave do: bring cases forward, many in one transaction. Prefect is not known here.

Every change is derived again from the facts under the lock, so that an act done twice changes nothing, and a case
that somebody moved meanwhile is simply left alone. One case that fails gets an incident; the others go on.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from flows import checking, noticing
from flows.checking import AsksRegisters
from flows.installation import Installation
from flows.noticing import TakesMessages
from flows.plan import CaseDue, Node, node_of
from matters.case import MACHINE, Case, CheckAnswered, Finding, FindingOutcome, NoticeDelivered
from matters.due import DeemAccepted, DeliverNotice, IssueNotice, Lapse, RunCheck, due_at
from matters.errors import OneGoError
from matters.rules import Rules
from matters.standing import standing
from matters.verbs import Moment, deem_accepted, found, lapse
from storage import bell, cases, claims, incidents, notices
from storage.database import Connection, DatabaseAway

log = logging.getLogger(__name__)

BATCH = 64
"""Cases in one transaction: few enough that no person waits for their locks."""

Change = Callable[[Connection, Rules, Case], Case]


class Outside(AsksRegisters, TakesMessages, Protocol):
    """The world outside: registers, and the channel to applicants."""


class OutOfReach(OneGoError):
    """A register or the message channel did not answer; the task tries again."""

    status = 503

    def __init__(self, what: str, count: int) -> None:
        super().__init__(
            zh=f"{what}暂时没有应答，{count}件稍后重试。",
            en=f"{what} does not answer; {count} case(s) will be tried again.",
        )


@dataclass
class Carrier:
    """Carries the cases of one wave."""

    house: Installation
    outside: Outside
    wave: str
    carried: set[str] = field(default_factory=set)
    actions: int = 0

    async def claim(self, digests: tuple[str, ...], most: int) -> tuple[str, ...]:
        """Take up to `most` cases that wait for the machine."""
        return await asyncio.to_thread(self._claim, digests, most)

    def _claim(self, digests: tuple[str, ...], most: int) -> tuple[str, ...]:
        with self.house.database.transaction() as connection:
            taken = claims.claim(connection, self.wave, digests, self.house.clock(), most)
        numbers = tuple(sorted(number for number, _ in taken))
        self.carried.update(numbers)
        return numbers

    async def release(self, numbers: tuple[str, ...]) -> None:
        """Give them free again."""
        await asyncio.to_thread(self._release, numbers)

    def _release(self, numbers: tuple[str, ...]) -> None:
        with self.house.database.transaction() as connection:
            claims.release(connection, self.wave, numbers)

    async def due(self, numbers: Sequence[str]) -> dict[str, CaseDue]:
        """What is due for each of the cases now."""
        return await asyncio.to_thread(self._due, numbers)

    def _due(self, numbers: Sequence[str]) -> dict[str, CaseDue]:
        at = self.house.clock()
        seen: dict[str, CaseDue] = {}
        with self.house.database.transaction() as connection:
            for stored in cases.load_many(connection, self.house.keyring, numbers):
                rules = self.house.rules(connection, stored.case.matter)
                now = standing(stored.case)
                seen[stored.case.number] = CaseDue(rules, now, due_at(rules, now, at))
        return seen

    async def carry(self, node: Node, numbers: Sequence[str], *, last_try: bool) -> None:
        """Do all that is due at the node for these cases. Raises OutOfReach while it is worth another try."""
        match node.kind:
            case "clock":
                await self._change(numbers, self._by_the_clock)
            case "check":
                await self._check(node, numbers, last_try=last_try)
            case "letter" | "step":
                await self._change(numbers, self._issuing(node))
                await self._deliver(node, numbers)

    def _by_the_clock(self, connection: Connection, rules: Rules, case: Case) -> Case:
        moment = Moment(by=MACHINE, at=self.house.clock())
        for action in due_at(rules, standing(case), moment.at):
            match action:
                case DeemAccepted():
                    return deem_accepted(rules, case, moment)
                case Lapse():
                    return lapse(rules, case, moment)
                case _:
                    continue
        return case

    async def _check(self, node: Node, numbers: Sequence[str], *, last_try: bool) -> None:
        inquiries = await asyncio.to_thread(self._inquiries, node.key, numbers)
        at = self.house.clock()
        findings = await checking.ask(self.outside, inquiries, at)
        said = {one.case: finding for one, finding in zip(inquiries, findings, strict=True)}
        away = [n for n, f in said.items() if f.outcome == FindingOutcome.UNAVAILABLE]
        if away and not last_try:
            for number in away:
                del said[number]
        await self._change(tuple(said), self._taking_in(node.key, said))
        if away and not last_try:
            raise OutOfReach(node.name, len(away))

    def _inquiries(self, check: str, numbers: Sequence[str]) -> list[checking.Inquiry]:
        at = self.house.clock()
        asked = []
        with self.house.database.transaction() as connection:
            for stored in cases.load_many(connection, self.house.keyring, numbers):
                rules = self.house.rules(connection, stored.case.matter)
                if RunCheck(check) not in due_at(rules, standing(stored.case), at):
                    continue
                one = checking.inquiry(rules, stored.case, check, MACHINE.account)
                if one is not None:
                    asked.append(one)
        return asked

    def _taking_in(self, check: str, said: dict[str, Finding]) -> Change:
        def take_in(connection: Connection, rules: Rules, case: Case) -> Case:
            if RunCheck(check) not in due_at(rules, standing(case), self.house.clock()):
                return case
            at = self.house.clock()
            answered = CheckAnswered(at=at, by=MACHINE, finding=said[case.number])
            return found(rules, case, answered)

        return take_in

    def _issuing(self, node: Node) -> Change:
        def issue(connection: Connection, rules: Rules, case: Case) -> Case:
            now = standing(case)
            rows = []
            for action in due_at(rules, now, self.house.clock()):
                if isinstance(action, IssueNotice) and node_of(rules, now, action) == node:
                    issued = noticing.issue(self.house, connection, rules, case, action)
                    case, now = issued.case, standing(issued.case)
                    rows.append(issued.row)
            if rows:
                notices.insert_many(connection, self.house.keyring, tuple(rows))
            return case

        return issue

    async def _deliver(self, node: Node, numbers: Sequence[str]) -> None:
        for at in range(0, len(numbers), BATCH):
            ready = await asyncio.to_thread(self._laid_out, node, numbers[at : at + BATCH])
            if not ready:
                continue
            receipts = await self.outside.deliver_many([one.message for one, _ in ready])
            arrived: dict[str, list[NoticeDelivered]] = {}
            for (one, file), receipt in zip(ready, receipts, strict=True):
                fact = noticing.delivered(one, receipt, file, self.house.clock())
                arrived.setdefault(one.case, []).append(fact)
            await self._change(tuple(arrived), _noting(arrived))

    def _laid_out(
        self, node: Node, numbers: Sequence[str]
    ) -> list[tuple[noticing.ToDeliver, str | None]]:
        wanted = [
            (number, action.key, case)
            for number, case in self._due(numbers).items()
            for action in case.actions
            if isinstance(action, DeliverNotice) and node_of(case.rules, case.now, action) == node
        ]
        with self.house.database.transaction() as connection:
            texts = notices.texts_of(
                connection, self.house.keyring, tuple((number, key) for number, key, _ in wanted)
            )
        ready = []
        for number, key, case in wanted:
            try:
                text = texts[number, key][1]
                one = noticing.to_deliver(case.rules, number, case.now, key, text)
                file = noticing.lay_out(self.house, one) if self.house.lays_out else None
            except Exception as error:  # this one cannot be laid out; the others go on
                self._incident(number, error)
            else:
                ready.append((one, file))
        return ready

    async def _change(self, numbers: Sequence[str], change: Change) -> None:
        for at in range(0, len(numbers), BATCH):
            await asyncio.to_thread(self._change_batch, numbers[at : at + BATCH], change)

    def _change_batch(self, numbers: Sequence[str], change: Change) -> None:
        try:
            self._change_together(numbers, change)
        except DatabaseAway:
            raise
        except Exception:  # one of them is bad: each alone, so that only that one stops
            for number in numbers:
                self._change_alone(number, change)

    def _change_alone(self, number: str, change: Change) -> None:
        try:
            self._change_together((number,), change)
        except DatabaseAway:
            raise
        except Exception as error:  # an incident, seen and retried by a person
            self._incident(number, error)

    def _incident(self, number: str, error: Exception) -> None:
        """Stop this one case for the machine; the text of others' errors may hold a personal value."""
        sentence = error.into("zh") if isinstance(error, OneGoError) else type(error).__name__
        log.error("case %s: %s", number, type(error).__name__)
        with self.house.database.transaction() as connection:
            incidents.record(connection, number, "wave", sentence, self.house.clock())

    def _change_together(self, numbers: Sequence[str], change: Change) -> None:
        house = self.house
        with house.database.transaction() as connection:
            changes = []
            for stored in cases.load_many(connection, house.keyring, numbers, lock=True):
                rules = house.rules(connection, stored.case.matter)
                changes.append((rules, stored, change(connection, rules, stored.case)))
            cases.append_many(connection, house.keyring, changes)
            delivered = [
                (case.number, fact.key, fact.file, fact.at)
                for _, stored, case in changes
                for fact in case.facts[len(stored.case.facts) :]
                if isinstance(fact, NoticeDelivered)
            ]
            if delivered:
                notices.mark_delivered(connection, delivered)
        for _, stored, case in changes:
            if len(case.facts) > len(stored.case.facts):
                self.actions += 1
                house.bell.ring(bell.CASES, case.number)


def _noting(arrived: dict[str, list[NoticeDelivered]]) -> Change:
    def note(connection: Connection, rules: Rules, case: Case) -> Case:
        known = standing(case).delivered
        return case.record(*(fact for fact in arrived[case.number] if fact.key not in known))

    return note
