"""The player of scenarios: it launches cases and does people's acts, by the same commands as people."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from typing import TypeVar

from flows.commands import Application, act_on, launch_case
from flows.installation import Installation
from forms.letter_applicant import applicant
from matters.acts import (
    Act,
    Approve,
    Extend,
    ExtendBundle,
    RecordDelivery,
    ReturnProposal,
    Skip,
    Terminate,
)
from matters.case import Actor, Case, FindingOutcome
from matters.delivery import state_of
from matters.due import due_at
from matters.errors import AnswersWrong, OneGoError
from matters.office import HALL
from matters.plays import Choice, Play, fitted, next_act
from matters.plays_papers import paper
from matters.rules import Rules
from matters.standing import Standing, standing
from matters.words import Text
from matters.work import WorkItem, work_at
from storage import bell, cases, incidents
from storage.database import DatabaseAway
from storage.idempotency import Once
from storage.outages import DATABASE_AWAY

AT_ONCE = 8
"""Acts at the same time, as of so many people at their desks."""
LOOK_AGAIN = 1.0
"""Seconds after which a case is looked at although no bell rang for it."""
PATIENCE = 120.0
"""Seconds without any fact after which a case is given up."""

AWAY: tuple[type[Exception], ...] = (DatabaseAway, *DATABASE_AWAY)

T = TypeVar("T")
Watch = Callable[[Rules, Case], None]


@dataclass(frozen=True)
class Seen:
    """A case as it stands now."""

    case: Case
    rules: Rules
    now: Standing
    trouble: Text | None
    """What an incident says."""

    machine: bool
    """Whether the machine still has something to do now."""

    @property
    def work(self) -> tuple[WorkItem, ...]:
        """What is open for people."""
        return work_at(self.rules, self.case.number, self.now)

    @property
    def finished(self) -> bool:
        """Whether it has its outcome, nobody has work with it, and all its notices have arrived."""
        return self.now.closed is not None and not self.work and not self.machine


@dataclass
class Played:
    """How a play went."""

    play: Play
    number: str = ""
    seen: Seen | None = None
    trouble: Text | None = None


@dataclass
class Player:
    """Plays many cases at once on one installation."""

    house: Installation
    fetches: int = 0
    """Every so many applicants fetch their notices at the counter; 0: none does, all agree to electronic delivery."""
    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _changed: dict[str, asyncio.Event] = field(default_factory=dict)
    _nth: Iterator[int] = field(default_factory=lambda: count(1))

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Hear of changed cases for as long as this is open."""
        ear = asyncio.create_task(self._listen())
        try:
            yield
        finally:
            ear.cancel()
            with suppress(asyncio.CancelledError):
                await ear

    async def launch(self, play: Play) -> Played:
        """Hand in what the applicant of the play has; what is refused is told in `trouble`."""
        once = _once(HALL, play.scenario.scenario)
        try:
            number = await self._done(lambda: self._launch(play, once))
        except OneGoError as refusal:
            return Played(play, trouble=_told(refusal))
        self._changed[number] = asyncio.Event()
        return Played(play, number)

    async def carry(self, played: Played, watch: Watch | None = None) -> Played:
        """Do every act until the case is finished, or does not move any more.

        Who watches sees the machine do its part before each act.
        """
        done: set[int] = set()
        facts, waited = 0, 0.0
        while played.trouble is None:
            changed = self._changed[played.number]
            changed.clear()
            played.seen = seen = await self._look(played.number)
            if watch:
                watch(seen.rules, seen.case)
            if seen.finished and not await self._hand_out(played, seen):
                break
            waited = waited if len(seen.case.facts) == facts else 0.0
            facts = len(seen.case.facts)
            played.trouble = seen.trouble or _stuck(waited)
            choice = None if watch and seen.machine else _next(played.play, seen, done)
            if choice is None:
                waited += await _until(changed)
            else:
                played.trouble = await self._act(played, choice) or played.trouble
                done |= set() if choice.turn is None else {choice.turn}
        return played

    async def checks_answered(self, played: Played, down: frozenset[str]) -> None:
        """Return when every register that is down was asked, and was silent, for this case."""
        waited = 0.0
        while played.trouble is None:
            changed = self._changed[played.number]
            changed.clear()
            seen = await self._look(played.number)
            silent = {
                seen.rules.matter.check(one.check).check.register_key
                for one in seen.now.findings.values()
                if one.outcome == FindingOutcome.UNAVAILABLE
            }
            if down <= silent:
                return
            played.trouble = seen.trouble or _stuck(waited)
            waited += await _until(changed)

    async def _look(self, number: str) -> Seen:
        return await self._done(lambda: self._read(number))

    async def _act(self, played: Played, choice: Choice) -> Text | None:
        once = _once(choice.department, choice.act.model_dump_json())
        said = None
        try:
            await self._done(lambda: self._do(played.number, choice, once))
        except OneGoError as refusal:
            said = _told(refusal)
        return _unexpected(played.play, choice, said)

    async def _hand_out(self, played: Played, seen: Seen) -> bool:
        """Give an applicant who fetches them what waits at the counter; whether there was anything."""
        waiting = tuple(key for key in seen.now.issued if state_of(seen.now, key) == "ready")
        if not waiting:
            return False
        act = RecordDelivery(
            notices=waiting,
            method="in-person",
            recipient=applicant(seen.rules, seen.now).name,
            identity="居民身份证",
        )
        choice = Choice(HALL, act)
        played.trouble = await self._act(played, choice)
        return played.trouble is None

    async def _done(self, call: Callable[[], T]) -> T:
        """What the call gives; while the database is away it is repeated, which does nothing twice."""
        while True:
            try:
                async with self._places:
                    return await asyncio.to_thread(call)
            except AWAY:
                await asyncio.sleep(LOOK_AGAIN)

    def _launch(self, play: Play, once: Once) -> str:
        for material in play.matter.materials:
            if any(
                one.material == material.key and one.rung in ("upload", "proof")
                for one in play.evidence
            ):
                self.house.files.put(paper(material))
        application = Application(
            matter=play.matter.matter,
            answers=play.answers,
            objections=play.scenario.objections,
            consents=play.consents,
            evidence=play.evidence,
            delivery="pick-up"
            if self.fetches and next(self._nth) % self.fetches == 0
            else "electronic",
            consent_in="zh",
        )
        return launch_case(self.house, application, actor_of(HALL), once)

    def _do(self, number: str, choice: Choice, once: Once) -> None:
        act_on(self.house, number, choice.act, actor_of(choice.department, choice.act), once)

    def _read(self, number: str) -> Seen:
        with self.house.database.transaction() as connection:
            stored = cases.load(connection, self.house.keyring, number)
            rules = self.house.rules(connection, stored.case.matter)
            wrong = incidents.of_case(connection, number)
        now = standing(stored.case)
        due = due_at(rules, now, self.house.clock())
        trouble = wrong[0].sentence if wrong else None
        return Seen(stored.case, rules, now, trouble, bool(due))

    async def _listen(self) -> None:
        while True:
            with suppress(*DATABASE_AWAY):
                async for number in bell.listen(self.house.database.url, bell.CASES):
                    if number in self._changed:
                        self._changed[number].set()
            await asyncio.sleep(LOOK_AGAIN)


