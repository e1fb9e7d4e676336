"""A new resident who is served in English; another whose clerk's browser runs no scripts."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import FindPlay
from tests.browser.counter import Counter
from tests.browser.people import People


def test_a_new_resident_is_served_in_english(people: People, find_play: FindPlay, tmp_path: Path):
    clerk, police = people.signed_in("chen"), people.signed_in("police")
    clerk.say("en")
    police.say("en")
    counter = Counter(clerk, find_play("new-resident", "lease-filed"), tmp_path)
    number = counter.carry_through()
    expect(clerk.page.locator("h1")).to_have_text("Received")
    clerk.page.locator("#receipt-state a.button").wait_for()
    clerk.picture("launched-english")
    clerk.go(f"/cases/{number}")
    clerk.press("Accept")
    police.in_inbox(number).get_by_role("link").first.click()
    police.picture("case-english")
    police.press("Register")
    expect(police.page.get_by_role("status").first).to_contain_text("registered.")
    expect(clerk.page.locator("#case-head .badge")).to_have_text("granted")
    expect(clerk.page.locator("#case-side .files")).to_contain_text("Notice of Completion")
    clerk.picture("case-closed-english")
    assert people.troubles.seen == []


def test_a_case_is_launched_without_scripts(people: People, find_play: FindPlay, tmp_path: Path):
    clerk = people.signed_in("zhou", scripts=False)
    counter = Counter(clerk, find_play("new-resident", "own-house"), tmp_path)
    number = counter.carry_through()
    expect(clerk.page.locator("main")).to_contain_text(number)
    clerk.go(f"/cases/{number}")
    clerk.press("受理")
    expect(clerk.page.get_by_role("status").first).to_contain_text("已受理")
    assert people.troubles.seen == []
