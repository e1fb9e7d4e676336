"""The list of lights as supervisors search it: what was asked in the address, and each clock in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from hall.clock_words import left_until
from hall.house import Hall
from hall.posted import Posted
from matters.limits import Colour
from matters.spec import Matter
from matters.supervision import Light, clock_name, light_of, place_name, reason_name
from matters.words import Text
from storage.supervision import ClockPlace, ClockSeen, ClocksWanted

NAMES = ("colour", "department", "matter", "reason", "case")
COLOURS: tuple[tuple[Colour, Text], ...] = (
    ("red", Text(zh="红灯", en="Red")),
    ("yellow", Text(zh="黄灯", en="Yellow")),
    ("green", Text(zh="绿灯", en="Green")),
)
REASONS = ("overdue", "voucher-missing", "supplement-twice", "reasons-missing", "check-missed")
HEAD = (
    Text(zh="灯", en="Light"),
    Text(zh="原因代码", en="Code"),
    Text(zh="原因", en="Reason"),
    Text(zh="办件编号", en="Case"),
    Text(zh="事项", en="Matter"),
    Text(zh="环节", en="Step"),
    Text(zh="时限", en="Clock"),
    Text(zh="责任部门", en="Department"),
    Text(zh="起算", en="Counts from"),
    Text(zh="到期", en="Last day"),
    Text(zh="剩余或超期", en="Left or late"),
    Text(zh="提醒次数", en="Told"),
)
NUMBER = 21


@dataclass(frozen=True)
class ClockSearch:
    """What is looked for, as it was written."""

    colour: str = ""
    department: str = ""
    matter: str = ""
    reason: str = ""
    case: str = ""

    def wanted(self, today: date) -> ClocksWanted:
        """A colour that there is not narrows nothing, and neither does what is no case number."""
        colour = next((one for one, _ in COLOURS if one == self.colour), None)
        number = self.case if self.case.isascii() and self.case.isdigit() else None
        return ClocksWanted(
            today=today,
            colour=colour,
            department=self.department or None,
            matter=self.matter or None,
            reason=self.reason or None,
            case=number[:NUMBER] if number else None,
        )

    def address(self, **other: str) -> str:
        """The address of the list with something else chosen; a place is kept only when it is named."""
        said = {name: getattr(self, name) for name in NAMES} | other
        given = urlencode({name: value for name, value in said.items() if value})
        return f"/supervision?{given}" if given else "/supervision"


def search_in(given: Posted | Mapping[str, str]) -> ClockSearch:
    """What a form or an address asks for."""
    found = (
        given.text(name) if isinstance(given, Posted) else given.get(name, "") for name in NAMES
    )
    return ClockSearch(*(one.strip()[:80] for one in found))


@dataclass(frozen=True)
class ClockLine:
    """One clock in words."""

    seen: ClockSeen
    light: Light
    reason: Text
    clock: Text
    matter: Text
    step: Text
    department: Text
    left: Text


def lines_of(
    hall: Hall, rows: Iterable[ClockSeen], matters: Mapping[str, Matter], today: date
) -> tuple[ClockLine, ...]:
    """The rows in words; `matters` by digest."""
    return tuple(_line(hall, row, matters[row.digest], today) for row in rows)


def _line(hall: Hall, row: ClockSeen, matter: Matter, today: date) -> ClockLine:
    calendar = hall.installation.calendar
    light = light_of(row, today, calendar)
    names = {step.step: step.name for step in matter.steps}
    return ClockLine(
        seen=row,
        light=light,
        reason=reason_name(light.reason),
        clock=clock_name(row.key),
        matter=matter.name,
        step=place_name(row.key, names.get(row.step, Text(zh="受理", en="Acceptance"))),
        department=hall.department_name(row.department),
        left=left_until(row.last, today, calendar, "working-days"),
    )


def cells(line: ClockLine, language: str) -> tuple[str, ...]:
    """One row of the export."""
    colour = dict(COLOURS)[line.light.colour]
    words = (colour, Text.same(line.light.reason), line.reason)
    names = (line.matter, line.step, line.clock, line.department)
    said = [one.zh if language == "zh" else one.en for one in (*words, *names, line.left)]
    days = (line.seen.started.isoformat(), line.seen.last.isoformat())
    return (*said[:3], line.seen.case, *said[3:7], *days, said[7], str(line.seen.told))


def written_place(place: ClockPlace) -> str:
    """A place in the list as an address holds it: a day, a case number, a clock."""
    return f"{place.last.isoformat()}~{place.case}~{place.key}"


def place_in(text: str) -> ClockPlace | None:
    """The place that an address names; none that can be read is the beginning."""
    day, _, rest = text.partition("~")
    case, _, key = rest.partition("~")
    try:
        return ClockPlace(date.fromisoformat(day), case, key) if key else None
    except ValueError:
        return None
