"""The lights of a queue: of each piece of work with the code of its reason, red duties besides, and the reminders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hall.clock_words import Lamp, lamp
from matters.calendars import Calendar
from matters.case import business_date
from matters.limits import Unit
from matters.spec import Matter
from matters.supervision import clock_name, light_of, place_name, reason_name
from matters.words import Text
from storage.queues import WorkSeen
from storage.supervision import ReminderSeen, Running


@dataclass(frozen=True)
class WorkLight:
    """The light of one piece of work."""

    lamp: Lamp
    why: Text | None = None
    """Why it is yellow or red."""
    duties: tuple[Text, ...] = ()
    """What besides is red in the case, and this department's."""


@dataclass(frozen=True)
class Reminded:
    """A clock of which the reader was told."""

    case: str
    step: Text
    clock: Text
    lamp: Lamp
    last: date
    told_at: datetime


def work_light(
    row: WorkSeen, department: str, known: Sequence[Running], at: tuple[date, Calendar, Unit]
) -> WorkLight:
    """The light of a row by the clock that its day comes from; without one it counts from its opening."""
    today, calendar, unit = at
    own = [one for one in known if one.case == row.case]
    day = row.day
    clock = next((one for one in own if (one.step, one.last) == (row.step, day)), None)
    start = clock.started if clock else business_date(row.opened_at)
    duties = (
        reason_name(one.reason)
        for one in own
        if one.kind == "duty" and one.department == department and today > one.last
    )
    light = light_of(clock, today, calendar) if clock else None
    why = reason_name(light.reason) if light and light.colour != "green" else None
    return WorkLight(lamp(start, day, today, calendar, unit), why, tuple(duties))


def reminded(
    rows: Sequence[ReminderSeen], matters: Mapping[str, Matter], today: date, calendar: Calendar
) -> tuple[Reminded, ...]:
    """The reminders in words; `matters` by digest."""
    return tuple(
        Reminded(
            case=row.case,
            step=place_name(row.key, _step(matters[row.digest], row.step)),
            clock=clock_name(row.key) if row.kind != "duty" else reason_name(row.reason),
            lamp=lamp(min(row.yellow_on, row.last), row.last, today, calendar),
            last=row.last,
            told_at=row.told_at,
        )
        for row in rows
    )


def _step(matter: Matter, key: str) -> Text:
    names = {step.step: step.name for step in matter.steps}
    return names.get(key, Text(zh="受理", en="Acceptance"))
