"""The list of readings: searched by who, whose and what, page after page."""

from datetime import timedelta

import pytest

from storage import reads
from storage.reads import ReadsWanted
from tests.cases import MONDAY
from tests.storage.journals import a_read

DAY = timedelta(days=1)


def test_what_one_request_showed_is_written_together_and_read_again_as_it_was(connection):
    written = [a_read(), a_read(on_behalf="food-head", case="draft-1", purpose="")]
    reads.write(connection, written)
    found = reads.newest(connection, ReadsWanted(), None, 10)
    assert [one.read for one in found] == list(reversed(written))


@pytest.mark.parametrize(
    "narrowed",
    [{"account": "clerk"}, {"on_behalf": "head"}, {"department": "fire"}, {"case": "2"}, {"what": "paper"}],
    ids=lambda one: next(iter(one)),
)  # fmt: skip
def test_readings_are_searched_by(connection, narrowed):
    wanted = a_read(**narrowed)
    reads.write(connection, [a_read(), wanted])
    assert [one.read for one in reads.newest(connection, ReadsWanted(**narrowed), None, 10)] == [
        wanted
    ]


def test_readings_of_a_day_are_those_from_its_beginning_up_to_the_next(connection):
    reads.write(connection, [a_read(MONDAY - DAY), a_read(MONDAY), a_read(MONDAY + DAY)])
    wanted = ReadsWanted(since=MONDAY, until=MONDAY + DAY)
    assert [one.read.at for one in reads.newest(connection, wanted, None, 10)] == [MONDAY]


def test_pages_follow_each_other_without_gap_or_overlap(connection):
    reads.write(connection, [a_read(what=str(n)) for n in range(7)])
    shown, place = [], None
    while page := reads.newest(connection, ReadsWanted(), place, 3):
        shown += [one.read.what for one in page]
        place = page[-1].place
    assert shown == [str(n) for n in reversed(range(7))]
