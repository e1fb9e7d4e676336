"""The pure core as a desk: verbs without a database, and a machine that does what is due."""

from datetime import datetime
from functools import cache
from pathlib import Path

from matters.acts import Act
from matters.case import MACHINE, Actor, Case, Launched
from matters.due import Action, TimeUp, due, wake_at
from matters.fields import Answers
from matters.library import Library
from matters.machine_verbs import time_up
from matters.reading import SHIPPED, read_library, read_matter
from matters.rules import Rules
from matters.settling import settle
from matters.standing import standing
from matters.verbs import Moment, launch, perform
from tests.cases import MONDAY, a_clerk, done, every_register_knows
from tests.patterns.telling import Story, playing

MATTERS = Path(__file__).parent / "matters"


@cache
def the_library() -> Library:
    return read_library(SHIPPED)


@cache
def rules_of(matter: str) -> Rules:
    """The fixture as the real reader gives it, with the shipped office and calendar."""
    library = the_library()
    return Rules(read_matter(MATTERS / f"{matter}.yaml", library), library.office, library.calendar)


class CoreDesk:
    """Facts in memory and a clock that the story sets."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.at = MONDAY
        self._case: Case | None = None

    def launch(self, answers: Answers) -> None:
        fact = Launched(at=self.at, by=a_clerk(), answers=answers, channel="counter")
        self._case = launch(self.rules, "330200-2026-000001", fact)

    def act(self, act: Act, by: Actor) -> None:
        self._case = perform(self.rules, self.case(), act, Moment(by, self.at))

    def case(self) -> Case:
        assert self._case is not None
        return self._case

    def rest(self, at: datetime | None) -> None:
        """The machine does all that is due, and settling once more changes nothing."""
        self.at = at or self.at
        for _ in range(50):
            actions = due(self.rules, self.case(), self.at)
            if not actions:
                break
            for action in actions:
                self._case = self._done(action)
        assert due(self.rules, self.case(), self.at) == ()
        assert settle(self.rules, self.case(), self.at) == self.case()

    def _done(self, action: Action) -> Case:
        match action:
            case TimeUp():
                return time_up(self.rules, self.case(), Moment(MACHINE, self.at))
            case _:
                return done(self.rules, self.case(), action, self.at, every_register_knows)


def plays_on_the_core(story: Story) -> None:
    """Raises AssertionError where the core does not do what the story says."""
    desk = CoreDesk(rules_of(story.matter))
    for moment in playing(story, desk):
        desk.rest(moment)
    now = standing(desk.case())
    assert now.issued.keys() == now.delivered.keys() != set()
    assert wake_at(desk.rules, now, desk.at) is None
