"""A scenario told on another day: its dates move with the day on which the application comes in.

A scenario is written for the day on which it starts: a child born the week before, a share paid that morning. Whoever
applies on another day was born, and paid, as long before that.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from matters.calendars import Calendar
from matters.fields import Answers
from matters.limits import Limit, last_day
from matters.scenarios import RegisterSays, Scenario, Scenarios, Turn

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def moved(
    file: Scenarios, scenario: Scenario, day: date
) -> tuple[Scenarios, Scenario, dict[str, RegisterSays]]:
    """The file and the scenario as if written for that day, and what registers then say."""
    by = day - (scenario.starts or file.starts).date()
    usual = file.usual.model_copy(update={"answers": _answers(file.usual.answers, by)})
    own = scenario.model_copy(
        update={
            "answers": _answers(scenario.answers, by),
            "acts": tuple(_turn(one, by) for one in scenario.acts),
        }
    )
    said = {
        key: one.model_copy(update={"values": _answers(one.values, by)})
        for key, one in (file.usual.registers | scenario.registers).items()
    }
    return file.model_copy(update={"usual": usual}), own, said


def earliest(turn: Turn, begun: date, calendar: Calendar) -> date:
    """The first day on which the turn may be taken, in a case that came in on the day `begun`."""
    match turn.on:
        case Limit(unit="days", count=count):
            return begun + timedelta(days=count)
        case Limit():
            return last_day(begun, turn.on, calendar)
        case date():
            return turn.on
        case None:
            return begun


def _turn(turn: Turn, by: timedelta) -> Turn:
    said = {key: _later(value, by) for key, value in (turn.model_extra or {}).items()}
    on = turn.on + by if isinstance(turn.on, date) else turn.on
    return turn.model_copy(update={**said, "on": on})


def _answers(answers: Answers, by: timedelta) -> dict[str, object]:
    return {path: _later(value, by) for path, value in answers.items()}


def _later(value: object, by: timedelta) -> object:
    """The same with every date in it moved; what only looks like one stays."""
    match value:
        case str() if _DAY.fullmatch(value):
            return _moved_day(value, by)
        case tuple() | list():
            return tuple(_later(one, by) for one in value)
        case Mapping():
            return {key: _later(one, by) for key, one in value.items()}
        case _:
            return value


def _moved_day(written: str, by: timedelta) -> str:
    try:
        return (date.fromisoformat(written) + by).isoformat()
    except (ValueError, OverflowError):
        return written
