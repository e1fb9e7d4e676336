"""The look: every component is shown, in both languages, readable, and without anything inline."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from jinja2 import UndefinedError

from hall.pages.signing_in import router as signing_in
from hall.pages.start import router as start
from hall.rendering import STATIC, TEMPLATES, asset, day, moment, render, say, stamp
from hall.web import create_web
from matters.words import Language, Text
from tests.hall.desk import Browser, MakeHall, TestClient, signed_in

COMPONENTS = (TEMPLATES / "_components.html").read_text(encoding="utf-8")
LOOK = (STATIC / "onego.css").read_text(encoding="utf-8")
TEXT_ON = [
    ("ink", "paper"), ("ink", "ground"), ("ink", "sunk"), ("ink", "accent-wash"),
    ("ink-soft", "paper"), ("ink-soft", "ground"), ("ink-soft", "sunk"), ("ink-soft", "accent-wash"),
    ("accent", "paper"), ("accent", "ground"), ("accent", "accent-wash"), ("accent-strong", "paper"),
    ("on-accent", "accent"), ("on-accent", "accent-strong"), ("bar-ink", "bar"), ("bar-soft", "bar"),
    ("good", "paper"), ("good", "good-wash"), ("warn", "warn-wash"), ("bad", "paper"),
    ("bad", "bad-wash"), ("ink", "good-wash"), ("ink", "warn-wash"), ("ink", "bad-wash"),
]  # fmt: skip


@pytest.fixture
def browser(make_hall: MakeHall) -> Browser:
    return signed_in(make_hall(), "chen")


class Page(HTMLParser):
    """What matters of a page: headings, labels, fields, and what must not be inline."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.headings = 0
        self.labelled: set[str] = set()
        self.fields: list[str] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        self.headings += tag == "h1"
        self.ids += [has["id"] or ""] if "id" in has else []
        if tag == "label" and has.get("for"):
            self.labelled.add(has["for"] or "")
        kind = has.get("type")
        if tag in ("input", "select", "textarea") and kind not in ("hidden", "radio", "checkbox"):
            self.fields.append(has.get("id") or "")
        if tag == "style" or "style" in has or any(name.startswith("on") for name in has):
            self.inline.append(tag)
        if tag == "script" and not has.get("src"):
            self.inline.append(tag)


def test_each_component_stands_on_the_page():
    shown = (TEMPLATES / "patterns.html").read_text(encoding="utf-8")
    macros = re.findall(r"{% macro (\w+)\(", COMPONENTS)
    assert len(macros) > 20
    assert [
        name for name in macros if not re.search(rf"(?:call |{{{{ |}}|in |\s){name}\(", shown)
    ] == []


@pytest.mark.parametrize("path", ["/patterns", "/nowhere", "/counter", "/inbox", "/cases"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_has_one_heading_labels_for_all_fields_and_nothing_inline(
    browser: Browser, path: str, language: str
):
    browser.get(f"{path}?language={language}")
    page = Page(browser.get(path).text)
    assert page.headings == 1
    assert set(page.fields) <= page.labelled
    assert len(page.ids) == len(set(page.ids))
    assert page.inline == []


def test_who_has_no_way_to_go_is_told_so(make_hall: MakeHall):
    hall = make_hall()
    client = TestClient(create_web(hall, (start, signing_in)), base_url=hall.settings.public)
    browser = Browser(client, hall)
    browser.sign_in("chen")
    page = browser.get("/")
    assert "目前没有可办理的页面" in page.text
    assert Page(page.text).headings == 1


def test_signing_in_has_one_heading_and_labels(browser: Browser):
    browser.client.cookies.clear()
    page = Page(browser.get("/sign-in").text)
    assert page.headings == 1
    assert page.fields == ["account", "password"]
    assert set(page.fields) <= page.labelled


def test_the_english_page_has_no_chinese_but_the_switch_and_names(browser: Browser):
    browser.get("/?language=en")
    main = browser.get("/patterns").text.partition("<main")[2].partition("</main>")[0]
    left = re.findall(r"[\u4e00-\u9fff]+", main)
    assert set(left) <= {"张", "甬市监受", "号"}


def test_a_name_that_the_context_lacks_is_an_error():
    with pytest.raises(UndefinedError):
        render("start.html", "zh")


def test_words_are_said_in_the_language():
    assert say("zh", "受理", "Accept") == "受理"
    assert say("en", Text(zh="受理", en="Accept")) == "Accept"
    with pytest.raises(TypeError):
        say("en", "受理")


@pytest.mark.parametrize(("language", "written"), [("zh", "2026年3月5日"), ("en", "5 March 2026")])
def test_a_day_is_written_as_people_write_it(language: Language, written: str):
    assert day(language, date(2026, 3, 5)) == written
    assert day(language, None) == "—"


def test_a_moment_is_told_in_china():
    late = datetime(2026, 3, 4, 16, 5, tzinfo=UTC)
    assert moment("zh", late) == "2026年3月5日 00:05"
    assert moment("en", late) == "5 March 2026, 00:05"
    assert stamp(late) == "2026-03-05 00:05"
    assert stamp(date(2026, 3, 5)) == "2026-03-05"


def test_the_address_of_the_look_changes_with_it(browser: Browser):
    address = asset("onego.css")
    assert re.fullmatch(r"/static/onego\.css\?v=[0-9a-f]{10}", address)
    assert browser.get(address).status_code == 200


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


LIGHT = tokens(LOOK.partition("@media")[0])
DARK = LIGHT | tokens(LOOK.partition("@media")[2].partition("/* The page */")[0])


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_every_text_can_be_read_on_its_ground(scheme: dict[str, str], text: str, ground: str):
    one, other = sorted((luminance(scheme[text]), luminance(scheme[ground])))
    assert (other + 0.05) / (one + 0.05) >= 4.5  # WCAG 2.2, 1.4.3, level AA
