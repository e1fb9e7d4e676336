"""An applicant rates on the own page; the department answers on the case page; supervisors see the figures."""

import pytest

from flows.commands import act_on
from hall.house import Hall
from matters.acts import AnswerRating
from matters.case import Actor, Case, Rated
from matters.rating import LEVELS
from matters.rules import Rules
from storage import cases, ratings, rebuilding
from tests.builders import a_matter, a_step
from tests.cases import MONDAY, an_accepted_case, granted, played
from tests.hall.act_forms import marked, why
from tests.hall.desk import a_browser, signed_in
from tests.houses import begin, publish, stored

LEAD = "market-regulation"
OFFICER = Actor(account="wang", department=LEAD, role="officer")
TODAY = MONDAY.date()


@pytest.fixture
def rules(hall: Hall) -> Rules:
    return publish(hall.installation, a_matter(a_step("food", department=LEAD), lead=LEAD))


@pytest.fixture
def case(hall: Hall, rules: Rules) -> Case:
    case = played(rules, an_accepted_case(rules), granted("food"))
    begin(hall.installation, rules, case)
    return case


def own_page(case: Case) -> str:
    return f"/follow/follow-{case.number}"


def rate(hall: Hall, case: Case, **form: str) -> str:
    browser = a_browser(hall)
    answer = browser.submit(f"{own_page(case)}/rating", own_page(case), **form)
    return browser.get(own_page(case)).text if answer.status_code == 303 else answer.text


def test_the_own_page_offers_the_five_levels_from_the_best_to_the_worst(hall: Hall, case: Case):
    page = a_browser(hall).get(own_page(case)).text
    places = [page.index(f'name="level" value="{level}"') for level in LEVELS]
    assert places == sorted(places)
    assert 'name="level" value="very-satisfied" checked' not in page


def test_a_case_that_is_not_finished_is_not_rated(hall: Hall, rules: Rules):
    case = an_accepted_case(rules)
    begin(hall.installation, rules, case)
    assert 'name="level"' not in a_browser(hall).get(own_page(case)).text


def test_a_rating_stands_on_the_own_page_and_is_given_once(hall: Hall, case: Case):
    page = rate(hall, case, level="satisfied", ticks="quick")
    assert "您的评价" in page
    assert "办理快捷" in page
    assert 'name="level"' not in page
    rate(hall, case, level="very-dissatisfied", text="再评")
    facts = stored(hall.installation, case.number).facts
    assert [one.level for one in facts if isinstance(one, Rated)] == ["satisfied"]


def test_a_bad_rating_without_a_reason_is_refused_with_the_way_out(hall: Hall, case: Case):
    assert "请至少勾选一项原因" in rate(hall, case, level="dissatisfied")


def test_nothing_chosen_is_refused(hall: Hall, case: Case):
    page = rate(hall, case, text="很好")
    assert why(page) == "请选择：您是否满意。"
    assert marked(page) == {"rate-level": "请选择。"}


def test_a_refused_rating_loses_nothing_that_was_written(hall: Hall, case: Case):
    page = rate(hall, case, text="窗口很热情", ticks="quick", anonymous="yes")
    assert ">窗口很热情</textarea>" in page
    assert 'value="quick" checked' in page
    assert 'name="anonymous" value="yes" checked' in page
    assert a_browser(hall).get(f"{own_page(case)}/rating").headers["location"] == own_page(case)


def test_what_the_applicant_wrote_is_sealed_in_the_database(hall: Hall, case: Case):
    rate(hall, case, level="dissatisfied", text="王某某态度不好")
    with hall.database.transaction() as connection:
        bodies = connection.execute("select string_agg(body, '') from facts").fetchone()
    assert bodies is not None
    assert "王某某" not in bodies[0]
    fact = next(
        one for one in stored(hall.installation, case.number).facts if isinstance(one, Rated)
    )
    assert fact.text == "王某某态度不好"


def an_answer() -> AnswerRating:
    return AnswerRating(
        verdict="upheld", contacted_on=TODAY, finding="属实。", measure="增设窗口。", corrected_by=TODAY
    )  # fmt: skip


def test_a_bad_rating_is_in_the_inbox_of_the_department_until_it_is_answered(
    hall: Hall, case: Case
):
    rate(hall, case, level="dissatisfied", ticks="slow")
    with hall.database.transaction() as connection:
        work = connection.execute("select department, part from work_items").fetchall()
    assert work == [(LEAD, "rating:1")]
    act_on(hall.installation, case.number, an_answer(), OFFICER)
    with hall.database.transaction() as connection:
        assert connection.execute("select count(*) from work_items").fetchone() == (0,)
    page = a_browser(hall).get(own_page(case)).text
    assert "增设窗口。" in page


def test_whoever_answers_reads_beside_the_form_what_the_applicant_said(hall: Hall, case: Case):
    rate(hall, case, level="dissatisfied", ticks="slow")
    page = signed_in(hall, LEAD).get(f"/cases/{case.number}").text
    assert page.index("申请人评价：不满意。") < page.index('value="answer-rating"')
    assert "applicant applicant" not in page
    assert "节假日照计" not in page, "its limit is in working days"


def test_the_departments_do_not_learn_of_a_rating_without_a_name(hall: Hall, case: Case):
    rate(hall, case, level="very-dissatisfied", ticks="slow", anonymous="yes")
    assert "匿名" not in signed_in(hall, LEAD).get(f"/cases/{case.number}").text
    assert "匿名" in signed_in(hall, "chen").get(f"/cases/{case.number}").text


def test_supervisors_see_the_figures_by_department(hall: Hall, case: Case):
    rate(hall, case, level="very-dissatisfied", ticks="slow")
    page = signed_in(hall, "supervisor").get("/ratings").text
    assert "100.0%" in page
    with hall.database.transaction() as connection:
        (one,) = ratings.figures(connection, TODAY, TODAY, TODAY)
    assert (one.department, one.all, one.bad, one.waiting, one.answered) == (LEAD, 1, 1, 1, 0)
    act_on(hall.installation, case.number, an_answer(), OFFICER)
    with hall.database.transaction() as connection:
        (one,) = ratings.figures(connection, TODAY, TODAY, TODAY)
    assert (one.waiting, one.answered, one.in_time, one.late) == (0, 1, 1, 0)


def test_the_figures_are_written_anew_from_the_facts(hall: Hall, rules: Rules, case: Case):
    rate(hall, case, level="satisfied")
    house = hall.installation
    with hall.database.transaction() as connection:
        connection.execute("delete from ratings")
        found = cases.load(connection, house.keyring, case.number, lock=True)
        rebuilding.rebuild(connection, house.keyring, rules, found)
        (one,) = ratings.figures(connection, TODAY, TODAY, TODAY)
    assert one.by_level == {"satisfied": 1}


def test_figures_are_for_supervisors_only(hall: Hall):
    assert signed_in(hall, "chen").get("/ratings").status_code == 403
