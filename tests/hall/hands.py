"""A hall with a case of the matter in which every act can be done; accepted, and carried by the machine."""

import asyncio
from functools import cache
from pathlib import Path
from typing import Any

import httpx

from flows.commands import Application, act_on, launch_case
from hall.house import Hall
from matters.acts import Accept, Act
from matters.case import Actor, Case
from matters.reading import SHIPPED, read_library, read_matter
from matters.rules import Rules
from matters.spec import Matter
from storage import cases
from tests.hall.act_forms import do, forms_on, said_after
from tests.hall.desk import Browser, signed_in
from tests.houses import Outside, a_wave, publish

FIXTURE = Path(__file__).parent / "fixtures" / "many-hands.yaml"
CLERK = Actor(account="chen", department="hall", role="clerk")
MARKET = "market-regulation"
HEAD = f"{MARKET}-head"


@cache
def the_matter() -> Matter:
    return read_matter(FIXTURE, read_library(SHIPPED))


class OneCase:
    """One case of a matter, just launched, and everybody who may act on it."""

    def __init__(
        self, hall: Hall, matter: Matter, outside: Outside | None = None, **applied: Any
    ) -> None:
        self.hall = hall
        self.outside = outside or Outside()
        self.rules: Rules = publish(hall.installation, matter)
        self.waves = 0
        self.browsers: dict[str, Browser] = {}
        form = Application(matter=matter.matter, delivery="electronic", consent_in="zh", **applied)
        self.number = launch_case(hall.installation, form, CLERK)
        self.carry()

    def act(self, act: Act, by: Actor) -> None:
        act_on(self.hall.installation, self.number, act, by)
        self.carry()

    def carry(self) -> None:
        self.waves += 1
        asyncio.run(a_wave(self.hall.installation, self.outside, self.rules, f"wave-{self.waves}"))

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
        self, account: str, act: str, step: str = "acceptance", place: str = "", **typed: Any
    ) -> httpx.Response:
        """Fill in a form of the page and send it."""
        return do(self.as_(account), self.number, act, step, place, **typed)

    def said(self, account: str, answer: httpx.Response) -> str:
        """The page after an act that was done."""
        return said_after(self.as_(account), answer)

    def done(self, account: str, act: str, step: str = "acceptance", **typed: str) -> str:
        return self.said(account, self.do(account, act, step, **typed))

    def refused(self, account: str, act: str, step: str = "acceptance", **typed: str) -> str:
        before = len(self.case().facts)
        answer = self.do(account, act, step, **typed)
        assert answer.status_code in (403, 409, 422)
        assert len(self.case().facts) == before
        return answer.text


class Hands(OneCase):
    """The case of the matter in which every act can be done, accepted."""

    def __init__(self, hall: Hall, matter: Matter | None = None, **applied: Any) -> None:
        rows = ({"nickname": "安安"}, {"nickname": "宁宁"})
        answers = {"urgent": False, "children": rows}
        super().__init__(hall, matter or the_matter(), answers=answers, **applied)
        self.act(Accept(), CLERK)
