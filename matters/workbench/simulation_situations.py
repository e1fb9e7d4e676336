"""The situations that a simulation draws from: scenarios, or compiled ones, each with an invented applicant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from matters.case import CHINA, Outcome
from matters.fields import Answers, Value
from matters.paths.examples import EXAMPLE_DAY
from matters.paths.situations import telling
from matters.plays import Play, prepared
from matters.scenarios import (
    OPENING_HOUR,
    RegisterSays,
    Scenario,
    Scenarios,
    Usual,
    traits_of,
)
from matters.spec import Matter
from matters.words import Text
from matters.workbench.simulation_days import moved
from matters.workbench.subjects import Subject, invented


class Cast(NamedTuple):
    """An applicant in a situation on the day on which the application comes in."""

    play: Play
    subject: Subject
    told: dict[str, RegisterSays]
    """What registers say of whoever applies."""


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
    def down(self) -> frozenset[str]:
        """Checks whose register does not answer."""
        return frozenset(self.scenario.down)

    @property
    def is_straight(self) -> bool:
        """Whether nothing of its own leaves the straight road; what chance adds does not count."""
        return not self.scenario.acts and not self.down

    @property
    def ends_well(self) -> bool:
        """Whether all is granted in the end, whatever happens on the way; nobody in it has to be somebody special."""
        special = (turn.account or turn.role == "head" for turn in self.scenario.acts)
        return self.scenario.outcome == Outcome.GRANTED and not self.down and not any(special)

    def cast(self, day: date) -> Cast:
        """Who applies on that day: “resident for less than six months” must be true then. Raises `FactMissing`."""
        if day not in self._casts:
            subject = invented(self.matter, traits_of(self.file, self.scenario), day)
            file, scenario, told = moved(self.file, self.scenario, day)
            play = prepared(file, scenario, self.matter, subject.facts, day)
            self._casts[day] = Cast(play, subject, told)
        return self._casts[day]


def situations_of(matter: Matter, file: Scenarios | None) -> dict[str, Situation]:
    """By key, the scenarios that can be simulated; where there are none, situations that the compiler finds."""
    return (file and _playable(matter, file)) or _playable(matter, _compiled(matter))


def _playable(matter: Matter, file: Scenarios) -> dict[str, Situation]:
    """All but those in which somebody tries what must be refused."""
    return {
        one.scenario: Situation(matter, file, one)
        for one in file.scenarios
        if not any(turn.must_fail for turn in one.acts)
    }


def usual_ones(situations: Mapping[str, Situation]) -> tuple[str, ...]:
    """Those that are simulated where nobody says which: straight ones, else those that end well, else all.

    A matter whose every case needs an act of its own, such as a word of the applicant at the end, has no straight ones.
    """
    straight = tuple(key for key, one in situations.items() if one.is_straight)
    well = tuple(key for key, one in situations.items() if one.ends_well)
    return straight or well or tuple(situations)


def _compiled(matter: Matter) -> Scenarios:
    """A few situations that show every step, each by an applicant who brings every paper and signs every promise."""
    open_ones = [one for one in telling(matter) if one.steps]
    return Scenarios(
        matter=matter.matter,
        starts=datetime.combine(EXAMPLE_DAY, OPENING_HOUR, CHINA),
        usual=Usual(
            uploads=tuple(one.key for one in matter.materials),
            promises=tuple(one.key for one in matter.promises),
        ),
        scenarios=tuple(
            Scenario(
                scenario=f"situation-{one.key}",
                name=_name(matter, number, one.steps),
                answers=one.answers,
                registers=_saying(matter, one.findings),
            )
            for number, one in enumerate(open_ones, start=1)
        ),
    )


def _name(matter: Matter, number: int, steps: tuple[str, ...]) -> Text:
    first, more = matter.step(steps[0]).name, len(steps) - 1
    if not more:
        return Text(zh=f"{number}. {first.zh}", en=f"{number}. {first.en}")
    return Text(
        zh=f"{number}. {first.zh}等{len(steps)}个环节", en=f"{number}. {first.en} and {more} more"
    )


def _saying(matter: Matter, findings: Answers) -> dict[str, RegisterSays]:
    """What registers must say for it, by check; `findings` by `checks.<check>.<value>`."""
    values: dict[str, dict[str, Value]] = {}
    for path, value in findings.items():
        _, check, name = path.split(".", 2)
        values.setdefault(check, {})[name] = value
    return {
        use.key: RegisterSays(values=values[said])
        for use in matter.checks
        if (said := use.key.replace("-", "_")) in values
    }
