"""People who play scenarios by the commands that pages call; while the database is away they try again, as forms do."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from math import inf
from random import Random
from typing import TypeVar

from flows.commands import Application, act_on, launch_case
from flows.installation import Installation, read_clock
from hall.demo.casting import read_scenarios
from hall.demo.player import actor_of
from hall.demo.subjects import Applicants
from hall.registers.synthetic import Society
from matters.acts import Act, AskForMore, Decide
from matters.case import Actor, AskedAgain, Case, business_date
from matters.due import due_at
from matters.library import Catalogue
from matters.office import HALL
from matters.plays import Choice, Play, fitted, next_act, prepared
from matters.plays_papers import paper
from matters.rules import Rules
from matters.standing import Standing, standing
from matters.work import WorkItem, work_at
from storage import cases
from storage.database import DatabaseAway
from storage.idempotency import Once
from tests.cases import MONDAY

Answer = TypeVar("Answer")

SOCIETY = 20260305
"""The seed of the people whom the demonstration's registers know."""
AGAIN = 0.05
PATIENCE = 90.0
"""Seconds without any progress after which everything counts as stuck."""
RECORDS = {
    "accept": "accepted", "refuse-to-accept": "not-accepted", "ask-for-more": "more-asked",
    "supply": "supplied", "decide": "decided", "inspect": "inspected", "send-back": "sent-back",
    "withdraw": "withdrawn", "approve": "decided", "return-proposal": "proposal-returned",
    "signal": "signalled", "answer-call": "step-ended", "confirm-payment": "paid",
    "give-opinion": "opinion-given", "extend": "extended", "skip": "step-ended",
    "terminate": "case-terminated", "suspend": "suspended", "resume": "resumed",
    "ask-verification": "verification-asked", "verify": "verification-answered",
    "check-promise": "promise-checked", "settle-objection": "objection-settled",
    "revoke-acceptance": "acceptance-revoked", "revoke-decision": "decision-revoked",
}  # fmt: skip
"""By act, the fact that it leaves."""

_LOOK = """
select number, version, outcome is not null and (wake_at is null or wake_at > now())
    and not exists (select 1 from work_items where case_number = number)
from cases where number = any(%s)
"""


@dataclass(frozen=True)
class Done:
    """What a person did and was told that it is done."""

    number: str
    account: str
    """Of nobody else and for nothing else, so that every fact shows which act it is of."""
    fact: str
    asked_at: datetime
    """When it was asked for the last time, which was answered."""


@dataclass
class Part:
    """One case of the play."""

    play: Play
    name: str
    number: str = ""
    facts: int = 0
    acts: int = 0
    turns: set[int] = field(default_factory=set)
    ended: bool = False


@dataclass
class Player:
    """One person with some of the cases."""

    house: Installation
    parts: Sequence[Part]
    at_once: int
    may_act: Callable[[], bool] = lambda: True
    done: list[Done] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)
    tried_again: int = 0
    moved: int = 0
    """How many cases had moved when they were last looked at."""
    rounds: int = 0
    """How often all cases were looked at and acted on."""
    _rules: dict[str, Rules] = field(default_factory=dict)
    _asked_at: datetime = MONDAY
    _never: threading.Event = field(default_factory=threading.Event)

    def play(self) -> None:
        """Play all parts to their end, or until nothing moves any more."""
        moved = time.monotonic()
        while not all(part.ended for part in self.parts) and not self.trouble:
            acted = self.turn()
            self.rounds += 1
            if acted:
                moved = time.monotonic()
            elif time.monotonic() - moved > PATIENCE:
                stuck = [part.number for part in self.parts if not part.ended]
                self.trouble.append(f"nothing moved for {PATIENCE:.0f} s: {stuck}")
            self._never.wait(AGAIN)

    def turn(self) -> int:
        """Launch a case if there is room, do one act on every case that has moved; how many had moved."""
        under_way = {part.number: part for part in self.parts if part.number and not part.ended}
        waiting = [part for part in self.parts if not part.number]
        if waiting and len(under_way) < self.at_once and self.may_act():
            self._launch(waiting[0])
        self.moved = 0
        for number, facts, over in self._patiently(lambda: self._look(list(under_way))):
            part = under_way[number]
            part.ended = over and self._rests(number)
            if facts > part.facts:
                self.moved += 1
                if self.may_act():
                    self._act(part)
        return self.moved

    def _look(self, numbers: list[str]) -> list[tuple[str, int, bool]]:
        with self.house.database.transaction() as connection:
            rows = connection.execute(_LOOK, (numbers,)).fetchall()
        return [(row[0], row[1], row[2]) for row in rows]

    def _rests(self, number: str) -> bool:
        """Whether the machine has done its part too: a case that is put off sleeps, and yet is not over."""
        rules, _, now = self._patiently(lambda: self._read(number))
        return not due_at(rules, now, self.house.clock())

    def _launch(self, part: Part) -> None:
        play = part.play
        for material in play.matter.materials:
            own = [one.rung for one in play.evidence if one.material == material.key]
            if {"upload", "proof"}.intersection(own):
                self.house.files.put(paper(material))
        application = Application(
            matter=play.matter.matter,
            answers=play.answers,
            objections=play.scenario.objections,
            consents=play.consents,
            evidence=play.evidence,
            delivery="electronic",
            consent_in="zh",
        )
        by = Actor(account=f"{part.name} launch", department=HALL, role="clerk")
        once = Once(by.account, by.account, application.model_dump_json())
        part.number = self._patiently(lambda: launch_case(self.house, application, by, once))
        self.done.append(Done(part.number, by.account, "launched", self._asked_at))

    def _act(self, part: Part) -> None:
        rules, case, now = self._patiently(lambda: self._read(part.number))
        part.facts = len(case.facts)
        choice = self._choice(part, rules, now)
        if choice is None:
            return
        part.acts += 1
        choice = fitted(choice, rules, now)
        account = f"{part.name} act {part.acts}"
        by = actor_of(choice.department, choice.act).model_copy(update={"account": account})
        if self._do(part, with_reason(choice.act, now), by) and choice.turn is not None:
            part.turns.add(choice.turn)

    def _choice(self, part: Part, rules: Rules, now: Standing) -> Choice | None:
        work = [one for one in work_at(rules, part.number, now) if has_begun(one, now)]
        return next_act(part.play, work, part.turns)

    def _do(self, part: Part, act: Act, by: Actor) -> bool:
        """Do the act; whether it is done."""
        once = Once(by.account, by.account, act.model_dump_json())
        self._patiently(lambda: act_on(self.house, part.number, act, by, once))
        fact = RECORDS[act.act]
        if isinstance(act, Decide) and part.play.matter.step(act.step).approval:
            fact = "proposed"
        self.done.append(Done(part.number, by.account, fact, self._asked_at))
        return True

    def _read(self, number: str) -> tuple[Rules, Case, Standing]:
        with self.house.database.transaction() as connection:
            case = cases.load(connection, self.house.keyring, number).case
            if case.matter not in self._rules:
                self._rules[case.matter] = self.house.rules(connection, case.matter)
        return self._rules[case.matter], case, standing(case)

    def _patiently(self, ask: Callable[[], Answer]) -> Answer:
        """The answer; the very same again while the database is away."""
        deadline = time.monotonic() + PATIENCE
        while True:
            self._asked_at = self.house.clock()
            try:
                return ask()
            except DatabaseAway:
                assert time.monotonic() < deadline, "the database never came back"
                self.tried_again += 1
                self._never.wait(AGAIN)


