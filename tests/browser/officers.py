"""The officers of the departments, each in a browser of their own, who carry a restaurant to its end."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Locator

from tests.browser.people import People, Person

DEPARTMENTS = {
    "market-regulation": "食品经营许可",
    "fire-rescue": "消防安全检查（一般程序）",
    "urban-management": "户外招牌设施设置",
    "water": "城镇污水排入排水管网许可",
}
"""What each department decides of a restaurant."""


@dataclass
class Officers:
    """Everybody who decides on one restaurant; they come together in a joint visit."""

    people: People
    case: str
    opened: dict[str, float] = field(default_factory=dict)
    """Seconds from a click to the moment the next one saw the work."""
    answers: dict[str, str] = field(default_factory=dict)
    """What the page said after the last act of each officer."""

    def __post_init__(self) -> None:
        self.deciding = [self.people.signed_in(key) for key in DEPARTMENTS]
        self.issuer = self.people.signed_in("government-services")

    @property
    def path(self) -> str:
        return f"/cases/{self.case}"

    def accept(self, clerk: Person) -> None:
        """The hall accepts: the joint visit opens for all departments."""
        clerk.go(self.path)
        clerk.picture("case-received")
        first = self.deciding[0].in_inbox(self.case).get_by_text("联合踏勘")
        self._click("受理 → 联合踏勘", clerk, "受理", first)
        for officer in self.deciding:
            officer.in_inbox(self.case).get_by_text("联合踏勘").wait_for()
        self.deciding[0].picture("inbox")
        clerk.picture("case-accepted")

    def visit(self) -> None:
        """All go on one day; when the last one has reported, each has something to decide."""
        *others, last = self.deciding
        for officer in self.deciding:
            self._open(officer)
            officer.page.locator('.inspect [name=passed][value="yes"]').check()
            for place, name in enumerate(("周敏", "林浩")):
                officer.page.locator(".inspect [name=officers]").nth(place).fill(name)
        last.picture("case-visit")
        for officer in others:
            self._press(officer, "提交踏勘结果")
            officer.go("/inbox")
        first = others[0].in_inbox(self.case).get_by_text("食品经营许可")
        self._click("联合踏勘 → 食品经营许可", last, "提交踏勘结果", first)
        self._said(last)

    def decide(self) -> None:
        """Each grants its own permit; with the last one the industry licence can be issued."""
        *others, last = self.deciding
        for officer in others:
            if officer.name == "urban-management":
                officer.go(self.path)
                officer.picture("desk")
            officer.go("/inbox")
            officer.in_inbox(self.case).get_by_text(DEPARTMENTS[officer.name]).wait_for()
            self._open(officer)
            self._press(officer, "准予许可")
        self._open(last)
        issuing = self.issuer.in_inbox(self.case).get_by_text("核发行业综合许可证")
        self._click("城镇污水排入排水管网许可 → 核发行业综合许可证", last, "准予许可", issuing)
        self._said(last)

    def issue(self, clerk: Person) -> None:
        """The one licence; the clerk's page says by itself that all is done."""
        clerk.go(self.path)
        self._open(self.issuer)
        done = clerk.page.locator("#case-head .badge").get_by_text("全部办成")
        self._click("核发行业综合许可证 → 办结", self.issuer, "核发", done)
        self._said(self.issuer)
        self.issuer.picture("case-issued")

    def _open(self, officer: Person) -> None:
        """The case, from the inbox as people open it."""
        if not officer.page.url.endswith("/inbox"):
            officer.go("/inbox")
        officer.in_inbox(self.case).get_by_role("link").first.click()
        officer.page.wait_for_url(f"**{self.path}")

    def _press(self, officer: Person, words: str) -> None:
        officer.press(words)
        self._said(officer)

    def _said(self, officer: Person) -> None:
        self.answers[officer.name] = officer.page.get_by_role("status").first.inner_text()

    def _click(self, what: str, person: Person, words: str, shown: Locator) -> None:
        """Press a button, and note how long the next one waited for what follows."""
        self.opened[what] = seconds(lambda: person.press(words), shown)


def seconds(click: Callable[[], None], shown: Locator) -> float:
    """From just before a click until somebody else's open page shows what follows."""
    began = time.monotonic()
    click()
    shown.first.wait_for()
    return time.monotonic() - began
