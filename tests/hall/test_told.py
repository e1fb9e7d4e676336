"""What all tellers share."""

from hall.told import in_order
from matters.case import MACHINE, NoticeIssued
from matters.standing import standing
from storage.notices import NoticeSeen
from tests.builders import rules
from tests.cases import MONDAY, an_accepted_case


def issued(key: str, number: str) -> NoticeIssued:
    return NoticeIssued(
        at=MONDAY, by=MACHINE, key=key, letter="letter", step=None, department="food", number=number
    )


def seen(key: str, number: str, case: str) -> NoticeSeen:
    return NoticeSeen(
        case=case, key=key, letter="letter", number=number, department="food", step=None,
        code="C", issued_at=MONDAY, delivered_at=None, file=None,
    )  # fmt: skip


def test_notices_of_one_moment_stand_in_the_order_of_the_facts():
    keys = ("received", "granted:food:1", "accepted:food")
    case = an_accepted_case(rules())
    for number, key in enumerate(keys):
        case = case.record(issued(key, str(number)))
    found = [seen(key, str(number), case.number) for number, key in enumerate(keys)]
    shuffled = sorted(found, key=lambda one: one.key)
    assert shuffled != found
    assert in_order(standing(case), shuffled) == tuple(found)
