"""Notices on their way: laid out, handed over under a key, tried again with pauses, or put where people take over.

A notice is handed over at least once and arrives once: its key is that of case, notice and attempt, and what was handed
over without being recorded is handed over again under the same key.
"""

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from flows import noticing
from flows.changing import Changer, each
from flows.installation import Installation
from flows.noticing import TakesMessages, ToDeliver
from flows.plan import CaseDue, Node, node_of
from flows.register_messages import Receipt
from flows.register_refusals import DeliveryFailed
from matters.case import MACHINE, Case, NoticeDelivered, NoticeSent, NoticeUndelivered
from matters.delivery import ELECTRONIC
from matters.due import DeliverNotice
from matters.errors import OneGoError
from matters.rules import Rules
from matters.standing import standing
from storage import notices, outbox
from storage.outbox import Tried, Way

DeliveryFact = NoticeSent | NoticeDelivered | NoticeUndelivered
Trouble = Literal["away", "refused", "no-channel"]

AT_ONCE: Final = 2
"""Tries without a pause between them: a task tries again by itself."""
SHORTEST: Final = timedelta(seconds=20)
LONGEST: Final = timedelta(minutes=10)
MOST_REFUSALS: Final = 8
"""So often a channel that works may refuse one notice."""
MOST_AWAY: Final = timedelta(hours=24)
"""So long a channel may be away; then its notices are work for people."""


@dataclass(frozen=True)
class Ready:
    """A notice laid out, with the digest of its PDF, and how often it was tried."""

    one: ToDeliver
    file: str | None
    tried: Tried | None

    @property
    def way(self) -> Way:
        return Way(self.one.case, self.one.key, self.one.way)


@dataclass(frozen=True)
class Missed:
    """A notice that a channel did not take, and why."""

    ready: Ready
    trouble: Trouble


