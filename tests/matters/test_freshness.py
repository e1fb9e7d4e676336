"""What a register said of a paper grows old: it is asked again before the paper is decided upon, once."""

from matters.acts import Accept
from matters.case import FindingOutcome
from matters.due import RunCheck, due, next_timer
from matters.ladder import ladder_of
from matters.limits import Limit
from matters.standing import standing
from matters.verbs import found
from tests.builders import a_check, a_material, a_matter, a_step
from tests.builders import rules as rules_of
from tests.cases import a_case, a_clerk, a_finding, answered, granted, on, status
from tests.stepping import by, does

TITLE = a_material("title", "check:title", "upload", **{"for": ("food",)})
RULES = rules_of(
    a_matter(
        a_step("fire"),
        a_step("food", after=("fire",)),
        checks=(a_check("title", max_age=Limit.parse("7 days")),),
        materials=(TITLE,),
    )
)
NEXT_DAY, EIGHT_DAYS = on("2026-03-03"), on("2026-03-10")


def case_open_at(step):
    case = does(RULES, a_case(RULES), a_clerk(), Accept())
    return case if step == "fire" else does(RULES, case, by("fire"), granted("fire"), at=NEXT_DAY)


def asked(case, at):
    return [one.check for one in due(RULES, case, at) if isinstance(one, RunCheck)]


def again(case, outcome, at=EIGHT_DAYS):
    return found(RULES, case, answered(a_finding("title", outcome, at), at))


def test_nobody_is_asked_again_while_the_answer_counts():
    assert asked(case_open_at("food"), NEXT_DAY) == []


def test_a_step_that_opens_later_first_has_the_register_asked_again():
    case = does(RULES, case_open_at("fire"), by("fire"), granted("fire"), at=EIGHT_DAYS)
    assert status(case, "food") == "waiting"
    assert asked(case, EIGHT_DAYS) == ["title"]
    assert status(again(case, FindingOutcome.MATCH), "food") == "open"


def test_a_step_that_is_open_has_it_asked_again_on_the_day_on_which_it_is_too_old():
    case = case_open_at("food")
    assert next_timer(RULES, standing(case), NEXT_DAY) == on("2026-03-10", hour=0)
    assert asked(case, EIGHT_DAYS) == ["title"]
    assert asked(again(case, FindingOutcome.MATCH), EIGHT_DAYS) == []


def test_what_a_silent_register_cannot_confirm_is_stale_and_asked_once():
    case = again(case_open_at("food"), FindingOutcome.UNAVAILABLE)
    now = standing(case)
    assert now.findings["title"].outcome == FindingOutcome.STALE
    assert now.known["title"].outcome == FindingOutcome.MATCH
    ladder = ladder_of(RULES.matter, now, TITLE)
    assert [one.why for one in ladder.skipped] == ["stale", "not-chosen"]
    assert asked(case, on("2026-03-11")) == []


def test_a_register_that_never_matched_is_only_away():
    case = a_case(RULES, registers=lambda check, at: a_finding(check, FindingOutcome.MISMATCH, at))
    case = again(case, FindingOutcome.UNAVAILABLE)
    assert standing(case).findings["title"].outcome == FindingOutcome.UNAVAILABLE


def test_no_stale_answer_stops_a_person_from_deciding():
    case = again(case_open_at("food"), FindingOutcome.UNAVAILABLE)
    assert (
        status(does(RULES, case, by("food"), granted("food"), at=EIGHT_DAYS), "food") == "granted"
    )
