"""Lists of work and of cases: what they show, in which order, and that they walk their indexes."""

from datetime import date, timedelta

import pytest

from flows.installation import Installation
from matters.acts import Accept, Act, Take
from matters.rules import Rules
from matters.verbs import launch
from storage import queues
from storage.queues import Queue
from tests.builders import a_matter, a_step, an_item
from tests.cases import MONDAY, USCC, a_launch, asked_for, granted, played
from tests.houses import begin, publish

TODAY = date(2026, 3, 2)


@pytest.fixture
def rules(house: Installation) -> Rules:
    steps = (
        a_step("food", item=an_item("20 working days", promise="5 working days")),
        a_step("fire", item=an_item("3 working days")),
        a_step("food-again", "food", item=an_item("10 working days")),
        a_step("no-limit", "food", item=None),
    )
    return publish(house, a_matter(*steps))


def number(place: int) -> str:
    return f"3302000012603020{place:05}"


def a_stored_case(house: Installation, rules: Rules, place: int, *acts: Act, **answers: str) -> str:
    at = MONDAY + timedelta(minutes=place)
    case = launch(rules, number(place), a_launch(at, **answers))
    begin(house, rules, played(rules, case, *acts, at=at))
    return number(place)


def work(house: Installation, after=None, most=50, **queue) -> list[tuple[str, str]]:
    with house.database.transaction() as connection:
        rows = queues.work_of(connection, Queue(**{"department": "food", **queue}), after, most)
    return [(row.case, row.step) for row in rows]


def test_a_queue_holds_only_the_departments_own_work_what_is_due_first_in_front(house, rules):
    one = a_stored_case(house, rules, 1, Accept())
    assert work(house) == [(one, "food"), (one, "food-again"), (one, "no-limit")]
    assert work(house, department="fire") == [(one, "fire")]
    assert work(house, department="water") == []


def test_a_queue_is_paged_by_its_last_row(house, rules):
    for place in (1, 2, 3):
        a_stored_case(house, rules, place, Accept())
    whole, found, after = work(house), [], None
    while True:
        with house.database.transaction() as connection:
            rows = queues.work_of(connection, Queue("food"), after, 2)
        if not rows:
            break
        found += [(row.case, row.step) for row in rows]
        after = rows[-1].place
    assert len(whole) == 9
    assert found == whole


def test_a_queue_is_narrowed_by_holder_step_matter_and_day(house, rules):
    one = a_stored_case(house, rules, 1, Accept(), Take(step="food"))
    two = a_stored_case(house, rules, 2, Accept())
    assert work(house, holder="food-01") == [(one, "food")]
    assert work(house, step="food-again") == [(one, "food-again"), (two, "food-again")]
    assert work(house, matter="another") == []
    assert len(work(house, matter="test-matter")) == 6
    assert work(house, due_by=date(2026, 3, 9)) == [(one, "food"), (two, "food")]
    assert work(house, due_from=date(2026, 3, 17)) == [(one, "no-limit"), (two, "no-limit")]


def test_what_waits_for_the_applicant_is_found(house, rules):
    a_stored_case(house, rules, 1)
    asked = a_stored_case(house, rules, 2, asked_for("company.name"))
    assert work(house, department="hall", waiting=True) == [(asked, "acceptance")]


def test_counters_tell_how_much_is_open(house, rules):
    a_stored_case(house, rules, 1, Accept(), Take(step="food"))
    a_stored_case(house, rules, 2, Accept(), granted("food"))
    later = date(2026, 3, 10)
    with house.database.transaction() as connection:
        counts = queues.counts_of(connection, "food", "food-01", later, date(2026, 3, 16))
    assert (counts.all, counts.mine, counts.due_soon, counts.overdue) == (5, 1, 2, 1)


