"""Running cases of a real database under another version: judged, moved in bulk, moved back, rebuilt."""

from collections.abc import Iterator

import pytest

from flows.commands import act_on
from flows.installation import Installation
from hall.admin import moving
from hall.admin.moving import Move
from hall.console.rebuilding import rebuild_one
from hall.telling import told
from matters.errors import MatterUnknown, NotFound
from matters.rules import Rules
from matters.standing import standing
from storage import cases
from tests.builders import a_matter, a_step
from tests.cases import an_accepted_case, an_officer, granted, on
from tests.houses import Clock, SilentBell, begin, publish, stored

DECIDED, OPEN, UNTOUCHED = (f"33020000126030200000{n}" for n in (1, 2, 3))
MOVE = Move(key="test-matter", version=2, by="admin", reason="新版本施行")


def first() -> tuple[object, ...]:
    return (a_step("food"), a_step("fire", after=("food",)))


@pytest.fixture
def house(house: Installation, clock: Clock) -> Installation:
    old = publish(house, a_matter(*first()))
    for number in (DECIDED, OPEN, UNTOUCHED):
        begin(house, old, an_accepted_case(old).model_copy(update={"number": number}))
    act_on(house, DECIDED, granted("food"), an_officer())
    publish(house, a_matter(a_step("fire"), a_step("food", after=()), a_step("water"), version=2))
    clock.at = on("2026-03-03")
    return house


def newer(house: Installation) -> Rules:
    digest = moving.target(house, "test-matter", 2)
    with house.database.transaction() as connection:
        return house.rules(connection, digest)


def rulings(found: Iterator[object]) -> list[str]:
    return [getattr(one, "ruling", "there") for one in found]


def the_work(house: Installation, number: str) -> list[str]:
    with house.database.transaction() as connection:
        kept = cases.load(connection, house.keyring, number)
        cases.verify(connection, number)
    return sorted(step for step, *_ in kept.work)


def test_a_dry_run_changes_nothing(house: Installation):
    before = stored(house, OPEN)
    assert rulings(moving.verdicts(house, MOVE)) == ["new-work"] * 3
    assert stored(house, OPEN) == before


def test_all_that_can_move_together_each_with_its_fact(house: Installation):
    assert rulings(moving.apply(house, MOVE)) == ["new-work"] * 3
    rules = newer(house)
    for number in (DECIDED, OPEN, UNTOUCHED):
        case = stored(house, number)
        assert case.matter == rules.matter.digest
        assert standing(case).accepted is not None
        assert all(told(rules, fact) for fact in case.facts)
    assert the_work(house, OPEN) == ["fire", "food", "water"]
    assert the_work(house, DECIDED) == ["fire", "water"]
    assert isinstance(house.bell, SilentBell)
    assert ("onego_cases", OPEN) in house.bell.rung


def test_who_moved_already_is_left_alone(house: Installation):
    list(moving.apply(house, MOVE))
    facts = stored(house, OPEN).facts
    assert rulings(moving.apply(house, MOVE)) == ["there"] * 3
    assert stored(house, OPEN).facts == facts


def test_a_moved_case_is_rebuilt_without_a_difference(house: Installation):
    list(moving.apply(house, MOVE))
    assert [rebuild_one(house, number) for number in (DECIDED, OPEN, UNTOUCHED)] == [()] * 3


def test_the_untouched_go_back_and_the_others_say_why_not(house: Installation, clock: Clock):
    work = the_work(house, UNTOUCHED)
    list(moving.apply(house, MOVE))
    clock.at = on("2026-03-04")
    act_on(house, OPEN, granted("food"), an_officer())
    found = [one for one in moving.undo(house, MOVE) if one is not None]
    assert [(one.case, one.ruling) for one in found] == [
        (DECIDED, "moves"), (OPEN, "cannot"), (UNTOUCHED, "moves"),
    ]  # fmt: skip
    assert the_work(house, UNTOUCHED) == work
    assert rebuild_one(house, UNTOUCHED) == ()
    assert rulings(moving.undo(house, MOVE)) == ["there", "cannot", "there"]


def test_a_case_that_went_back_is_worked_on_under_its_old_version(house: Installation):
    list(moving.apply(house, MOVE))
    list(moving.undo(house, MOVE))
    for step, department in (("food", "food"), ("fire", "fire")):
        act_on(house, UNTOUCHED, granted(step), an_officer(department))
    case = stored(house, UNTOUCHED)
    assert standing(case).outcome == "granted"
    with house.database.transaction() as connection:
        rules = house.rules(connection, case.matter)
    assert rules.matter.version == 1
    assert all(told(rules, fact) for fact in case.facts)


def test_what_cannot_move_stays(house: Installation):
    publish(house, a_matter(a_step("fire"), version=3))
    last = Move("test-matter", 3, "admin", "x")
    assert rulings(moving.apply(house, last)) == ["cannot"] * 3
    assert the_work(house, OPEN) == ["food"]


def test_an_unknown_matter_or_version_is_told(house: Installation):
    with pytest.raises(MatterUnknown):
        moving.target(house, "test-mater", 1)
    with pytest.raises(NotFound):
        moving.target(house, "test-matter", 9)
