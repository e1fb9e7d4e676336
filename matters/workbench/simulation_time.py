"""The time of a simulation: minutes during which the office works, and the moments of the calendar that they are."""

from bisect import bisect_left
from datetime import date, datetime, time, timedelta
from itertools import accumulate

from matters.calendars import Calendar
from matters.case import CHINA
from matters.workbench.simulation_plan import Session

_MINUTE = 60


class OfficeTime:
    """Counts working minutes from the first working day on; nights, breaks and rest days take no time."""

    def __init__(self, calendar: Calendar, begins: date, sessions: tuple[Session, ...]) -> None:
        self._calendar = calendar
        self._sessions = tuple(
            (_minute(one.begins), _minute(one.ends) - _minute(one.begins)) for one in sessions
        )
        self._days = [calendar.workday_after(begins, 0)]
        self.day_length = sum(length for _, length in self._sessions)
        """Working minutes of a day."""

    @property
    def begins(self) -> date:
        return self._days[0]

    def day(self, index: int) -> date:
        """The working day of that index, from 0. Raises `CalendarMissing`."""
        while len(self._days) <= index:
            self._days.append(self._calendar.workday_after(self._days[-1], 1))
        return self._days[index]

    def index(self, day: date) -> int:
        """The index of the first working day on that day or after it."""
        while self._days[-1] < day:
            self.day(len(self._days))
        return bisect_left(self._days, day)

    def moment(self, minutes: float) -> datetime:
        """When that many working minutes have passed."""
        index, left = divmod(minutes, self.day_length)
        at = self._sessions[0][0] + left
        passed = 0.0
        for begins, length in self._sessions:
            if left < passed + length:
                at = begins + left - passed
                break
            passed += length
        midnight = datetime.combine(self.day(int(index)), time.min, CHINA)
        return midnight + timedelta(minutes=at)

    def minutes_at(self, moment: datetime) -> float:
        """How many working minutes have passed by then."""
        local = moment.astimezone(CHINA)
        index = self.index(local.date())
        if self.day(index) != local.date():
            return index * self.day_length
        clock = _minute(local.time())
        worked = sum(min(max(clock - begins, 0), length) for begins, length in self._sessions)
        return index * self.day_length + worked

    def in_the_day(self, weights: dict[int, float]) -> "DayProfile":
        """How applications spread over a day, by the weight of each hour."""
        return DayProfile(self._sessions, weights)


class DayProfile:
    """Which share of the day's applications has come by which working minute."""

    def __init__(
        self, sessions: tuple[tuple[float, float], ...], weights: dict[int, float]
    ) -> None:
        each = [
            weights.get(int(begins + minute) // _MINUTE, 0.0) if weights else 1.0
            for begins, length in sessions
            for minute in range(int(length))
        ]
        self._sums = (0.0, *accumulate(each))

    def __bool__(self) -> bool:
        """Whether anything comes at all during working hours."""
        return self._sums[-1] > 0

    def minute(self, share: float) -> float:
        """The working minute of the day by which that share has come."""
        wanted = share * self._sums[-1]
        after = max(1, bisect_left(self._sums, wanted))
        before = self._sums[after - 1]
        width = self._sums[after] - before
        return after - 1 + ((wanted - before) / width if width else 0.0)


def _minute(clock: time) -> float:
    seconds = clock.second + clock.microsecond / 1_000_000
    return clock.hour * _MINUTE + clock.minute + seconds / _MINUTE
