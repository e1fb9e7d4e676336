"""What people only read of a register's answer goes in its time; what decided or filled the form stays."""

import pytest
from pydantic import ValidationError

from matters.acts import Accept
from matters.case import ValuesErased
from matters.due import EraseValues, due, next_timer, wake_at
from matters.fields import Field, Form
from matters.keeping import values_erased
from matters.limits import Limit
from matters.standing import standing
from matters.verbs import found
from tests.builders import a_check, a_matter, a_step
from tests.builders import rules as rules_of
from tests.cases import (
    MONDAY,
    a_case,
    a_finding,
    after_the_machine,
    answered,
    facts_of,
    granted,
    on,
)
from tests.stepping import a_part_of_work

SAID = {"status": "在册", "since": "2020-01-01", "rank": "二级", "note": "备注"}
TITLE = a_check(
    "title",
    keep=Limit.parse("6 months"),
    gives=dict.fromkeys(SAID, "text"),
    fills={"company.name": "since"},
    stops_if="status == '注销'",
    stops_because="已注销。",
)
RULES = rules_of(
    a_matter(a_step("food"), a_step("fire", when="checks.title.rank != '三级'"), checks=(TITLE,))
)
LAST_DAY, DAY_AFTER = on("2026-09-02"), on("2026-09-03", hour=0)


def from_title(check, at, values=SAID):
    return a_finding(check, at=at, values=values)


def a_closed_case():
    return a_case(RULES, Accept(), granted("food"), granted("fire"), registers=from_title)


def erased():
    return values_erased(RULES, a_closed_case(), DAY_AFTER)


def left(case):
    now = standing(case)
    return {**now.known["title"].values}, {**now.findings["title"].values}


def test_only_what_fills_nothing_and_what_no_rule_reads_has_a_time_of_its_own():
    assert RULES.matter.only_shown("title") == ("note",)


@pytest.mark.parametrize("spelt", ["title.note", "checks.title.note"])
def test_a_field_that_is_answered_by_a_value_keeps_it_however_that_is_spelt(spelt):
    fields = (Field(key="note", label="备注", source=spelt),)
    form = Form(blocks=({"key": "company", "name": "企业", "fields": fields},))
    matter = a_matter(a_step("food"), form=form, checks=(TITLE,))
    assert "note" not in matter.only_shown("title")


def test_what_a_step_waits_for_stays():
    wait = a_part_of_work(
        "report", kind="wait", first=({"check": "title", "when": "note == '完'"},)
    )
    assert "note" not in a_matter(wait, checks=(TITLE,)).only_shown("title")


def test_without_a_time_of_its_own_everything_stays_with_the_case():
    other = rules_of(a_matter(a_step("food"), checks=(a_check("title"),)))
    assert other.matter.only_shown("title") == ()
    case = a_case(other, Accept(), granted("food"))
    assert wake_at(other, standing(after_the_machine(other, case)), MONDAY) is None


def test_the_machine_looks_again_the_day_after_the_last():
    case = after_the_machine(RULES, a_closed_case())
    assert wake_at(RULES, standing(case), MONDAY) == DAY_AFTER
    assert next_timer(RULES, standing(case), MONDAY) is None
    assert EraseValues() not in due(RULES, case, LAST_DAY)
    assert EraseValues() in due(RULES, case, DAY_AFTER)


def test_a_case_that_goes_on_loses_nothing():
    case = a_case(RULES, Accept(), granted("food"))
    assert EraseValues() not in due(RULES, case, on("2030-01-02"))


def test_what_goes_is_named_and_the_rest_is_left():
    (fact,) = facts_of(erased(), ValuesErased)
    assert (fact.check, fact.values) == ("title", ("note",))
    rest = {name: value for name, value in SAID.items() if name != "note"}
    assert left(erased()) == (rest, rest)


def test_it_goes_once():
    assert EraseValues() not in due(RULES, erased(), on("2030-01-02"))
    assert values_erased(RULES, erased(), on("2030-01-02")) == erased()
    rested = after_the_machine(RULES, erased(), DAY_AFTER)
    assert wake_at(RULES, standing(rested), DAY_AFTER) is None


def test_what_a_register_says_once_more_goes_once_more():
    again = found(
        RULES, erased(), answered(a_finding("title", at=DAY_AFTER, values=SAID), DAY_AFTER)
    )
    assert "note" in left(again)[0]
    assert EraseValues() in due(RULES, again, DAY_AFTER)


@pytest.mark.parametrize("keep", ["on the spot", "10 working days"])
def test_a_time_that_needs_a_calendar_is_a_mistake(keep):
    with pytest.raises(ValidationError, match="days, months or years"):
        a_check("title", keep=Limit.parse(keep))


def with_version(**changes):
    """The rules of another version of the matter."""
    check = a_check("title", gives=dict.fromkeys(SAID, "text"), **changes)
    return rules_of(a_matter(a_step("food"), a_step("fire"), checks=(check,)))


def test_what_an_answer_said_goes_by_what_was_said_of_it_when_it_came():
    case = a_closed_case()
    assert due(with_version(), case, DAY_AFTER).count(EraseValues()) == 1
    other = with_version(keep=Limit.parse("1 day"))
    assert EraseValues() not in due(other, case, LAST_DAY)


def test_what_a_later_version_reads_stays_with_the_decision():
    case = a_closed_case()
    reads = with_version(stops_if="note == '注销'", stops_because="已注销。")
    assert EraseValues() not in due(reads, case, on("2030-01-02"))


def test_a_version_that_has_no_such_check_lets_it_go_all_the_same():
    case = a_closed_case()
    without = rules_of(a_matter(a_step("food"), a_step("fire"), checks=()))
    assert EraseValues() in due(without, case, DAY_AFTER)
