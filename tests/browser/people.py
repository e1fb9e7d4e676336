"""People in front of browsers: each has one of their own, signs in, and may be asked for a picture of the page."""

import itertools
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from hall.demo_accounts import DEMO_PASSWORD
from tests.browser.troubles import Troubles

PICTURES = os.environ.get("ONEGO_SCREENSHOTS")
PATIENCE = 10_000
"""Milliseconds after which a page is given up: generous, as nothing is asserted of speed."""
_nth = itertools.count(1)


@dataclass
class Person:
    """Somebody with a browser of their own."""

    page: Page
    name: str

    def go(self, path: str) -> None:
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"

    def sign_in(self) -> None:
        self.go("/sign-in")
        self.page.locator("#account").fill(self.name)
        self.page.locator("#password").fill(DEMO_PASSWORD)
        self.page.locator("main form button.main").first.click()
        self.page.wait_for_url(re.compile(r"/(counter|inbox|cases|admin/matters)$"))

    def say(self, language: str) -> None:
        """Switch the language of the pages, as the bar offers it."""
        self.page.get_by_role("link", name={"en": "English", "zh": "中文"}[language]).click()
        lang = {"en": "en", "zh": "zh-CN"}[language]
        expect(self.page.locator("html")).to_have_attribute("lang", lang)

    def press(self, words: str) -> None:
        self.page.get_by_role("button", name=words, exact=True).first.click()

    def in_inbox(self, case: str) -> Locator:
        """The row of a case in the inbox that is open."""
        return self.page.locator("#inbox-list tr", has=self.page.get_by_role("link", name=case))

    def picture(self, name: str) -> None:
        """Keep a picture of the whole page, if anybody wants pictures."""
        if PICTURES:
            folder = Path(PICTURES)
            folder.mkdir(parents=True, exist_ok=True)
            self.page.evaluate("scrollTo(0, 0)")  # or the heads of tables stick where the page was
            self.page.screenshot(path=folder / f"{next(_nth):02}-{name}.png", full_page=True)


@dataclass
class People:
    """Opens a browser for each person; closes all of them together."""

    browser: Browser
    hall: str
    troubles: Troubles = field(default_factory=Troubles)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def somebody(self, name: str = "somebody", *, scripts: bool = True) -> Person:
        """Somebody who is not signed in."""
        context = self.browser.new_context(
            base_url=self.hall,
            locale="zh-CN",
            viewport={"width": 1280, "height": 900},
            java_script_enabled=scripts,
        )
        context.set_default_timeout(PATIENCE)
        self.troubles.listen(context)
        self._contexts.append(context)
        return Person(context.new_page(), name)

    def signed_in(self, account: str, *, scripts: bool = True) -> Person:
        person = self.somebody(account, scripts=scripts)
        person.sign_in()
        return person

    def leave(self) -> None:
        for context in self._contexts:
            context.close()
        self._contexts.clear()


@contextmanager
def people_in(browser: Browser, hall: str) -> Iterator[People]:
    people = People(browser, hall)
    try:
        yield people
    finally:
        people.leave()