def _unexpected(play: Play, choice: Choice, said: Text | None) -> Text | None:
    """What was refused although it should be done, or done although it should be refused."""
    turn = None if choice.turn is None else play.scenario.acts[choice.turn]
    if turn is None or not turn.must_fail:
        return said
    if said is not None:
        return None
    return Text(zh=f"动作“{turn.act}”本应被拒绝。", en=f"“{turn.act}” should have been refused.")


def _next(play: Play, seen: Seen, done: set[int]) -> Choice | None:
    """The next act; those who were drawn go on the visits."""
    choice = next_act(play, seen.work, done)
    return choice and fitted(choice, seen.rules, seen.now)


def actor_of(department: str, act: Act | None = None) -> Actor:
    """The demo account that acts for a department: its head where only a head may."""
    if department == HALL:
        return Actor(account="chen", department=HALL, role="clerk")
    if isinstance(act, Approve | ReturnProposal | Extend | ExtendBundle | Terminate | Skip):
        return Actor(account=f"{department}-head", department=department, role="head")
    return Actor(account=department, department=department, role="officer")


def _once(department: str, request: str) -> Once:
    """A key for one request of one person, as every form carries one."""
    return Once(actor_of(department).account, secrets.token_hex(16), request)


async def _until(changed: asyncio.Event) -> float:
    """Wait for the bell, a second at most; the seconds waited in vain."""
    try:
        await asyncio.wait_for(changed.wait(), LOOK_AGAIN)
    except TimeoutError:
        return LOOK_AGAIN
    return 0.0


def _stuck(waited: float) -> Text | None:
    if waited < PATIENCE:
        return None
    return Text(zh=f"{PATIENCE:.0f}秒内没有任何进展", en=f"nothing happened for {PATIENCE:.0f} s")


def _told(refusal: OneGoError) -> Text:
    problems = refusal.problems if isinstance(refusal, AnswersWrong) else {}
    zh = [refusal.text.zh, *(f"{path}：{why.zh}" for path, why in problems.items())]
    en = [refusal.text.en, *(f"{path}: {why.en}" for path, why in problems.items())]
    return Text(zh="".join(zh), en=" ".join(en))
