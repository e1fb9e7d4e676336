"""Days and hours that letters give besides the items' own: the ends of remedies, a receipt's hour, what is next."""

from datetime import date, datetime

from forms.letter_days import en_date, zh_date
from matters.calendars import CalendarMissing
from matters.case import CHINA
from matters.limits import Limit, last_day
from matters.rules import Rules
from matters.standing import Standing
from matters.words import Text


def remedies_end(rules: Rules, on: date) -> dict[str, date | None]:
    """The last days of both remedies if the notice arrives on its own day; nothing where no calendar reaches so far."""
    profile = rules.office.profile
    reconsider_by = _reached(rules, on, profile.reconsideration)
    return {"reconsider_by": reconsider_by, "sue_by": _reached(rules, on, profile.litigation)}


def _reached(rules: Rules, on: date, length: Limit) -> date | None:
    """A refusal is not held back for a year whose rest days nobody knows yet: its period is told in words anyway."""
    try:
        return last_day(on, length, rules.calendar)
    except CalendarMissing:
        return None


def of_receipt(rules: Rules, now: Standing, follow_url: str) -> dict[str, object]:
    """When it was received, by which code it is found, and until when something is said of it (Act 32(4))."""
    told: dict[str, object] = {"query_code": follow_url.partition("#")[0].rpartition("/")[2]}
    if now.launched is None:
        return told
    until = last_day(now.launched.on, rules.office.profile.supplement_notice, rules.calendar)
    next_step = Text(
        zh=f"窗口审查申请材料，{zh_date(until)}前（含当日）告知是否受理或者需要补正的全部内容",
        en=f"The counter examines it; by {en_date(until)} you are told whether it is accepted, or all that is missing",
    )
    return told | {"received_at": moment(now.launched.at), "next_step": next_step}


def moment(at: datetime) -> Text:
    """A day with its hour in China, to the minute."""
    local = at.astimezone(CHINA)
    return Text(
        zh=f"{zh_date(local.date())}{local:%H:%M}", en=f"{en_date(local.date())}, {local:%H:%M}"
    )
