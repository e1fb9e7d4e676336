"""The rating of a service (好差评, domain 3.10): once, by the applicant, and a bad one is looked into and answered."""

from datetime import date, datetime, timedelta

import pytest

from matters.acts import AnswerRating, Rate
from matters.case import Actor, Case, Rated, RatingSettled
from matters.due import notices
from matters.errors import ActRefused, CaseClosed, NotYours
from matters.limits import Limit, last_day
from matters.office import HALL
from matters.rating import BAD, COMPLAINTS, LEVELS, PRAISE, TICKS, of_stars, standard_code, stars
from matters.standing import standing
from matters.verbs import Moment, perform
from matters.work import open_work
from tests.builders import a_calendar, a_matter, a_step, rules
from tests.cases import MONDAY, a_clerk, an_accepted_case, an_officer, granted, played

RULES = rules(a_matter(a_step("food")))
APPLICANT = Actor(account="applicant", department="applicant", role="applicant")
PORTAL = Actor(account="portal", department=HALL, role="system")
LEAD = an_officer(RULES.matter.lead)
TODAY = MONDAY.date()


def a_finished_case() -> Case:
    return played(RULES, an_accepted_case(RULES), granted("food"))


def rating(level: str = "dissatisfied", **more: object) -> Rate:
    return Rate.model_validate({"level": level, "text": "等了两个小时。", **more})


def rated(act: Rate, by: Actor = APPLICANT, at: datetime = MONDAY) -> Case:
    return perform(RULES, a_finished_case(), act, Moment(by, at))


def an_answer(**more: object) -> AnswerRating:
    return AnswerRating.model_validate(
        {
            "verdict": "upheld", "contacted_on": TODAY, "finding": "当日窗口排队较长。",
            "measure": "高峰时段增设窗口。", "corrected_by": TODAY + timedelta(days=7), **more,
        }
    )  # fmt: skip


def answered(case: Case, by: Actor = LEAD, **more: object) -> Case:
    return perform(RULES, case, an_answer(**more), Moment(by, MONDAY))


def test_pitfall_17_the_scale_of_the_standard_and_the_stars_run_opposite_ways():
    assert [standard_code(level) for level in LEVELS] == [1, 2, 3, 4, 5]
    assert [stars(level) for level in LEVELS] == [5, 4, 3, 2, 1]
    assert standard_code("very-satisfied") == 1
    assert stars("very-satisfied") == 5
    assert [LEVELS[of_stars(count)].zh for count in range(5, 0, -1)] == [
        "非常满意", "满意", "基本满意", "不满意", "非常不满意",
    ]  # fmt: skip
    assert {level for level in LEVELS if stars(level) < 3} == BAD


@pytest.mark.parametrize("count", [0, 6, -1])
def test_there_are_one_to_five_stars(count: int):
    with pytest.raises(ValueError, match="1 to 5"):
        of_stars(count)


def test_every_tick_is_praise_or_complaint():
    assert TICKS == {**PRAISE, **COMPLAINTS}
    assert not PRAISE.keys() & COMPLAINTS.keys()


def test_the_applicant_rates_a_finished_case():
    fact = rated(rating("satisfied", ticks=["quick", "quick"])).facts[-1]
    assert isinstance(fact, Rated)
    assert (fact.level, fact.ticks, fact.by.role) == ("satisfied", ("quick",), "applicant")


def test_the_portal_rates_for_the_applicant_who_is_signed_in_there():
    assert isinstance(rated(rating("satisfied"), PORTAL).facts[-1], Rated)


@pytest.mark.parametrize("by", [a_clerk(), LEAD])
def test_staff_may_not_rate(by: Actor):
    with pytest.raises(ActRefused, match="staff may not"):
        rated(rating("very-satisfied"), by)


def test_a_case_is_rated_only_when_it_is_finished():
    with pytest.raises(ActRefused, match="once it is finished"):
        perform(RULES, an_accepted_case(RULES), rating(), Moment(APPLICANT, MONDAY))


def test_a_case_is_rated_once():
    with pytest.raises(ActRefused, match="rated already"):
        perform(RULES, rated(rating()), rating("satisfied"), Moment(APPLICANT, MONDAY))


def test_a_bad_rating_says_at_least_something():
    with pytest.raises(ActRefused, match="Tick a reason"):
        rated(rating(text="  "))
    assert rated(rating(text="", ticks=["slow"]))


def test_a_good_rating_is_no_work():
    for level in LEVELS.keys() - BAD:
        assert open_work(RULES, rated(rating(level))) == ()


@pytest.mark.parametrize("level", sorted(BAD))
def test_a_bad_rating_is_work_of_the_leading_department_within_a_working_day(level: str):
    (work,) = open_work(RULES, rated(rating(level)))
    assert (work.kind, work.department) == ("rating", RULES.matter.lead)
    assert work.due == last_day(TODAY, Limit.parse("1 working day"), a_calendar())
    assert work.acts == {"answer-rating"}


def test_a_bad_rating_without_a_name_is_looked_into_by_the_hall():
    case = rated(rating(anonymous=True))
    (work,) = open_work(RULES, case)
    assert work.department == HALL
    with pytest.raises(NotYours):
        answered(case)
    told = [
        one for one in notices(RULES, standing(answered(case, a_clerk()))) if one.event == "rated"
    ]
    assert [one.department for one in told] == [HALL]


def test_an_answer_is_told_to_the_applicant_and_ends_the_work():
    case = answered(rated(rating()))
    assert isinstance(case.facts[-1], RatingSettled)
    assert open_work(RULES, case) == ()
    (told,) = [one for one in notices(RULES, standing(case)) if one.event == "rated"]
    assert (told.key, told.department, told.to) == ("rated:1", RULES.matter.lead, "applicant")


def test_nothing_is_told_before_it_is_answered():
    assert [one for one in notices(RULES, standing(rated(rating()))) if one.event == "rated"] == []


def test_a_rating_is_answered_once():
    with pytest.raises(CaseClosed):
        answered(answered(rated(rating())))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"contacted_on": TODAY - timedelta(days=1)}, "between the rating and today"),
        ({"contacted_on": TODAY + timedelta(days=1)}, "between the rating and today"),
        ({"corrected_by": TODAY - timedelta(days=1)}, "between the day of the call"),
        ({"corrected_by": date(2026, 3, 24)}, "between the day of the call and 2026-03-23"),
        ({"finding": " "}, "Say what was found"),
        ({"measure": " "}, "Say what is done"),
    ],
)
def test_an_answer_that_says_too_little_or_too_late_is_refused(
    said: dict[str, object], sentence: str
):
    with pytest.raises(ActRefused, match=sentence):
        answered(rated(rating()), **said)
