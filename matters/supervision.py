"""What the watch tells of a clock, whom and when; and the light that a clock shows (电子监察, domain 3.18). Pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple, Protocol

from matters.calendars import Calendar
from matters.escalation import Escalation, Reminder, Told
from matters.limits import Colour, remaining
from matters.open_clocks import RedReason
from matters.timers import TIMERS
from matters.words import Text

LightReason = RedReason | Literal["in-time", "last-fifth", "last-two-days", "last-day"]

LIGHT_REASONS: dict[LightReason, Text] = {
    "in-time": Text(zh="期限内", en="in time"),
    "last-fifth": Text(zh="剩余不足20%", en="the last fifth of the limit"),
    "last-two-days": Text(zh="剩余不超过2个工作日", en="two working days or less are left"),
    "last-day": Text(zh="今日到期", en="the last day"),
    "overdue": Text(zh="已超期", en="overdue"),
    "check-missed": Text(
        zh="批后核查逾期未开展", en="a promise was not looked after in time after the decision"
    ),
    "voucher-missing": Text(zh="收件未出具凭证", en="no voucher was given for what was received"),
    "supplement-twice": Text(
        zh="同一申请再次要求补正", en="the applicant was asked to supply a second time"
    ),
    "reasons-missing": Text(zh="不予许可未说明理由", en="a refusal gives no reasons"),
}
"""The codes of a light in words."""


def reason_name(code: str) -> Text:
    """A code in words; one that is not known stands for itself."""
    return {str(key): words for key, words in LIGHT_REASONS.items()}.get(code) or Text.same(code)


_CLOCKS: dict[str, Text] = {
    "T6:promised": Text(zh="“一件事”承诺期限", en="Promised for the whole"),
    "T6:statutory": Text(zh="“一件事”法定期限", en="Limit of the whole by law"),
    "T1:local:1": Text(
        zh="一次性告知（窗口职责）", en="To say what is missing (duty of the window)"
    ),
    "opinion": Text(zh="答复征求意见", en="To give an opinion"),
    "verification": Text(zh="部门核验答复", en="To look a paper up"),
    "delivery": Text(zh="另行送达", en="To deliver anew"),
    "supervision": Text(zh="督办答复", en="To answer a supervision order"),
}
"""What clocks are called beyond the timers of the law, by key or by kind."""
WHOLE = Text(zh="整个办件", en="The whole case")


def clock_name(key: str) -> Text:
    """What the clock of this key is called."""
    kind = key.partition(":")[0]
    timers = {str(one): timer.name for one, timer in TIMERS.items()}
    found = _CLOCKS.get(key) or _CLOCKS.get(kind) or timers.get(kind)
    return found or Text(zh="监察事项", en="Duty")


def place_name(key: str, step: Text) -> Text:
    """Where the clock runs: its step, or the whole case."""
    return WHOLE if key.startswith("T6:") else step


def level_name(level: str) -> Text:
    """The occasion of a telling in words: its code is as `overdue+2`."""
    occasion, _, days = level.partition("+")
    if days:
        return Text(zh=f"超期{days}个工作日", en=f"{days} working days overdue")
    return _OCCASIONS.get(occasion, Text.same(level))


_OCCASIONS: dict[str, Text] = {
    "yellow": Text(zh="转为黄灯", en="turned yellow"),
    "last-day": Text(zh="最后一日", en="the last day"),
    "overdue": Text(zh="超期", en="overdue"),
}

TOLD_WORDS: dict[Told, Text] = {
    "holder": Text(zh="经办人", en="the officer who has it"),
    "unit": Text(zh="办理部门", en="the department"),
    "head": Text(zh="部门负责人", en="the head of the department"),
    "supervisors": Text(zh="电子监察", en="the supervisors"),
}

_DAY = timedelta(days=1)
_TWO = 2


class Watched(Protocol):
    """What is known of a clock that is watched."""

    @property
    def kind(self) -> str: ...
    @property
    def holder(self) -> str | None: ...
    @property
    def reason(self) -> RedReason: ...
    @property
    def yellow_on(self) -> date: ...
    @property
    def last(self) -> date: ...


class Light(NamedTuple):
    """The colour of a clock, and the code of its reason."""

    colour: Colour
    reason: LightReason


class Due(NamedTuple):
    """One telling whose day has come: the level is its code, as `overdue+1`."""

    on: date
    level: str
    to: Told


ORDER = "order"
"""The level at which the supervision order goes out by itself."""
ORDERED = frozenset({"T1", "T4", "T5", "T6", "T8", "T9"})
"""The clocks for which it does; of the days of an applicant, or of a step inside an item, people are only told."""


def light_of(clock: Watched, today: date, calendar: Calendar) -> Light:
    """The light of a clock on a day. Raises `CalendarMissing`."""
    if today > clock.last:
        return Light("red", clock.reason)
    if today < clock.yellow_on:
        return Light("green", "in-time")
    if today == clock.last:
        return Light("yellow", "last-day")
    few = remaining(clock.last, today, calendar) <= _TWO
    return Light("yellow", "last-two-days" if few else "last-fifth")


def tellings(clock: Watched, rule: Escalation, calendar: Calendar) -> Iterator[Due]:
    """All tellings of a clock, in the order of their days. Raises `CalendarMissing` for a day too far ahead."""
    never_yellow = clock.yellow_on > clock.last
    for one in rule.reminders:
        if never_yellow and one.when != "overdue":
            continue
        # What nobody has taken in hand is told to all who may take it.
        to = "unit" if one.to == "holder" and clock.holder is None else one.to
        yield Due(_day_of(one, clock, calendar), _level(one), to)
    if rule.order_after is not None and clock.reason == "overdue" and clock.kind in ORDERED:
        yield Due(calendar.workday_after(clock.last, rule.order_after), ORDER, "supervisors")


def _day_of(one: Reminder, clock: Watched, calendar: Calendar) -> date:
    match one.when:
        case "yellow":
            return clock.yellow_on
        case "last-day":
            return clock.last
        case "overdue" if one.after:
            return calendar.workday_after(clock.last, one.after)
        case _:
            return clock.last + _DAY


def _level(one: Reminder) -> str:
    return f"{one.when}+{one.after}" if one.after else one.when


def due_of(
    clock: Watched, rule: Escalation, calendar: Calendar, today: date
) -> tuple[tuple[Due, ...], date | None]:
    """What is to be told by today, and when to look again; never, where nothing is left to tell."""
    known = tuple(tellings(clock, rule, calendar))
    later = (one.on for one in known if one.on > today)
    return tuple(one for one in known if one.on <= today), min(later, default=None)
