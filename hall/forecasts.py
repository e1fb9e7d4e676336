"""When a case is likely to be done, for the pages that show it; nothing while too little is known (N5)."""

from datetime import date

from hall.case_file import CaseFile
from hall.house import Hall
from matters.calendars import CalendarMissing
from matters.case import Case
from matters.forecast import Forecast, days_taken, forecast, scenario_of
from matters.rules import Rules, applicable
from matters.standing import Standing
from storage import clocks
from storage.database import Connection


def forecast_of(
    connection: Connection, rules: Rules, case: Case, now: Standing, today: date
) -> Forecast | None:
    """The forecast of an open case by closed ones of its matter and situation; none while the applicant is asked."""
    if now.ended or now.asks or now.launched is None:
        return None
    accepted = now.accepted
    steps = (
        accepted.steps
        if accepted
        else tuple(one.step for one in applicable(rules.matter, now, today))
    )
    least = rules.office.profile.escalation.forecast_from
    history = clocks.days_of_past(connection, rules.matter.matter, scenario_of(steps))
    try:
        return forecast(history, days_taken(rules, case, now, today), today, rules.calendar, least)
    except CalendarMissing:
        return None


def forecast_for(hall: Hall, file: CaseFile) -> Forecast | None:
    """The same, for the page of a case."""
    with hall.database.transaction() as connection:
        return forecast_of(connection, file.rules, file.case, file.now, file.today)
