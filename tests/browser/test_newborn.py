"""A newborn in a real browser: the number that the police give is what the insurance reads."""

import re
from collections import Counter as Counted
from datetime import date
from pathlib import Path

from playwright.sync_api import expect

from matters.fields import Answers
from matters.identifiers import id_number
from tests.browser.conftest import FindPlay
from tests.browser.counter import Counter
from tests.browser.people import People, Person

CERTIFICATE = "V330000025"
FEWER: Answers = {
    "needs_book": False, "social_card": False, "subsidy": False, "guidance": False,
    "maternity": "none",
}  # fmt: skip
"""So that the birth certificate, the household and the insurance are left."""
NOTICES = {"收件凭证": 1, "受理通知书": 3, "登记（确认、备案）通知书": 3, "办结告知书": 1}


def test_the_number_that_the_police_give_is_passed_on_to_the_insurance(
    people: People, find_play: FindPlay, tmp_path: Path
):
    clerk, health = people.signed_in("chen"), people.signed_in("health")
    police, insurance = people.signed_in("police"), people.signed_in("medical-insurance")
    play = find_play("newborn", "everything")
    play = play._replace(answers=play.answers | FEWER)
    number, identity = applied(Counter(clerk, play, tmp_path))
    decide(health, number, "予以确认", certificate_number=CERTIFICATE)
    expect(insurance.in_inbox(number)).to_have_count(0)
    decide(police, number, "准予登记", newborn_id=identity)
    insurance.in_inbox(number).get_by_text("城乡居民基本医疗保险参保登记").wait_for()
    insurance.go(f"/cases/{number}?whole=yes")
    expect(insurance.page.locator("#answers")).to_contain_text(identity)
    insurance.picture("newborn-insurance")
    insurance.press("办结")
    is_done(clerk)
    assert people.troubles.seen == []


def applied(counter: Counter) -> tuple[str, str]:
    """Launched and accepted by the clerk, whom nobody asks for the identity number.

    The number of the case, and the identity number that fits the birth and the sex on the form.
    """
    clerk = counter.clerk
    counter.begin()
    counter.answer_questions()
    counter.check()
    expect(clerk.page.locator('[name="newborn.hospital"]')).not_to_have_value("")
    expect(clerk.page.locator('[name="newborn_id"]')).to_have_count(0)
    identity = the_identity_number(clerk)
    counter.fill_in()
    counter.give_papers()
    counter.confirm()
    number = counter.number
    clerk.go(f"/cases/{number}")
    clerk.press("受理")
    return number, identity


def the_identity_number(clerk: Person) -> str:
    """What the police will give to a child who was born as the register says on the form."""
    birth = date.fromisoformat(clerk.page.locator('[name="newborn.birth"]').input_value())
    sex = clerk.page.locator('[name="newborn.sex"]:checked, select[name="newborn.sex"]')
    return id_number("330203", birth, 41 if sex.input_value() == "1" else 42)


def is_done(clerk: Person) -> None:
    """The clerk's page says so by itself, with all notices."""
    expect(clerk.page.locator("#case-head .badge")).to_have_text("全部办成")
    names = clerk.page.locator("#case-side .files .what a")
    expect(names).to_have_count(sum(NOTICES.values()))
    assert Counted(names.all_inner_texts()) == NOTICES
    clerk.picture("newborn-done")


def decide(officer: Person, case: str, words: str, **found: str) -> None:
    """What a step finds out goes with its decision; without it nothing is decided."""
    officer.in_inbox(case).get_by_role("link").first.click()
    officer.page.wait_for_url(re.compile(f"/cases/{case}"))
    for key, value in found.items():
        officer.page.locator(f'[name="answer:{key}"]').fill(value)
    officer.picture("newborn-decide")
    officer.press(words)
    expect(officer.page.get_by_role("status").first).to_contain_text(f"：{words}")
