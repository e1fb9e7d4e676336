"""A desk on a real database: the commands that pages and the API call, each act under its own idempotency key."""

from dataclasses import replace
from pathlib import Path

from flows.commands import Application, act_on, launch_case
from flows.installation import Installation
from matters.acts import Act
from matters.case import Actor, Case
from matters.fields import Answers
from matters.rules import Rules
from storage.calendars import Calendars
from storage.database import Database
from storage.idempotency import Once
from tests.cases import a_clerk
from tests.houses import Clock, SilentBell, a_house, stored
from tests.patterns.core_desk import the_library


def a_shipped_house(
    database: Database, folder: Path, clock: Clock, bell: SilentBell
) -> Installation:
    """An installation with the shipped office and calendar on this database; letters stay text."""
    house = a_house(database.url, folder, clock)
    house.database.close()
    library = the_library()
    calendars = Calendars(library.calendar, library.office.profile.key)
    return replace(house, database=database, office=library.office, calendars=calendars, bell=bell)


class StoredDesk:
    """One case in the database, moved by people's commands."""

    def __init__(self, house: Installation, rules: Rules, key: str) -> None:
        self.house = house
        self.rules = rules
        self.number = ""
        self._key = key
        self._acts = 0

    def launch(self, answers: Answers) -> None:
        form = Application(
            matter=self.rules.matter.matter, answers=answers, delivery="electronic", consent_in="zh"
        )
        self.number = launch_case(self.house, form, a_clerk(), self._once("launch"))

    def act(self, act: Act, by: Actor) -> None:
        act_on(self.house, self.number, act, by, self._once(act.act))

    def case(self) -> Case:
        return stored(self.house, self.number)

    def _once(self, what: str) -> Once:
        self._acts += 1
        return Once("patterns", f"{self._key}-{self._acts}", what)
