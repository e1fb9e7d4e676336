"""A hall with both shipped matters, and cases that were played through it as far as a test wants."""

import asyncio
from dataclasses import replace

from flows.commands import Application, act_on, launch_case
from flows.register_messages import RegisterAnswer, RegisterQuery
from hall.house import Hall
from matters.acts import Act
from matters.case import Actor
from matters.office import HALL
from matters.plays import Play, next_act
from matters.plays_papers import paper
from matters.rules import Rules
from matters.words import Text
from matters.work import WorkItem, open_work
from storage import cases
from tests.hall.counter import ON, a_play, the_catalogue
from tests.hall.demo_gateway import society
from tests.houses import Outside, a_wave, publish

CLERK = Actor(account="chen", department=HALL, role="clerk")


class Registers(Outside):
    """The synthetic registers, without the gateway before them."""

    def _answer(self, query: RegisterQuery) -> RegisterAnswer:
        if query.register_key in self.down:
            return super()._answer(query)
        said = society().answer(query.register_key, query.inputs, ON)
        return RegisterAnswer(
            check=query.check,
            code="00",
            message=Text(zh="核验完成", en="checked"),
            outcome=said.outcome,
            values=said.values,
            request_id=f"3302{len(self.asked):012}",
        )


class Town:
    """Plays cases in a hall; notices stay text unless they are to be laid out."""

    def __init__(self, hall: Hall, *, lays_out: bool = False) -> None:
        self.hall = hall
        self.house = replace(hall.installation, lays_out=lays_out)
        self.outside = Registers()
        self.rules = {one.matter: publish(self.house, one) for one in the_catalogue().matters}
        self.waves = 0

    def launched(self, matter: str, scenario: str) -> tuple[str, Play]:
        """A case that was just launched; the machine has not seen it."""
        play = a_play(matter, scenario)
        for one in play.evidence:
            if one.rung == "upload":
                material = next(m for m in play.matter.materials if m.key == one.material)
                self.house.files.put(paper(material))
        application = Application(
            matter=matter,
            answers=play.answers,
            evidence=play.evidence,
            delivery="electronic",
            consent_in="zh",
        )
        return launch_case(self.house, application, CLERK), play

    def carry(self) -> None:
        """What the machine has to do."""
        for rules in self.rules.values():
            self.waves += 1
            asyncio.run(a_wave(self.house, self.outside, rules, f"wave-{self.waves}"))

    def case(self, matter: str, scenario: str, acts: int = 0, until: str | None = None) -> str:
        """The number of a case after so many acts of its scenario, or until a step is open."""
        number, play = self.launched(matter, scenario)
        self.carry()
        done: set[int] = set()
        while acts > 0 or until is not None:
            work = self.work(number)
            if until is not None and any(one.step == until for one in work):
                return number
            choice = next_act(play, work, done)
            if choice is None:
                return number
            self.act(number, choice.act, choice.department)
            done |= {choice.turn} if choice.turn is not None else set()
            acts -= 1
        return number

    def act(self, number: str, act: Act, department: str) -> None:
        by = CLERK if department == HALL else Actor(
            account=department, department=department, role="officer"
        )  # fmt: skip
        act_on(self.house, number, act, by)
        self.carry()

    def rules_of(self, number: str) -> Rules:
        with self.house.database.transaction() as connection:
            case = cases.load(connection, self.house.keyring, number).case
            return self.house.rules(connection, case.matter)

    def work(self, number: str) -> tuple[WorkItem, ...]:
        with self.house.database.transaction() as connection:
            case = cases.load(connection, self.house.keyring, number).case
            return open_work(self.house.rules(connection, case.matter), case)
