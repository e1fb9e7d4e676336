"""The watch tells of clocks once each, along the organisation, and no bad case stands in its way."""

from datetime import date

import pytest

from flows.installation import Installation
from flows.ordering import watch_clocks
from flows.supervising import Round, Watchman
from flows.waves import WaveFlows
from matters.rules import Rules
from matters.standing import standing
from storage import bell, incidents, queues
from storage.clocks import ToTell
from storage.queues import Queue
from tests.builders import a_matter, a_step
from tests.cases import MONDAY, an_accepted_case, on
from tests.houses import Clock, Outside, SilentBell, begin, publish, stored

NUMBERS = tuple(f"33020000126030200000{n}" for n in range(1, 4))
CLOCK = Clock()


@pytest.fixture
def clock() -> Clock:
    CLOCK.at = MONDAY
    return CLOCK


@pytest.fixture
def rules(house: Installation) -> Rules:
    return publish(house, a_matter(a_step("food")))


def with_cases(house: Installation, rules: Rules) -> None:
    """Accepted on 2 March with ten working days: yellow from 12 March, the last day is 16 March."""
    for number in NUMBERS:
        case = an_accepted_case(rules)
        begin(house, rules, case.model_copy(update={"number": number}))
    with house.database.transaction() as connection:
        connection.execute("delete from open_clocks where kind <> 'T4'")


def a_round(
    house: Installation, day: str, refuses: tuple[str, ...] = ()
) -> tuple[Round, list[str]]:
    """The watch on a day; the cases that got an order."""
    CLOCK.at = on(day)
    ordered: list[str] = []

    def order(clock: ToTell) -> None:
        if clock.case in refuses:
            raise ValueError("张三 must not be told of")
        ordered.append(clock.case)

    return Watchman(house, order, Round()).walk(), ordered


def told(house: Installation) -> list[tuple[object, ...]]:
    with house.database.transaction() as connection:
        return connection.execute(
            "select level, told_to, told_on from clock_reminders where case_number = %s"
            " order by told_on, level",
            (NUMBERS[0],),
        ).fetchall()


def test_nobody_is_told_of_a_green_clock(house: Installation, rules: Rules) -> None:
    with_cases(house, rules)
    assert a_round(house, "2026-03-11") == (Round(), [])


def test_the_organisation_is_told_step_by_step_and_each_time_once(
    house: Installation, rules: Rules
) -> None:
    with_cases(house, rules)
    days = ("2026-03-12", "2026-03-13", "2026-03-16", "2026-03-17", "2026-03-17", "2026-03-18")
    assert [a_round(house, day)[0].told for day in days] == [3, 0, 3, 3, 0, 3]
    assert told(house) == [
        ("yellow", "unit", date(2026, 3, 12)),
        ("last-day", "unit", date(2026, 3, 16)),
        ("overdue", "head", date(2026, 3, 17)),
        ("overdue+2", "supervisors", date(2026, 3, 18)),
    ]


def test_what_stays_overdue_gets_an_order(house: Installation, rules: Rules) -> None:
    with_cases(house, rules)
    done, ordered = a_round(house, "2026-03-19")
    assert (done.ordered, sorted(ordered)) == (3, list(NUMBERS))
    assert a_round(house, "2026-03-20") == (Round(), [])


def test_a_bad_case_does_not_block_the_watch_and_is_tried_again(
    house: Installation, rules: Rules
) -> None:
    with_cases(house, rules)
    done, ordered = a_round(house, "2026-03-19", refuses=NUMBERS[:1])
    assert (done.ordered, done.failed, sorted(ordered)) == (2, 1, list(NUMBERS[1:]))
    with house.database.transaction() as connection:
        (seen,) = incidents.of_case(connection, NUMBERS[0])
    assert "张三" not in seen.sentence.zh
    assert a_round(house, "2026-03-20")[1] == [NUMBERS[0]]


def test_a_clock_that_runs_into_a_year_without_a_calendar_stands_in_nobodys_way(
    house: Installation, rules: Rules
) -> None:
    with_cases(house, rules)
    with house.database.transaction() as connection:
        connection.execute(
            "update open_clocks set last_on = '2026-12-31' where case_number = %s", (NUMBERS[0],)
        )
    done, _ = a_round(house, "2026-03-12")
    assert (done.told, done.failed) == (2, 1)


def test_the_order_of_the_watch_is_in_the_case_and_a_damaged_case_blocks_no_other(
    house: Installation, rules: Rules
) -> None:
    with_cases(house, rules)
    with house.database.transaction() as connection:
        connection.execute(
            'update facts set body = \'{"fact":"unheard-of"}\' where case_number = %s and seq = 1',
            (NUMBERS[0],),
        )
    CLOCK.at = on("2026-03-19")
    done = watch_clocks(house)
    assert (done.ordered, done.failed) == (2, 1)
    for number in NUMBERS[1:]:
        assert [one.ordered.clock for one in standing(stored(house, number)).supervisions] == [
            "T4:food:1"
        ]
    with house.database.transaction() as connection:
        queue = queues.work_of(connection, Queue("food"), None, 10)
        assert [one.part for one in queue].count("supervision:1") == 2
        assert [one.case for one in incidents.unresolved(connection)] == [NUMBERS[0]]


def test_the_scheduled_watch_asks_for_waves_also_where_a_case_cannot_be_watched(
    house: Installation, rules: Rules
) -> None:
    with_cases(house, rules)
    with house.database.transaction() as connection:
        connection.execute("delete from facts where case_number = %s", (NUMBERS[0],))
    CLOCK.at = on("2026-03-19")
    said = WaveFlows(house, Outside())._look_around()
    assert "2 件督办" in said
    assert isinstance(house.bell, SilentBell)
    assert (bell.WAVES, rules.matter.reference) in house.bell.rung
