"""A counter over the synthetic society, and a clerk who works at it without JavaScript."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import httpx

from hall.asking import Asker
from hall.counter.checking import checked
from hall.counter.draft import begin, save
from hall.demo.casting import read_scenarios
from hall.demo.subjects import Applicants
from hall.house import Hall
from hall.registers.faults import Dial
from matters.fields import Answers, Value
from matters.library import Catalogue
from matters.plays import Play, prepared
from matters.reading import SHIPPED, read_catalogue
from matters.scenarios import Scenario, Scenarios
from storage import cases, published
from tests.hall.demo_gateway import a_client, a_gateway, society
from tests.hall.desk import Browser, signed_in

ON = date(2026, 3, 2)
A_PDF = b"%PDF-1.7\nplan"
KEYS = ("person.name", "id_number", "uscc", "legal_rep_id", "dwelling.address")
"""Endings of what registers are asked with."""


@cache
def the_catalogue() -> Catalogue:
    return read_catalogue(SHIPPED)


def publish_all(hall: Hall) -> None:
    with hall.database.transaction() as connection:
        for matter in the_catalogue().matters:
            published.publish(connection, matter, "", "test", hall.clock())


@cache
def scenarios_of(matter: str) -> Scenarios:
    return next(one for one in read_scenarios(the_catalogue()) if one.matter == matter)


def a_play(matter: str, scenario: str) -> Play:
    """A shipped scenario with somebody of the society to play it."""
    file = scenarios_of(matter)
    one = next(one for one in file.scenarios if one.scenario == scenario)
    return _prepared(file, one)


def _prepared(file: Scenarios, scenario: Scenario) -> Play:
    matter = the_catalogue().matter(file.matter)
    facts = Applicants(society()).facts_for(matter, file, scenario)
    return prepared(file, scenario, matter, facts, ON)


class _Forms(HTMLParser):
    """The forms of a page, as a browser without JavaScript would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._select = self._area = ""
        self._inside = False
        self._asleep = False
        """Inside of a template, which no browser sends."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        names = {name for name, _ in attrs}
        match tag:
            case "form":
                self.forms.append(Form(given.get("action", "")))
                self._inside = True
            case "select":
                self._select = given["name"]
            case "option" if "selected" in names:
                self._add(self._select, given["value"])
            case "textarea":
                self._area = given["name"]
                self._add(self._area, "")
            case "input" if given.get("type") in ("radio", "checkbox"):
                if "checked" in names:
                    self._add(given["name"], given["value"])
            case "input" if given.get("type") != "file" and "name" in given:
                self._add(given["name"], given.get("value", ""))
            case _:
                self._asleep = self._asleep or tag == "template"

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._asleep = False
        if tag == "form":
            self._inside = False
        if tag == "textarea":
            self._area = ""

    def handle_data(self, text: str) -> None:
        if self._area and self._inside and not self._asleep:
            fields = self.forms[-1].fields
            fields[self._area] = [fields[self._area][0] + text]

    def _add(self, name: str, value: str) -> None:
        if self._inside and name and not self._asleep:
            self.forms[-1].fields.setdefault(name, []).append(value)


@dataclass
class Form:
    """One form of a page: where it goes, and what stands in it."""

    action: str
    fields: dict[str, list[str]] = field(default_factory=dict)


def forms_of(page: httpx.Response) -> tuple[Form, ...]:
    reader = _Forms()
    reader.feed(page.text)
    return tuple(reader.forms)


def form_to(page: httpx.Response, action: str) -> Form:
    found = [one for one in forms_of(page) if one.action == action]
    assert found, f"no form to {action} in {[one.action for one in forms_of(page)]}"
    return found[0]


def written(value: Value) -> list[str]:
    """The value as a person puts it into a form."""
    match value:
        case bool():
            return ["yes" if value else "no"]
        case tuple() | list():
            return list(value)
        case None:
            return [""]
        case _:
            return [str(value)]


@dataclass
class Clerk:
    """Somebody at the counter."""

    browser: Browser

    def give_way_to(self, account: str) -> None:
        """Sign out; somebody else signs in at the same browser."""
        self.browser.submit("/sign-out", on="/patterns")
        self.browser.sign_in(account)

    def begin(self, matter: str) -> str:
        """Begin a draft; its address."""
        answer = self.browser.submit("/counter", matter=matter)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"].removesuffix("/situation")

    def get(self, path: str) -> httpx.Response:
        return self.browser.client.get(path, follow_redirects=True)

    def send(self, path: str, go: str = "next", /, **said: Value) -> httpx.Response:
        return self.write(path, said, go)

    def write(self, path: str, said: Mapping[str, Value], go: str = "next") -> httpx.Response:
        """Write into the form of a page and press a button; what stands there goes along."""
        form = form_to(self.get(path), path)
        values = form.fields | {name: written(value) for name, value in said.items()}
        return self.browser.client.post(path, data=values | {"go": [go]})

    def answer_questions(self, draft: str, answers: Answers) -> httpx.Response:
        """Answer what is asked, page after page, as it appears without JavaScript."""
        path = f"{draft}/situation"
        for _ in range(20):
            asked = [one for one in shown_on(self.get(path)) if one in answers]
            answer = self.write(path, {one: answers[one] for one in asked})
            if answer.status_code == 303:
                return answer
            assert answer.status_code in (200, 422)
        raise AssertionError("the questions never end")

    def fill_in(self, draft: str, answers: Answers) -> httpx.Response:
        """Write the keys, have them checked, and write what is still blank, as far as it is shown."""
        path = f"{draft}/form"
        blank = blank_on(self.get(path))
        keys = [one for one in blank if one in answers and one.endswith(KEYS)]
        self.write(path, {one: answers[one] for one in keys}, "check")
        answer = self.get(path)
        for _ in range(5):
            asked = [one for one in blank_on(answer) if one in answers]
            answer = self.write(path, {one: answers[one] for one in asked})
            if answer.status_code == 303:
                return answer
        return answer

    def upload(self, draft: str, material: str, content: bytes = A_PDF) -> httpx.Response:
        path = f"{draft}/papers/{material}/upload"
        page = self.get(f"{draft}/papers")
        return self.browser.client.post(
            path,
            data={"mark": form_to(page, path).fields["mark"]},
            files={"file": ("图纸.pdf", content, "application/pdf")},
        )

    def promise(self, draft: str, material: str, key: str, **other: str) -> httpx.Response:
        path = f"{draft}/papers/{material}/promise"
        form = form_to(self.get(f"{draft}/papers"), path)
        said = {"promise": key, "agreed": "yes", "signer": "王海燕"} | other
        return self.browser.client.post(path, data=form.fields | said)

    def give_papers(self, draft: str, play: Play) -> None:
        """Hand in and promise what the play has."""
        for one in play.evidence:
            page = self.get(f"{draft}/papers").text
            if f'<details class="spared" id="{one.material}"' in page or (
                f"/papers/{one.material}/{one.rung}" not in page
            ):
                continue  # a register has made it needless
            done = (
                self.promise(draft, one.material, one.label)
                if one.rung == "promise"
                else self.upload(draft, one.material)
            )
            assert done.status_code == 303, done.text

    def launch(self, draft: str, **choices: str) -> httpx.Response:
        return self.send(f"{draft}/confirm", "launch", agreed="yes", consent_in="zh", **choices)

    def prepare(self, play: Play) -> str:
        """A draft that was filled in and checked some time before; only its papers are missing."""
        house = self.browser.hall.installation
        asker = self.browser.client.app.state.asker  # type: ignore[attr-defined]
        desk = begin(house, play.matter.matter, "chen", "zh").with_draft(answers=play.answers)
        save(house, checked(desk, asker, house.clock))
        return f"/counter/{desk.id}"

    def carry_through(self, play: Play) -> str:
        """The whole way from the choice to the receipt; the number of the case."""
        draft = self.begin(play.matter.matter)
        self.answer_questions(draft, play.answers)
        done = self.fill_in(draft, play.answers)
        assert done.status_code == 303, error_list(done)
        self.give_papers(draft, play)
        launched = self.launch(draft)
        assert launched.status_code == 303, error_list(launched)
        return launched.headers["location"].rpartition("/")[2]


def shown_on(page: httpx.Response) -> tuple[str, ...]:
    """The questions and fields that a page shows."""
    return tuple(
        dict.fromkeys(one for form in forms_of(page) for one in form.fields.get("shown", []))
    )


def blank_on(page: httpx.Response) -> tuple[str, ...]:
    """Those of them in which nothing stands yet."""
    written = {name for form in forms_of(page) for name, value in form.fields.items() if any(value)}
    return tuple(path for path in shown_on(page) if path not in written)


def error_list(page: httpx.Response) -> str:
    """What the page says is wrong."""
    start = page.text.find('role="alert"')
    return page.text[start : start + 1500] if start >= 0 else page.text[:2000]


@contextmanager
def a_counter(hall: Hall, folder: Path, **dials: Dial) -> Iterator[Clerk]:
    """A clerk who is signed in, matters to choose from, and registers that answer."""
    publish_all(hall)
    browser = signed_in(hall, "chen")
    asker = Asker(lambda: a_client(a_gateway(folder, **dials)))
    browser.client.app.state.asker = asker  # type: ignore[attr-defined]
    try:
        yield Clerk(browser)
    finally:
        asker.close()


@cache
def restaurant() -> Play:
    """A restaurant whose fire check goes by promise."""
    return a_play("open-a-restaurant", "fire-by-promise")


def the_case(clerk: Clerk, number: str) -> cases.Stored:
    hall = clerk.browser.hall
    with hall.database.transaction() as connection:
        return cases.load(connection, hall.keyring, number)


def count_of_cases(clerk: Clerk) -> int:
    with clerk.browser.hall.database.transaction() as connection:
        row = connection.execute("select count(*) from cases").fetchone()
    return int(row[0]) if row else 0


def ready(clerk: Clerk) -> str:
    """A draft of a restaurant whose questions are answered."""
    draft = clerk.begin("open-a-restaurant")
    asked = {question.ask for question in restaurant().matter.questions}
    clerk.write(
        f"{draft}/situation",
        {path: value for path, value in restaurant().answers.items() if path in asked},
    )
    return draft


def filled(clerk: Clerk) -> str:
    """A draft of which only the papers are missing."""
    return clerk.prepare(restaurant())
