"""The situations that a simulation draws from: scenarios, or compiled ones, each with an invented applicant."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from matters.fields import Answers, Value
from matters.paths.situations import telling
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
    """By key, the scenarios that can be simulated; where there are none, situations that the compiler finds."""
    file = file or _compiled(matter)
    playable = (one for one in file.scenarios if not any(turn.must_fail for turn in one.acts))
    return {one.scenario: Situation(matter, file, one) for one in playable}


def _compiled(matter: Matter) -> Scenarios:
    """A few situations that show every step, each by an applicant who brings every paper and signs every promise."""
    open_ones = [one for one in telling(matter) if one.steps]
    return Scenarios(
        matter=matter.matter,
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
