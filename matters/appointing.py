"""Fixing the day of a visit or a hearing: early enough, on a workday, with who presides (Act 48)."""

from datetime import date

from matters.acting import Acting, said
from matters.acts import Appoint
from matters.case import Appointed
from matters.errors import ActRefused

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
