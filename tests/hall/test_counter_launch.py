from datetime import timedelta

import httpx

from matters.case import EvidenceTaken
from matters.delivery import consent_digest
from matters.standing import standing
from storage import published
from storage.drafts import KEPT
from tests.forms.font_builders import NOBODYS
from tests.hall.counter import (
    Clerk,
    a_play,
    count_of_cases,
    filled,
    ready,
    restaurant,
    scenarios_of,
    the_case,
)
from tests.houses import Clock

RESTAURANT = restaurant()


# Launching


def test_an_incomplete_form_leads_back_to_its_places(clerk: Clerk) -> None:
    draft = ready(clerk)
    answer = clerk.launch(draft)
    assert answer.headers["location"] == f"{draft}/form?problems"
    page = clerk.get(answer.headers["location"]).text
    assert 'href="#company.uscc"' in page
    assert 'href="#premises.seats"' in page


def test_nothing_is_launched_before_the_applicant_has_confirmed(clerk: Clerk) -> None:
    draft = filled(clerk)
    answer = clerk.send(f"{draft}/confirm", "launch")
    assert answer.status_code == 422
    assert 'href="#agreed"' in answer.text
    assert count_of_cases(clerk) == 0


def consent_of(clerk: Clerk, answer: httpx.Response) -> str:
    """The digest of what was agreed to when the case was launched."""
    number = answer.headers["location"].rpartition("/")[2]
    launched = standing(the_case(clerk, number).case).launched
    assert launched
    return launched.delivery_consent


def test_electronic_delivery_wants_its_text_agreed_to_and_nothing_is_ticked_before(clerk: Clerk):
    draft = filled(clerk)
    answer = clerk.send(f"{draft}/confirm", "launch", agreed="yes")
    assert answer.status_code == 422
    assert 'href="#consent_in"' in answer.text
    assert 'name="consent_in" value="zh">' in answer.text
    assert count_of_cases(clerk) == 0


def test_who_fetches_notices_at_the_counter_agrees_to_nothing(clerk: Clerk):
    launched = clerk.send(f"{filled(clerk)}/confirm", "launch", agreed="yes", delivery="pick-up")
    assert launched.status_code == 303
    assert consent_of(clerk, launched) == ""


def test_the_case_keeps_the_digest_of_the_text_that_was_agreed_to(clerk: Clerk):
    assert consent_of(clerk, clerk.launch(filled(clerk))) == consent_digest("zh")


def test_a_form_sent_twice_gives_one_case(clerk: Clerk) -> None:
    draft = filled(clerk)
    first = clerk.launch(draft)
    mark = clerk.browser.mark("/counter")
    again = clerk.browser.post(
        f"{draft}/confirm", {"mark": mark, "go": "launch", "agreed": "yes", "consent_in": "zh"}
    )
    assert again.status_code == 303
    assert again.headers["location"] == first.headers["location"]
    assert count_of_cases(clerk) == 1


def test_back_after_the_launch_leads_to_the_case(clerk: Clerk) -> None:
    draft = filled(clerk)
    launched = clerk.launch(draft).headers["location"]
    for step in ("situation", "form", "papers", "confirm"):
        assert clerk.browser.get(f"{draft}/{step}").headers["location"] == launched
    assert draft not in clerk.get("/counter").text


def test_missing_papers_are_told_and_do_not_bar_the_launch(clerk: Clerk) -> None:
    draft = filled(clerk)
    assert "一次性告知补正" in clerk.get(f"{draft}/confirm").text
    assert clerk.launch(draft).status_code == 303


def test_a_stop_is_shown_with_its_reason_and_the_applicant_may_still_apply(clerk: Clerk) -> None:
    draft = clerk.prepare(a_play("open-a-restaurant", stopped()))
    page = clerk.get(f"{draft}/confirm").text
    assert "核验发现：" in page
    assert "书面决定" in page
    assert clerk.launch(draft).status_code == 303


