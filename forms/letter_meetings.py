"""What notices of hearings and visits say: the right to a hearing, and the day, place and chair that were fixed."""

from forms.letter_records import Meeting
from forms.letter_visits import coming_to
from matters.limits import last_day
from matters.notices import IssueNotice
from matters.rules import Rules
from matters.spec import Step
from matters.standing import Standing
from matters.words import Text


def of_meeting(rules: Rules, now: Standing, notice: IssueNotice, step: Step) -> dict[str, object]:
    """The values of a notice of a hearing or a visit, besides those of every step."""
    if notice.event == "hearing_rights":
        return _of_right(rules, now, notice, step)
    return _of_appointment(rules, now, notice, step)


def _of_right(rules: Rules, now: Standing, notice: IssueNotice, step: Step) -> dict[str, object]:
    """Until when a hearing may be claimed by whoever is told on the day on which its step opened (Act 47)."""
    within = rules.office.profile.hearing_request
    number = int(notice.key.rpartition(":")[2])
    told = next(one for one in now.procedures if (one.step, one.round) == (step.step, number))
    return {
        "claim_within": within.words,
        "claim_by": last_day(told.on, within, rules.calendar),
        "legal_basis": _excluded(step),
    }


def _of_appointment(
    rules: Rules, now: Standing, notice: IssueNotice, step: Step
) -> dict[str, object]:
    """The meeting of the notice; of a visit also who comes."""
    fact = now.appointments[int(notice.key.rpartition(":")[2]) - 1]
    meeting = Meeting(on=fact.day, hour=fact.hour, place=fact.place, chair=fact.chair)
    return {
        "meeting": meeting,
        "legal_basis": _excluded(step),
        "visitors": coming_to(rules, now, step),
    }


def _excluded(step: Step) -> Text | None:
    return Text.same(step.excluded) if step.excluded else None
