"""A newer calendar: shown before it is loaded, and loaded; `flows.calendar_recounting` then counts the cases anew."""

from dataclasses import dataclass
from datetime import date

from flows.installation import Installation
from matters.calendar_changes import Difference, difference
from matters.calendar_files import CalendarFile
from matters.calendars import Calendar
from matters.case import business_date
from matters.errors import ActRefused
from storage import calendars
from storage.calendars import Loading


@dataclass(frozen=True)
class Preview:
    """What a file would change."""

    file: CalendarFile
    seen: int
    """The load that was the newest when it was shown."""
    old: Calendar
    new: Calendar
    difference: Difference

    def past(self, today: date) -> bool:
        """Whether days that are past would change, by which people have acted already."""
        return bool(self.difference.before(today))


class NothingNew(ActRefused):
    """A file that says what is loaded already."""

    def __init__(self) -> None:
        super().__init__(
            zh="文件与正在使用的日历相同，没有需要装入的内容。",
            en="The file says what is in use already; there is nothing to load.",
        )


class PastWouldChange(ActRefused):
    """Days that are past would change, and nobody said that this is meant."""

    def __init__(self, first: date) -> None:
        super().__init__(
            zh=f"装入后，已经过去的日子（最早为{first}）会改变，已办案件的期限会被重新计算。"
            "确需更正的，请加 --yes，或在页面上勾选确认。",
            en=f"Days that are past, from {first} on, would change, and with them dates that people"
            " acted by. If this is meant, say --yes, or tick the box on the page.",
        )


def preview(house: Installation, file: CalendarFile) -> Preview:
    """What the file would change. Raises NothingNew."""
    with house.database.transaction() as connection:
        seen = calendars.last_load(connection)
        old = house.calendars.in_use(connection)
    new = old.with_newer(file.years, file.overlays)
    if new == old:
        raise NothingNew
    return Preview(file, seen, old, new, difference(old, new))


def load(house: Installation, shown: Preview, by: str, reason: str, *, past: bool = False) -> int:
    """Load what was shown; its number. From the commit on every process counts by it.

    Raises PastWouldChange, and ActRefused when another was loaded since it was shown.
    """
    at = house.clock()
    gone = shown.difference.before(business_date(at))
    if gone and not past:
        raise PastWouldChange(gone[0].on)
    loading = Loading(shown.file.years, shown.file.overlays, by, reason, at)
    with house.database.transaction() as connection:
        number = calendars.write(connection, shown.old.calendar, loading, shown.seen)
    with house.database.transaction() as connection:
        house.calendars.in_use(connection)  # pages of this process show it at once
    return number
