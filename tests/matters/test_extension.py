"""A limit is extended once, by a head, before it has passed, and only where the law says so (Act 42)."""

import pytest

from matters.acts import Extend, SendBack
from matters.errors import ActRefused
from tests.builders import a_step, an_item
from tests.cases import TUESDAY, granted, on, work
from tests.stepping import a_head, a_part_of_work, by, carried, does

MORE = Extend(step="food", reason="案情复杂。")
HEAD = a_head("food")


def an_extensible(**changes):
    given = {"promise": "5 working days", "extend": "5 working days", **changes}
    return carried(a_step("food", item=an_item(**given)))


def test_the_legal_and_the_promised_day_move_by_what_the_law_allows():
    rules, case = an_extensible()
    one = work(rules, does(rules, case, HEAD, MORE, at=TUESDAY), "food")
    assert (one.due, one.promised) == (on("2026-03-23").date(), on("2026-03-16").date())


def test_a_promise_in_other_days_than_the_limit_moves_to_the_extended_day():
    rules, case = an_extensible(promise="5 days")
    one = work(rules, does(rules, case, HEAD, MORE, at=TUESDAY), "food")
    assert one.promised == one.due == on("2026-03-23").date()


def test_only_a_head_extends():
    rules, case = an_extensible()
    with pytest.raises(ActRefused, match="Only a head"):
        does(rules, case, by("food"), MORE)


def test_a_limit_is_extended_once():
    rules, case = an_extensible()
    case = does(rules, case, HEAD, MORE)
    with pytest.raises(ActRefused, match="only once"):
        does(rules, case, HEAD, MORE)


def test_once_is_once_also_when_the_work_begins_anew():
    rules, case = carried(
        a_part_of_work("look", "fire"),
        a_step("food", after=("look",), item=an_item(extend="5 working days")),
    )
    case = does(rules, case, by("fire"), granted("look"))
    case = does(rules, case, HEAD, MORE)
    case = does(rules, case, by("food"), SendBack(step="food", to="look", reason="须重新勘验。"))
    case = does(rules, case, by("fire"), granted("look"))
    assert work(rules, case, "food").due == on("2026-03-23").date()
    with pytest.raises(ActRefused, match="only once"):
        does(rules, case, HEAD, MORE)


def test_after_the_last_day_nothing_is_extended():
    rules, case = an_extensible()
    with pytest.raises(ActRefused, match="has passed"):
        does(rules, case, HEAD, MORE, at=on("2026-03-17"))


def test_an_item_without_an_extension_in_law_has_none():
    rules, case = carried(a_step("food"))
    with pytest.raises(ActRefused, match="No law allows"):
        does(rules, case, HEAD, MORE)


def test_an_extension_gives_its_reason():
    rules, case = an_extensible()
    with pytest.raises(ActRefused, match="Say why"):
        does(rules, case, HEAD, Extend(step="food", reason=" "))
