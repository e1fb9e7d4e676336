"""People go on deciding while Prefect's server is down; the notices follow when it is back."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import pytest

from matters.case import Case, Fact, NoticeDelivered, NoticeIssued, StepOpened
from tests.faults.books import Books, books_of
from tests.faults.place import Place
from tests.faults.players import Player, a_cast
from tests.faults.seeds import SEED

CASES = 24
QUIET = 20
"""Turns without anything to do after which nobody has anything to do."""


@dataclass(frozen=True)
class Absence:
    """What happened while Prefect was away, and what afterwards."""

    place: Place
    player: Player
    away: bool
    acts: int
    meanwhile: tuple[tuple[Case, Fact], ...]
    """The facts that came, each with its case as it was then."""
    waiting: int
    """Cases that waited for the machine in the end."""

    @property
    def books(self) -> Books:
        return books_of(self.place.house, self.player.parts)


@pytest.fixture(scope="module")
def absence(place: Place) -> Absence:
    chance = Random(SEED)
    player = Player(place.house, a_cast("away", place.catalogue, CASES, chance), at_once=CASES)
    turn_until(place, player, lambda: half_are_accepted(player))
    with place.kept_down("prefect"):
        place.until(lambda: not read(place, player).leases())
        before, acts = read(place, player).cases, len(player.done)
        turn_until(place, player, quiet(player))
        after = read(place, player)
        away = not place.prefect_answers
    meanwhile = tuple(
        (case, fact)
        for number, case in after.cases.items()
        for fact in case.facts[len(before[number].facts) :]
    )
    acts, waiting = len(player.done) - acts, len(after.waiting())
    player.play()
    place.until(lambda: not read(place, player).leases())
    return Absence(place, player, away, acts, meanwhile, waiting)


def turn_until(place: Place, player: Player, true: Callable[[], bool]) -> None:
    def turned() -> bool:
        player.turn()
        return true()

    place.until(turned)


def quiet(player: Player) -> Callable[[], bool]:
    turns = 0

    def nothing_to_do() -> bool:
        nonlocal turns
        turns = 0 if player.moved else turns + 1
        return turns > QUIET

    return nothing_to_do


def read(place: Place, player: Player) -> Books:
    return books_of(place.house, player.parts)


def half_are_accepted(player: Player) -> bool:
    accepted = [one for one in player.done if one.fact == "accepted"]
    return all(part.number for part in player.parts) and len(accepted) >= CASES // 2


def test_prefect_was_away_all_the_time(absence: Absence):
    assert absence.away


def test_acts_commit_while_prefect_is_away(absence: Absence):
    assert absence.acts > 0
    assert absence.player.trouble == []
    assert absence.books.acts_not_kept_once(absence.player.done) == []


def test_the_next_step_opens_with_the_act_and_waits_for_no_machine(absence: Absence):
    opened = [(case, fact) for case, fact in absence.meanwhile if isinstance(fact, StepOpened)]
    assert opened != []
    for case, step in opened:
        acts = [fact for fact in case.facts if fact.by.role != "machine" and fact.at == step.at]
        assert acts != []


def test_no_notice_is_issued_while_prefect_is_away(absence: Absence):
    notices = [
        fact for _, fact in absence.meanwhile if isinstance(fact, NoticeIssued | NoticeDelivered)
    ]
    assert notices == []
    assert absence.waiting > 0


def test_the_notices_follow_when_prefect_is_back(absence: Absence):
    data_dir = absence.place.settings.data_dir
    assert absence.books.notices_not_issued_once() == []
    assert absence.books.notices_not_delivered_once(data_dir) == []


def test_every_case_ends_as_its_script_says(absence: Absence):
    assert absence.books.wrong_outcomes(absence.player.parts) == []
    assert absence.books.open_incidents() == []
    assert absence.books.stale_projections() == []
