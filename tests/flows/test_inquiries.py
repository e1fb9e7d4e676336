"""What a case asks a register: with its basis, for how old a record, and again when the answer is still to come."""

from datetime import timedelta

import pytest

from flows.checking import ASK_PENDING_AT_LAST, Inquiry, finding_of, inquiry
from flows.register_messages import RegisterAnswer
from matters.case import FindingOutcome
from matters.words import Text
from tests.builders import a_check, a_matter, a_step, rules
from tests.cases import MONDAY, a_case, a_finding


def asked(**of_check: object) -> Inquiry:
    """The question of one check of a case whose registers are all silent."""
    check = a_check("licence", **of_check)
    of_matter = rules(a_matter(a_step("food"), checks=(check,)))
    pending = a_finding("licence", FindingOutcome.PENDING, ticket="T-1", attempt=40)
    case = a_case(of_matter, registers=lambda _, __: pending)
    one = inquiry(of_matter, case, "licence", "onego")
    assert one is not None
    return one


def said(outcome: FindingOutcome, **more: object) -> RegisterAnswer:
    words = Text(zh="已答复", en="answered")
    return RegisterAnswer(check="licence", code="00", message=words, outcome=outcome, **more)


def test_a_question_names_the_law_that_allows_it_and_what_it_wants_to_know():
    query = asked(gives={"status": "text"}).query
    assert query.purpose.basis == "测试依据"
    assert query.gives == {"status": "text"}
    assert (query.check, query.register_key) == ("licence", "licence")


@pytest.mark.parametrize(
    ("age", "days"),
    [("30 days", 30), ("10 working days", 28), ("6 months", 186), ("2 years", 732), (None, None)],
)
def test_a_question_says_how_old_a_record_may_be_and_never_too_few_days(age, days):
    assert asked(max_age=age).query.max_age_days == days


def test_what_takes_hours_is_fetched_seldom_and_not_given_up():
    finding = finding_of(asked(), said(FindingOutcome.PENDING, ticket="T-1"), MONDAY)
    assert finding.attempt == 41
    assert finding.ask_again_at == MONDAY + ASK_PENDING_AT_LAST
    assert timedelta(minutes=5) < ASK_PENDING_AT_LAST


def test_a_finding_keeps_the_record_that_approved_the_sharing():
    answer = said(FindingOutcome.MATCH, approval="甬数〔2026〕12号", digest="d" * 64)
    finding = finding_of(asked(), answer, MONDAY)
    assert finding.basis == "测试依据（甬数〔2026〕12号）"
    assert finding.digest == "d" * 64
