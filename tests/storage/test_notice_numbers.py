"""Numbers of notices: no gap whatever is rolled back meanwhile, and what a report says of them."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest

from flows.installation import Installation
from storage import notices
from storage.notice_numbers import series_seen
from storage.notices import NewNotice, Series
from tests.builders import restaurant
from tests.cases import MONDAY, an_accepted_case
from tests.houses import begin, publish

THREADS = 16
TURNS = 25
SERIES = (Series("food", "许准", 2026), Series("food", "补", 2026), Series("fire", "许准", 2026))


class TakenBack(Exception):
    """Something failed after the number was taken."""


@pytest.fixture
def case(house: Installation) -> str:
    case = an_accepted_case(publish(house, restaurant()))
    begin(house, publish(house, restaurant()), case)
    return case.number


def a_notice(case: str, series: Series, sequence: int, key: str) -> NewNotice:
    return NewNotice(
        case=case, key=key, letter="grant", department=series.department, step=None, series=series.series,
        year=series.year, sequence=sequence, number=f"{series.department}{series.series}{sequence}",
        code=f"code-{key}", text="文书", issued_at=MONDAY,
    )  # fmt: skip


def issue(house: Installation, case: str, wanted: list[Series], key: str, *, fails: bool) -> int:
    """A transaction that issues notices; how many were committed."""
    try:
        with house.database.transaction() as connection:
            numbers = notices.next_sequences(connection, wanted)
            rows = [
                a_notice(case, series, number, f"{key}-{place}")
                for place, (series, number) in enumerate(zip(wanted, numbers, strict=True))
            ]
            notices.insert_many(connection, house.keyring, rows)
            if fails:
                raise TakenBack
    except TakenBack:
        return 0
    return len(wanted)


def many_turns(house: Installation, case: str, thread: int) -> int:
    chance = random.Random(thread)
    return sum(
        issue(
            house,
            case,
            chance.choices(SERIES, k=chance.randint(1, 4)),
            f"{thread}-{turn}",
            fails=chance.random() < 0.4,
        )
        for turn in range(TURNS)
    )


def test_many_threads_and_rollbacks_leave_no_gap_and_no_number_twice(
    house: Installation, case: str
) -> None:
    with ThreadPoolExecutor(THREADS) as pool:
        issued = sum(pool.map(lambda thread: many_turns(house, case, thread), range(THREADS)))
    with house.database.transaction() as connection:
        found = connection.execute(
            "select department, series, year, array_agg(sequence order by sequence), max(last)"
            " from notices join number_series using (department, series, year) group by 1, 2, 3"
        ).fetchall()
        seen = series_seen(connection)
    assert issued == sum(len(row[3]) for row in found)
    assert len(found) == len(SERIES)
    for *_, sequences, last in found:
        assert sequences == list(range(1, last + 1))
    assert [(one.given, one.missing) for one in seen] == [(one.last, ()) for one in seen]


def test_a_number_that_was_taken_out_of_the_database_is_reported_as_missing(
    house: Installation, case: str
) -> None:
    issue(house, case, [SERIES[0]] * 5, "k", fails=False)
    with house.database.transaction() as connection:
        connection.execute("delete from notices where sequence in (2, 4)")
        (seen,) = series_seen(connection, 2026)
    assert (seen.last, seen.given, seen.missing) == (5, 3, (2, 4))


def test_the_report_of_a_year_leaves_out_other_years(house: Installation, case: str) -> None:
    for year in (2025, 2026, 0):
        issue(house, case, [Series("food", "许准", year)], f"of-{year}", fails=False)
    with house.database.transaction() as connection:
        assert [one.series.year for one in series_seen(connection, 2026)] == [0, 2026]
        assert [one.series.year for one in series_seen(connection)] == [0, 2025, 2026]
