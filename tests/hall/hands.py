"""A hall with a case of the matter in which every act can be done; accepted, and carried by the machine."""

import asyncio
import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import httpx

from flows.commands import Application, act_on, launch_case
from hall.house import Hall
from matters.acts import Accept, Act
from matters.case import Actor, Case
from matters.reading import SHIPPED, read_library, read_matter
from matters.rules import Rules
from storage import cases
from tests.hall.desk import Browser, signed_in
from tests.houses import Outside, a_wave, publish

FIXTURE = Path(__file__).parent / "fixtures" / "many-hands.yaml"
CLERK = Actor(account="chen", department="hall", role="clerk")
MARKET = "market-regulation"
HEAD = f"{MARKET}-head"


@cache
def the_matter() -> Any:
    return read_matter(FIXTURE, read_library(SHIPPED))


class Hands:
    """One case, and everybody who may act on it."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.rules: Rules = publish(hall.installation, the_matter())
        self.waves = 0
        form = Application(
            matter="many-hands",
            delivery="electronic",
            consent_in="zh",
            answers={"urgent": False, "children": ({"nickname": "安安"}, {"nickname": "宁宁"})},
        )
        self.number = launch_case(hall.installation, form, CLERK)
        self.carry()
        self.act(Accept(), CLERK)
        self.browsers: dict[str, Browser] = {}

    def act(self, act: Act, by: Actor) -> None:
        act_on(self.hall.installation, self.number, act, by)
        self.carry()

    def carry(self) -> None:
        self.waves += 1
        asyncio.run(a_wave(self.hall.installation, Outside(), self.rules, f"wave-{self.waves}"))

    def case(self) -> Case:
        with self.hall.database.transaction() as connection:
            return cases.load(connection, self.hall.keyring, self.number).case

    def facts(self, kind: str) -> list[Any]:
        return [fact for fact in self.case().facts if fact.fact == kind]

    def as_(self, account: str) -> Browser:
        if account not in self.browsers:
            self.browsers[account] = signed_in(self.hall, account)
        return self.browsers[account]

    def page(self, account: str) -> str:
        return self.as_(account).get(f"/cases/{self.number}").text

    def shown(self, account: str) -> set[tuple[str, str, str]]:
        """Form, step and part of each form on somebody's page."""
        return {
            (one["form"], one["step"], one.get("place", "")) for one in forms_on(self.page(account))
        }

    def names(self, account: str, step: str) -> set[str]:
        return {name for name, where, _ in self.shown(account) if where == step}

    def do(
        self, account: str, act: str, step: str = "acceptance", place: str = "", **typed: str
    ) -> httpx.Response:
        """Fill in a form of the page and send it."""
        hidden = next(
            one
            for one in forms_on(self.page(account))
            if (one["form"], one["step"], one.get("place", "")) == (act, step, place)
        )
        form = {**hidden, **{key.replace("__", ":"): value for key, value in typed.items()}}
        return self.as_(account).post(f"/cases/{self.number}/acts", form)

    def said(self, account: str, answer: httpx.Response) -> str:
        """The page after an act that was done."""
        assert answer.status_code == 303, re.findall(r'role="alert">.*?</div>', answer.text, re.S)
        return self.as_(account).get(answer.headers["location"]).text

    def done(self, account: str, act: str, step: str = "acceptance", **typed: str) -> str:
        return self.said(account, self.do(account, act, step, **typed))

    def refused(self, account: str, act: str, step: str = "acceptance", **typed: str) -> str:
        before = len(self.case().facts)
        answer = self.do(account, act, step, **typed)
        assert answer.status_code in (403, 409, 422)
        assert len(self.case().facts) == before
        return answer.text


def why(page: str) -> str:
    """The words of the alert above a form that was not taken."""
    found = re.search(r'<div class="alert wrong" role="alert".*?</div>', page, re.DOTALL)
    assert found
    words = re.sub(r"<h2>.*?</h2>|<[^>]+>", "", found[0])
    return "".join(unescape(words).split())


def marked(page: str) -> dict[str, str]:
    """What is said beside each place that is marked as wrong, by its id; each is described by what is said."""
    said = {}
    for field in re.findall(
        r'<(?:div|fieldset) class="field[^"]* wrong".*?</(?:div|fieldset)>', page, re.DOTALL
    ):
        described = re.search(r'aria-describedby="([^"]+)"[^>]*aria-invalid="true"', field)
        assert described
        (error,) = [one for one in described[1].split() if one.endswith("-error")]
        beside = re.search(rf'id="{re.escape(error)}">([^<]+)<', field)
        assert beside
        said[error.removesuffix("-error")] = unescape(beside[1])
    return said


def forms_on(page: str) -> list[dict[str, str]]:
    """The hidden fields of every act's form."""
    found = []
    for form in re.findall(r"<form method=\"post\".*?</form>", page, re.DOTALL):
        pairs = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
        hidden = {key: unescape(value) for key, value in pairs}
        if "form" in hidden:
            found.append(hidden)
    return found
