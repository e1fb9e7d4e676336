"""Fixing the day of a visit or a hearing: early enough, on a workday, with who presides (Act 48)."""

from datetime import date
from typing import NamedTuple

from matters.acting import Acting, said
from matters.acts import Appoint
from matters.case import Appointed
from matters.clock import Clock, clock, clocks_waiting
from matters.errors import ActRefused
from matters.rules import Rules
from matters.spec import Step
from matters.standing import Standing

HEARING_AHEAD = 7
"""Working days between the notice of a hearing and the hearing itself (Act 48(1)(1), 82)."""


def appointed(acting: Acting, act: Appoint) -> Appointed:
    """The fact that the act becomes. Raises `ActRefused` with the way out, and `CalendarMissing`."""
    place = said(act.place, "请写明地点。", "Say where.")
    _check_day(acting, act.day)
    chair = act.chair.strip()
    if acting.step.kind == "hearing":
        chair = said(chair, "请写明听证主持人。", "Say who presides at the hearing.")
    return Appointed(
        at=acting.at,
        by=acting.by,
        step=act.step,
        day=act.day,
        hour=act.hour,
        place=place,
        chair=chair,
        public=act.public,
    )


class Due(NamedTuple):
    """A step and the day by which it has to be done: as promised, else by law."""

    step: str
    last: date


def due_around(rules: Rules, now: Standing, step: Step) -> tuple[Due, ...]:
    """The days that a visit or hearing is fixed in view of: its own, and those of the items that wait for it.

    A visit has no days but theirs, and what the law leaves out of their limits delays none of them (Act 45). A day
    after them is not forbidden: the limit may be extended, or late. Raises `CalendarMissing`.
    """
    own = () if step.kind == "visit" else ((step.step, clock(rules, now, step)),)
    waiting = () if step.excluded else clocks_waiting(rules, now, step)
    found = ((key, _last(one)) for key, one in (*own, *waiting))
    return tuple(Due(key, last) for key, last in found if last)


def _last(limit: Clock) -> date | None:
    return limit.promised or limit.due


def passed_by(dues: tuple[Due, ...], day: date) -> tuple[Due, ...]:
    """Those of them that the day lies after."""
    return tuple(one for one in dues if one.last < day)


def _check_day(acting: Acting, day: date) -> None:
    calendar = acting.rules.calendar
    ahead = HEARING_AHEAD if acting.step.kind == "hearing" else 0
    first = calendar.workday_after(acting.today, ahead)
    if day < first:
        raise ActRefused(
            zh=f"最早可以定在{first.year}年{first.month}月{first.day}日"
            + ("（听证的7个工作日前须通知，行政许可法第四十八条）。" if ahead else "。"),
            en=f"The first day possible is {first}"
            + (": a hearing is told 7 working days ahead (Act 48)." if ahead else "."),
            field="day",
        )
    if not calendar.is_workday(day):
        raise ActRefused(
            zh=f"{day.year}年{day.month}月{day.day}日不是工作日，请另定日期。",
            en=f"{day} is no workday. Choose another day.",
            field="day",
        )