@dataclass(frozen=True)
class Delivering:
    """Brings the notices of a wave on their way."""

    house: Installation
    changer: Changer
    outside: TakesMessages

    async def deliver(self, node: Node, due: Callable[[], Mapping[str, CaseDue]]) -> int:
        """Deliver what is due at the node; how many notices were tried in vain."""
        ready = await asyncio.to_thread(self._laid_out, node, due)
        by_hand = [one for one in ready if one.one.way not in ELECTRONIC]
        into_systems = [one for one in ready if one.one.way in ELECTRONIC]
        facts: list[tuple[str, DeliveryFact]] = []
        facts += [(one.one.case, self._waiting(one)) for one in by_hand]
        taken, missed = await self._handed_over(into_systems)
        at = self.house.clock()
        facts += [
            (one.one.case, noticing.delivered(one.one, receipt, one.file, at))
            for one, receipt in taken
        ]
        facts += [(one.ready.one.case, _given_up(one, at)) for one in missed if _is_over(one, at)]
        await asyncio.to_thread(self._keep, [one for one in missed if not _is_over(one, at)], at)
        await asyncio.to_thread(self._record, facts)
        return len(missed)

    def _laid_out(self, node: Node, due: Callable[[], Mapping[str, CaseDue]]) -> list[Ready]:
        cases = due()
        wanted = [
            (number, action.key)
            for number, case in cases.items()
            for action in case.actions
            if isinstance(action, DeliverNotice) and node_of(case.rules, case.now, action) == node
        ]
        if not wanted:
            return []
        with self.house.database.transaction() as connection:
            texts = notices.texts_of(connection, self.house.keyring, tuple(wanted))
            ways = [Way(*one, noticing.way_of(cases[one[0]].now, one[1])) for one in wanted]
            before = outbox.tried(connection, ways)
        now = self.house.clock()
        ready = []
        for way in ways:
            tried = before.get(way)
            if tried is not None and tried.next_attempt is not None and tried.next_attempt > now:
                continue
            try:
                one, file = self._one(cases[way.case], way, texts[way.case, way.key][1])
            except Exception as error:  # this one cannot be laid out; the others go on
                self.changer.incident(way.case, error)
            else:
                ready.append(Ready(one, file, tried))
        return ready

    def _one(self, case: CaseDue, way: Way, text: str) -> tuple[ToDeliver, str | None]:
        one = noticing.to_deliver(case.rules, way.case, case.now, way.key, text)
        sent = case.now.sent.get(way.key)
        if sent is not None and sent.file:
            return one, sent.file
        return one, noticing.lay_out(self.house, one) if self.house.lays_out else None

    async def _handed_over(
        self, ready: Sequence[Ready]
    ) -> tuple[list[tuple[Ready, Receipt]], list[Missed]]:
        """What the channels took, and what not."""
        own = [one for one in ready if not self._by_gateway(one)]
        taken, missed = await self._to_gateway([one for one in ready if self._by_gateway(one)])
        for one in own:
            try:
                receipt = await self.house.channels.deliver(one.one.message, self.house.clock())
            except OneGoError as error:
                missed.append(Missed(one, _trouble(error)))
            else:
                taken.append((one, receipt))
        return taken, missed

    def _by_gateway(self, one: Ready) -> bool:
        channel = one.one.message.channel
        return channel in ("sms", "app") and not self.house.channels.has(channel)

    async def _to_gateway(
        self, ready: Sequence[Ready]
    ) -> tuple[list[tuple[Ready, Receipt]], list[Missed]]:
        """All at once; where the gateway refuses all, each alone, so that a bad one holds up nobody."""
        if not ready:
            return [], []
        try:
            receipts = await self.outside.deliver_many([one.one.message for one in ready])
        except OneGoError as error:
            if len(ready) == 1:
                return [], [Missed(ready[0], _trouble(error))]
            each_alone = [await self._to_gateway((one,)) for one in ready]
            return (
                [taken for found, _ in each_alone for taken in found],
                [missed for _, lost in each_alone for missed in lost],
            )
        return list(zip(ready, receipts, strict=True)), []

    def _waiting(self, one: Ready) -> NoticeSent:
        """Laid out, it waits for people: at the desk, or for the post."""
        return NoticeSent(
            at=self.house.clock(), by=MACHINE, key=one.one.key, channel=one.one.way, file=one.file
        )

    def _keep(self, missed: Sequence[Missed], at: datetime) -> None:
        if not missed:
            return
        failures = [
            outbox.Failed(one.ready.way, at, at + _pause(one.ready.tried), one.trouble)
            for one in missed
        ]
        with self.house.database.transaction() as connection:
            outbox.keep_failures(connection, failures)

    def _record(self, facts: Sequence[tuple[str, DeliveryFact]]) -> None:
        by_case: dict[str, list[DeliveryFact]] = {}
        for case, fact in facts:
            by_case.setdefault(case, []).append(fact)

        def note(rules: Rules, case: Case) -> Case:
            now = standing(case)
            return case.record(
                *(
                    fact
                    for fact in by_case[case.number]
                    if fact.key not in now.delivered and fact.key not in now.undelivered
                )
            )

        self.changer.change(tuple(by_case), each(note))


def _trouble(error: OneGoError) -> Trouble:
    return error.trouble if isinstance(error, DeliveryFailed) else "away"


def _is_over(missed: Missed, at: datetime) -> bool:
    """Whether the machine tries no more."""
    tried = missed.ready.tried
    if missed.trouble == "no-channel":
        return True
    if tried is None:
        return False
    refused = missed.trouble == "refused" and tried.attempts + 1 >= MOST_REFUSALS
    return refused or at - tried.since >= MOST_AWAY


def _given_up(missed: Missed, at: datetime) -> NoticeUndelivered:
    ready = missed.ready
    return NoticeUndelivered(
        at=at,
        by=MACHINE,
        key=ready.one.key,
        channel=ready.one.way,
        attempt=ready.one.attempt,
        reason=missed.trouble,
        file=ready.file,
    )


def _pause(tried: Tried | None) -> timedelta:
    """The pause before the next try: twice the one before, up to ten minutes, and never two notices in step."""
    done = tried.attempts + 1 if tried else 1
    if done < AT_ONCE:
        return timedelta(0)
    doubled: int = 2 ** min(done - AT_ONCE, 10)
    return min(SHORTEST * doubled, LONGEST) * random.uniform(0.75, 1.0)  # noqa: S311 - only spreads load
