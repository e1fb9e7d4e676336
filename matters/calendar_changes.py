"""What differs between two calendars, day by day and in words. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from matters.calendars import Calendar
from matters.words import Text

_DAY = timedelta(days=1)
_WEEKDAYS = (
    Text(zh="星期一", en="Monday"),
    Text(zh="星期二", en="Tuesday"),
    Text(zh="星期三", en="Wednesday"),
    Text(zh="星期四", en="Thursday"),
    Text(zh="星期五", en="Friday"),
    Text(zh="星期六", en="Saturday"),
    Text(zh="星期日", en="Sunday"),
)


class DayChanged(NamedTuple):
    """One day that is a workday in one of two calendars only."""

    on: date
    works: bool
    """In the newer one."""

    @property
    def words(self) -> Text:
        """`2026年9月20日（星期日）由休息日改为工作日`."""
        weekday = _WEEKDAYS[self.on.weekday()]
        day_zh = f"{self.on.year}年{self.on.month}月{self.on.day}日（{weekday.zh}）"
        day_en = f"{weekday.en}, {self.on.day} {self.on:%B} {self.on.year}"
        if self.works:
            return Text(
                zh=f"{day_zh}由休息日改为工作日", en=f"{day_en}: a day off becomes a workday"
            )
        return Text(zh=f"{day_zh}由工作日改为休息日", en=f"{day_en}: a workday becomes a day off")


class Difference(NamedTuple):
    """How a newer calendar differs from an older one."""

    days: tuple[DayChanged, ...]
    added: tuple[int, ...]
    """Years that only the newer one has."""
    removed: tuple[int, ...]
    """Years that only the older one has."""

    def before(self, today: date) -> tuple[DayChanged, ...]:
        """The changes of days that are past."""
        return tuple(one for one in self.days if one.on < today)

    def __bool__(self) -> bool:
        return bool(self.days or self.added or self.removed)


def difference(old: Calendar, new: Calendar) -> Difference:
    """Which days and years differ, in their order."""
    had, has = _years(old), _years(new)
    return Difference(
        days=tuple(day for year in sorted(had & has) for day in _days(old, new, year)),
        added=tuple(sorted(has - had)),
        removed=tuple(sorted(had - has)),
    )


def _years(calendar: Calendar) -> set[int]:
    return {one.year for one in calendar.years}


def _days(old: Calendar, new: Calendar, year: int) -> Iterator[DayChanged]:
    if old.year(year) == new.year(year):
        return
    day = date(year, 1, 1)
    while day.year == year:
        works = new.is_workday(day)
        if works != old.is_workday(day):
            yield DayChanged(day, works)
        day += _DAY
