"""A stand-in counts as both: whoever acted, and in whose name; so a double check is never one person's."""

import pytest

from matters.case import Actor, Case
from matters.errors import Refused
from matters.verbs import Moment, perform
from tests.builders import a_matter, a_step, rules
from tests.cases import an_accepted_case, granted, on, status

REVIEWED = on("2026-03-03")


def an_actor(account: str, on_behalf: str | None = None) -> Actor:
    return Actor(account=account, department="food", role="officer", on_behalf=on_behalf)


def decided(by: Actor, then: Actor) -> Case:
    """Two steps of one department, the second apart from the first, decided by these two."""
    check = a_step("check", after=("review",), apart_from=("review",))
    here = rules(a_matter(a_step("review"), check))
    case = an_accepted_case(here)
    case = perform(here, case, granted("review"), Moment(by, REVIEWED))
    return perform(here, case, granted("check"), Moment(then, REVIEWED))


def test_two_who_act_for_themselves_may_check_each_other():
    assert status(decided(an_actor("wang"), an_actor("li")), "check") == "granted"


@pytest.mark.parametrize(
    ("by", "then"),
    [
        (an_actor("wang"), an_actor("li", on_behalf="wang")),
        (an_actor("li", on_behalf="wang"), an_actor("wang")),
        (an_actor("li"), an_actor("li", on_behalf="wang")),
        (an_actor("li", on_behalf="wang"), an_actor("zhao", on_behalf="wang")),
    ],
    ids=["for-the-first", "by-the-first", "the-same-hand", "both-for-one"],
)
def test_nobody_checks_an_own_act_in_whichever_name(by, then):
    with pytest.raises(Refused, match="separation of duties"):
        decided(by, then)


def test_a_fact_without_a_stand_in_is_written_as_before():
    written = an_actor("wang").model_dump(exclude_defaults=True)
    assert written == {"account": "wang", "department": "food", "role": "officer"}
