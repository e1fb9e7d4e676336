"""What the machine does where nothing is real: draws, other systems, other matters, time."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from matters.case import MACHINE, Case, NoticeDelivered, Outcome
from matters.due import (
    Action,
    CallOut,
    DeemAccepted,
    DeemDelivered,
    DrawLots,
    EraseValues,
    Lapse,
    LaunchChild,
    TellParent,
    TimeUp,
)
from matters.machine_verbs import (
    ChildEnd,
    TakenCall,
    by_the_clock,
    called_out,
    child_ended,
    child_launched,
    draw_lots,
    parent_told,
)
from matters.rules import Rules
from matters.verbs import Moment


class Elsewhere(NamedTuple):
    """What stands for the world outside: what is drawn with, what systems answer, how other matters end."""

    seed: str
    receipt: str
    children: Mapping[str, Outcome]


def carried_out(
    rules: Rules, case: Case, action: Action, moment: Moment, elsewhere: Elsewhere
) -> Case:
    """The case after the machine did this; the same case for what is not the machine's own.

    Another matter ends at once: granted, or as `elsewhere` says.
    """
    match action:
        case DeemAccepted() | DeemDelivered() | Lapse() | TimeUp() | EraseValues():
            return by_the_clock(rules, case, action, moment)
        case DrawLots(step=step):
            return draw_lots(rules, case, step, f"{elsewhere.seed}:{step}", moment)
        case CallOut(step=step):
            return called_out(rules, case, TakenCall(step, elsewhere.receipt), moment)
        case LaunchChild(step=step):
            number = f"{elsewhere.seed}-{step}"
            launched = child_launched(rules, case, step, number, moment)
            outcome = elsewhere.children.get(step, Outcome.GRANTED)
            return child_ended(rules, launched, step, ChildEnd(outcome, {}), moment)
        case TellParent():
            return parent_told(rules, case, moment)
        case _:
            return case


def delivered(key: str, at: datetime) -> NoticeDelivered:
    """It arrives at once."""
    return NoticeDelivered(at=at, by=MACHINE, key=key, channel="trial", receipt="trial")