def test_a_case_is_found_by_number_and_by_its_applicant(house, rules):
    one = a_stored_case(house, rules, 1, Accept())
    other = a_stored_case(house, rules, 2, **{"company.uscc": "91330200MA2XKT002R"})
    with house.database.transaction() as connection:
        blinds = house.keyring.blinds(USCC)
        assert [c.number for c in queues.cases_of_subject(connection, blinds, None, 9)] == [one]
        assert [c.number for c in queues.cases_of_subject(connection, blinds, "food", 9)] == [one]
        assert queues.cases_of_subject(connection, blinds, "water", 9) == ()
        begins = queues.cases_numbered(connection, one[:12], None, 9)
        assert [c.number for c in begins] == [one, other]
        assert [c.number for c in queues.cases_numbered(connection, other, None, 9)] == [other]


def test_the_newest_cases_come_first_and_are_paged(house, rules):
    numbers = [a_stored_case(house, rules, place) for place in (1, 2, 3)]
    with house.database.transaction() as connection:
        first = queues.newest_cases(connection, None, 2)
        place = (first[-1].launched_at, first[-1].number)
        rest = queues.newest_cases(connection, place, 2)
        open_ones = queues.newest_cases(connection, None, 9, open_of="test-matter")
        none = queues.newest_cases(connection, None, 9, open_of="another")
    assert [case.number for case in (*first, *rest)] == numbers[::-1]
    assert len(open_ones) == 3
    assert none == ()


def test_how_a_case_was_carried_is_told(house, rules):
    one = a_stored_case(house, rules, 1)
    with house.database.transaction() as connection:
        carriage = queues.carriage_of(connection, one)
    assert (carriage.waves, carriage.trouble_at) == (0, None)
    assert carriage.wake_at is not None


QUEUES = [
    (Queue("food"), "work_of_department"),
    (Queue("food", due_by=TODAY), "work_of_department"),
    (Queue("food", holder="food-01"), "work_of_holder"),
    (Queue("food", waiting=True), "work_waiting"),
    (Queue("food", matter="matter-1"), "work_of_matter"),
]


@pytest.mark.parametrize(("queue", "index"), QUEUES)
def test_a_queue_walks_its_index_and_sorts_nothing(house, rules, queue, index):
    a_stored_case(house, rules, 1, Accept())
    with house.database.transaction() as connection:
        fill_up(connection, rules.matter.digest, 3000)
        shown = plan_of(connection, queue)
    assert index in shown
    assert "Sort" not in shown


def fill_up(connection, digest: str, count: int) -> None:
    """Many cases with open work, written in bulk: only their columns matter here."""
    connection.execute(
        "insert into cases (number, digest, matter_key, version, state, applicant, subject, follow,"
        " launched_at, waves, carried) select '99' || n, %s, 'test-matter', 1, 'in-progress', '', '',"
        " 'f' || n, now(), 0, 0 from generate_series(1, %s) n",
        (digest, count),
    )
    connection.execute(
        "insert into work_items (case_number, matter_key, step, department, round, opened_at, due_on,"
        " holder, waiting) select '99' || n, 'matter-' || n %% 20, 'food',"
        " (array['food', 'fire', 'water'])[n %% 3 + 1], 1, now(),"
        " '2026-03-02'::date + n %% 60, case when n %% 50 = 0 then 'food-01' end, n %% 40 = 0"
        " from generate_series(1, %s) n",
        (count,),
    )
    connection.execute("analyze cases, work_items")


def plan_of(connection, queue: Queue) -> str:
    """How PostgreSQL finds the rows of a queue."""
    asked = Explaining(connection)
    queues.work_of(asked, queue, None, 51)
    return asked.shown


class Explaining:
    """A connection that explains what it is asked instead of doing it."""

    def __init__(self, connection) -> None:
        self._connection = connection
        self.shown = ""

    def execute(self, statement: bytes, values: dict[str, object]):
        rows = self._connection.execute(b"explain " + statement, values).fetchall()
        self.shown = "\n".join(row[0] for row in rows)
        return self

    def fetchall(self) -> list[tuple[object, ...]]:
        return []
