"""What the machine does in a trial for steps that people do not end: draws, other systems, other matters, time."""

from collections.abc import Mapping
from datetime import datetime

from matters.case import MACHINE, Case, NoticeDelivered, NoticeIssued, Outcome
from matters.due import (
    Action,
    CallOut,
    DeemAccepted,
    DrawLots,
    IssueNotice,
    Lapse,
    LaunchChild,
    TellParent,
    TimeUp,
)
from matters.machine_verbs import (
    called_out,
    child_ended,
    child_launched,
    draw_lots,
    parent_told,
    time_up,
)
from matters.rules import Rules
from matters.verbs import Moment, deem_accepted, lapse


def carried_out(
    rules: Rules, case: Case, action: Action, at: datetime, children: Mapping[str, Outcome]
) -> Case:
    """The case after the machine did this; the same case for what is not the machine's own.

    Another matter ends at once: granted, or as `children` says.
    """
    moment = Moment(MACHINE, at)
    match action:
        case DeemAccepted():
            return deem_accepted(rules, case, moment)
        case Lapse():
            return lapse(rules, case, moment)
        case TimeUp():
            return time_up(rules, case, moment)
        case DrawLots(step=step):
            return draw_lots(rules, case, step, f"trial:{step}", moment)
        case CallOut(step=step):
            return called_out(rules, case, step, "trial", moment)
        case LaunchChild(step=step):
            launched = child_launched(rules, case, step, "330200001260305000002", moment)
            outcome = children.get(step, Outcome.GRANTED)
            return child_ended(rules, launched, step, (outcome, {}), moment)
        case TellParent():
            return parent_told(rules, case, moment)
        case _:
            return case


def issued(notice: IssueNotice, number: int, at: datetime) -> NoticeIssued:
    """A notice with a number that nobody else has."""
    return NoticeIssued(
        at=at,
        by=MACHINE,
        key=notice.key,
        letter=notice.letter,
        step=notice.step,
        department=notice.department,
        number=f"试〔{at.year}〕{number + 1}号",
    )


def delivered(key: str, at: datetime) -> NoticeDelivered:
    """It arrives at once."""
    return NoticeDelivered(at=at, by=MACHINE, key=key, channel="trial", receipt="trial")
