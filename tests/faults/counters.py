"""People at counters whose registers fail: they take a paper on the spot, or wait for the register and then ask."""

import time
from dataclasses import dataclass, field
from zlib import crc32

from matters.acts import Accept, Act, RefuseToAccept, Supply
from matters.case import ACCEPTANCE, Actor, Outcome, business_date
from matters.errors import OneGoError
from matters.fields import Answers
from matters.ladder import missing_materials
from matters.office import HALL
from matters.plays import Choice, told
from matters.rules import Rules, filled
from matters.standing import Standing
from matters.workbench.simulation_counter import at_the_counter, brought
from storage.database import DatabaseAway
from tests.faults.players import Crowd, Part, Player

LOOK_AGAIN = 2.0
"""Seconds after which an act that could not be done yet is tried again."""


@dataclass
class Counter(Player):
    """A person who never sends anybody away because of a register."""

    refused: dict[str, tuple[float, str]] = field(default_factory=dict)
    """By case, when its last act was refused, and why."""
    without: set[str] = field(default_factory=set)
    """Cases that lacked a paper at the counter, as a register did not replace it."""
    waited: set[str] = field(default_factory=set)
    """Cases that waited for a register at the counter."""

    sent_away: dict[str, str] = field(default_factory=dict)
    """Cases that could not be accepted, whatever paper or promise came in."""

    def turn(self) -> int:
        moved = super().turn()
        parts = {part.number: part for part in self.parts}
        for number, (at, _) in tuple(self.refused.items()):
            if time.monotonic() - at > LOOK_AGAIN and self.may_act():
                self._act(parts[number])
        return moved

    def _choice(self, part: Part, rules: Rules, now: Standing) -> Choice | None:
        choice = super()._choice(part, rules, now)
        at = self.house.clock()
        missing = missing_materials(rules.matter, now, business_date(at))
        if choice is None and missing and ACCEPTANCE in now.asks:
            return brought(part.play, rules, now, business_date(at))
        if choice is None or not missing or not isinstance(choice.act, Accept):
            return choice
        self.without.add(part.number)
        if is_patient(part.number):
            return self._patient(part, rules, now)
        return brought(part.play, rules, now, business_date(at))

    def _patient(self, part: Part, rules: Rules, now: Standing) -> Choice | None:
        chosen = at_the_counter(part.play, rules, now, self.house.clock())
        if chosen is None:
            self.waited.add(part.number)
        elif (
            isinstance(chosen.act, RefuseToAccept)
            and part.play.scenario.outcome != Outcome.NOT_ACCEPTED
        ):
            if said := self._untold(part, rules, now):
                return Choice(HALL, Supply(answers=said))
            why = f"{part.number} {part.play.matter.matter} {part.play.scenario.scenario}"
            self.sent_away[part.number] = f"{why}: {chosen.act.reason}"
            return None
        return chosen

    def _untold(self, part: Part, rules: Rules, now: Standing) -> Answers:
        """What a silent register would have told, as the applicant says it at the counter."""
        matter, known = rules.matter, filled(rules.matter, now)
        sourced = [one.ask for one in matter.questions if one.source and one.ask not in known]
        said = {ask: part.play.facts[ask] for ask in sourced if ask in part.play.facts}
        asked = told(matter, {**known, **said}, business_date(self.house.clock()))
        return {ask: value for ask, value in said.items() if ask in asked}

    def _do(self, part: Part, act: Act, by: Actor) -> bool:
        self.refused.pop(part.number, None)
        try:
            return super()._do(part, act, by)
        except DatabaseAway:
            raise
        except OneGoError as refusal:
            self.refused[part.number] = (time.monotonic(), f"{act.act}: {refusal.text.en}")
            return False


def is_patient(number: str) -> bool:
    """Half of the applicants wait for a register; the others have the paper with them."""
    return crc32(number.encode()) % 2 == 0


@dataclass
class Counters(Crowd):
    """Several of them."""

    players: tuple[Counter, ...] = ()

    def __post_init__(self) -> None:
        share = max(1, self.under_way // self.hands)
        self.players = tuple(
            Counter(self.house, self.parts[hand :: self.hands], share, self._may_act)
            for hand in range(self.hands)
        )
