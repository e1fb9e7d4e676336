"""The situations that a simulation draws from: the scenarios of a matter, each with an invented applicant."""

from datetime import date
from typing import NamedTuple

from matters.plays import Play, prepared
from matters.scenarios import RegisterSays, Scenario, Scenarios, Usual, traits_of
from matters.spec import Matter
from matters.words import Text
from matters.workbench.subjects import Subject, invented


class Situation(NamedTuple):
    """One of the situations that occur: a way through the matter."""

    key: str
    name: Text
    play: Play
    """Its own acts are played; a situation without any has troubles by chance."""
    subject: Subject
    told: dict[str, RegisterSays]
    down: frozenset[str]

    @property
    def is_straight(self) -> bool:
        """Whether nothing of its own leaves the straight road."""
        return not self.play.scenario.acts and not self.down


def situations_of(matter: Matter, file: Scenarios | None, begins: date) -> dict[str, Situation]:
    """By key, the scenarios that can be simulated, or one plain situation where there are none.

    Raises `FactMissing` for a scenario that asks of its applicant what an invented one lacks.
    """
    file = file or _plain(matter)
    playable = (one for one in file.scenarios if not any(turn.must_fail for turn in one.acts))
    return {one.scenario: _situation(matter, file, one, begins) for one in playable}


def _situation(matter: Matter, file: Scenarios, scenario: Scenario, begins: date) -> Situation:
    subject = invented(matter, traits_of(file, scenario), begins)
    return Situation(
        key=scenario.scenario,
        name=scenario.name,
        play=prepared(file, scenario, matter, subject.facts, begins),
        subject=subject,
        told=file.usual.registers | scenario.registers,
        down=frozenset(scenario.down),
    )


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
