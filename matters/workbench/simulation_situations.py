"""The situations that a simulation draws from: the scenarios of a matter, each with an invented applicant."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from matters.plays import Play, prepared
from matters.scenarios import RegisterSays, Scenario, Scenarios, Usual, traits_of
from matters.spec import Matter
from matters.words import Text
from matters.workbench.subjects import Subject, invented


class Cast(NamedTuple):
    """An applicant in a situation on the day on which the application comes in."""

    play: Play
    subject: Subject


@dataclass(frozen=True)
class Situation:
    """One of the situations that occur: a way through the matter."""

    matter: Matter
    file: Scenarios
    scenario: Scenario
    _casts: dict[date, Cast] = field(default_factory=dict, compare=False, repr=False)

    @property
    def name(self) -> Text:
        return self.scenario.name

    @property
    def told(self) -> dict[str, RegisterSays]:
        """What registers say whoever applies."""
        return self.file.usual.registers | self.scenario.registers

    @property
    def down(self) -> frozenset[str]:
        """Checks whose register does not answer."""
        return frozenset(self.scenario.down)

    @property
    def is_straight(self) -> bool:
        """Whether nothing of its own leaves the straight road; then it has troubles by chance."""
        return not self.scenario.acts and not self.down

    def cast(self, day: date) -> Cast:
        """Who applies on that day: “resident for less than six months” must be true then. Raises `FactMissing`."""
        if day not in self._casts:
            subject = invented(self.matter, traits_of(self.file, self.scenario), day)
            play = prepared(self.file, self.scenario, self.matter, subject.facts, day)
            self._casts[day] = Cast(play, subject)
        return self._casts[day]


def situations_of(matter: Matter, file: Scenarios | None) -> dict[str, Situation]:
    """By key, the scenarios that can be simulated, or one plain situation where there are none."""
    file = file or _plain(matter)
    playable = (one for one in file.scenarios if not any(turn.must_fail for turn in one.acts))
    return {one.scenario: Situation(matter, file, one) for one in playable}


def _plain(matter: Matter) -> Scenarios:
    """An applicant who brings every paper, signs every promise and is asked nothing."""
    return Scenarios(
        matter=matter.matter,
        usual=Usual(
            uploads=tuple(one.key for one in matter.materials),
            promises=tuple(one.key for one in matter.promises),
        ),
        scenarios=(Scenario(scenario="usual", name=Text(zh="通常情形", en="The usual situation")),),
    )