def test_an_answer_that_a_register_contradicts_is_told_where_it_was_given(clerk: Clerk) -> None:
    play = a_play("company-closure", "objection-upheld")
    draft = clerk.begin("company-closure")
    clerk.answer_questions(draft, play.answers)
    clerk.fill_in(draft, play.answers)
    there = clerk.launch(draft).headers["location"]
    assert there == f"{draft}/situation?problems"
    page = clerk.get(there).text
    assert "与登记信息不一致" in page
    assert 'name="objection:has_insured"' in page


def stopped() -> str:
    """A shipped scenario of an applicant on the list of abnormal operations."""
    names = [one.scenario for one in scenarios_of("open-a-restaurant").scenarios]
    return next(name for name in names if "abnormal" in name)


def test_papers_go_with_the_case(clerk: Clerk) -> None:
    draft = filled(clerk)
    clerk.give_papers(draft, RESTAURANT)
    number = clerk.launch(draft).headers["location"].rpartition("/")[2]
    facts = the_case(clerk, number).case.facts
    taken = {one.evidence.material: one.evidence for one in facts if isinstance(one, EvidenceTaken)}
    assert taken["layout-plan"].rung == "upload"
    assert taken["fire-promise-letter"].label == "fire-safety"
    assert clerk.browser.hall.installation.files.exists(taken["layout-plan"].digest)


# Drafts


def test_a_draft_is_its_clerks_own(clerk: Clerk) -> None:
    draft = ready(clerk)
    assert draft in clerk.get("/counter").text
    clerk.give_way_to("zhou")
    assert draft not in clerk.get("/counter").text
    refused = clerk.browser.get(f"{draft}/form")
    assert refused.status_code == 404
    assert "没有找到这份草稿" in refused.text


def test_a_draft_is_discarded_when_asked(clerk: Clerk) -> None:
    draft = ready(clerk)
    gone = clerk.browser.submit(f"{draft}/discard", on=f"{draft}/situation")
    assert gone.headers["location"] == "/counter"
    assert clerk.browser.get(f"{draft}/form").status_code == 404


def test_a_draft_that_expired_is_told_so(clerk: Clerk, clock: Clock) -> None:
    draft = ready(clerk)
    clock.forward(KEPT + timedelta(hours=1))
    clerk.browser.sign_in("chen")
    answer = clerk.browser.get(f"{draft}/form")
    assert answer.status_code == 404
    assert "超过15天" in answer.text


def test_a_draft_goes_on_under_a_newer_version_of_its_matter(clerk: Clerk) -> None:
    draft = ready(clerk)
    hall = clerk.browser.hall
    newer = RESTAURANT.matter.model_copy(update={"version": 2})
    newer = type(newer).model_validate_json(newer.model_dump_json(by_alias=True))
    with hall.database.transaction() as connection:
        published.publish(connection, newer, "", "admin", hall.clock())
    page = clerk.get(f"{draft}/situation")
    assert page.status_code == 200
    assert 'value="60.5"' in page.text


def test_coming_back_leads_to_the_first_step_that_is_not_finished(clerk: Clerk) -> None:
    draft = clerk.begin("open-a-restaurant")
    assert clerk.browser.get(draft).headers["location"] == f"{draft}/situation"
    clerk.answer_questions(draft, RESTAURANT.answers)
    assert clerk.browser.get(draft).headers["location"] == f"{draft}/form"
    clerk.fill_in(draft, RESTAURANT.answers)
    assert clerk.browser.get(draft).headers["location"] == f"{draft}/papers"
    clerk.give_papers(draft, RESTAURANT)
    assert clerk.browser.get(draft).headers["location"] == f"{draft}/confirm"


def test_a_character_that_no_font_has_is_told_before_the_launch(clerk: Clerk) -> None:
    play = restaurant()
    rare = play._replace(answers={**play.answers, "fire_responsible": f"王{NOBODYS}"})
    warned = clerk.get(f"{clerk.prepare(rare)}/confirm").text
    assert f"“{NOBODYS}”（U+3FF00）" in warned
    assert "字库缺字" in warned
    assert "字库缺字" not in clerk.get(f"{filled(clerk)}/confirm").text