def with_reason(act: Act, now: Standing) -> Act:
    """Who asks after another notice says why only now."""
    if isinstance(act, AskForMore) and now.requests:
        return act.model_copy(
            update={"again": AskedAgain(because="found-later", words="核查中才发现。")}
        )
    return act


def has_begun(work: WorkItem, now: Standing) -> bool:
    """A called system answers as soon as the call goes out, mostly before its receipt is noted, and never earlier."""
    return "answer-call" not in work.acts or now.step(work.step).calling is not None


@dataclass
class Crowd:
    """Several people at once, each with their share of the cases."""

    house: Installation
    parts: tuple[Part, ...]
    hands: int = 6
    under_way: int = 90
    limit: float = inf
    """How many acts may be done until this is raised."""
    players: tuple[Player, ...] = ()

    def __post_init__(self) -> None:
        share = max(1, self.under_way // self.hands)
        self.players = tuple(
            Player(self.house, self.parts[hand :: self.hands], share, self._may_act)
            for hand in range(self.hands)
        )

    def _may_act(self) -> bool:
        return self.acts < self.limit

    @property
    def acts(self) -> int:
        """How many were acknowledged."""
        return sum(len(player.done) for player in self.players)

    @property
    def done(self) -> list[Done]:
        return [one for player in self.players for one in player.done]

    @property
    def trouble(self) -> list[str]:
        return [one for player in self.players for one in player.trouble]

    @property
    def tried_again(self) -> int:
        return sum(player.tried_again for player in self.players)

    def rounds(self) -> tuple[float, ...]:
        """How often each has looked at all cases; without end for those who have nothing left to do."""
        return tuple(
            inf if player.trouble or all(part.ended for part in player.parts) else player.rounds
            for player in self.players
        )

    def play(self, meanwhile: Callable[["Crowd", Callable[[], bool]], None]) -> None:
        """Play all parts; `meanwhile` runs beside, and may ask whether all is over."""
        with ThreadPoolExecutor(self.hands) as pool:
            playing = [pool.submit(player.play) for player in self.players]
            meanwhile(self, lambda: all(one.done() for one in playing))
        for one in playing:
            one.result()


def a_cast(name: str, catalogue: Catalogue, count: int, chance: Random) -> tuple[Part, ...]:
    """Parts by lot from the scenarios of the shipped matters, each of these at least once."""
    today = business_date(read_clock())
    applicants = Applicants(Society(SOCIETY, today))
    leaves = [
        (file, one)
        for file in read_scenarios(catalogue)
        for one in file.scenarios
        if not one.only_tried and not one.down
    ]
    chosen = [*leaves[:count], *chance.choices(leaves, k=max(0, count - len(leaves)))]
    chance.shuffle(chosen)
    plays = [
        prepared(file, one, matter, applicants.facts_for(matter, file, one), today)
        for file, one in chosen
        for matter in (catalogue.matter(file.matter),)
    ]
    return tuple(Part(play, f"{name} {place}") for place, play in enumerate(plays))
