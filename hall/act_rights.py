"""Which right an act needs at all; whose step it is, and who of its people, the verb itself asks."""

from collections.abc import Collection

from hall.case_file import CaseFile
from hall.permissions import Right
from matters.acts import Act
from matters.case import ACCEPTANCE


def right_for(act: str, step: str, hall_steps: Collection[str] = ()) -> Right:
    """The right; `hall_steps`: the steps that the counter itself does, such as handing out or taking payments."""
    match act:
        case "answer-supervision":
            return "inbox"
        case "supply":
            return "supplement"
        case "withdraw":
            return "withdraw"
        case "urge" | "signal" | "ask-verification" | "settle-objection":
            return "see-cases"
        case "terminate" | "skip" | "verify" | "check-promise" | "revoke-decision":
            return "decide"
        case _ if step == ACCEPTANCE:
            return "accept"
        case _:
            return "hand-out" if step in hall_steps else "decide"


def right_for_act(act: Act, hall_steps: Collection[str] = ()) -> Right:
    """The right that this act needs."""
    step = getattr(act, "step", None) or ACCEPTANCE
    return right_for(act.act, step, hall_steps)


def hall_steps(file: CaseFile) -> frozenset[str]:
    """The steps that are the counter's own, for whoever stands there."""
    return frozenset(step.step for step in file.own_steps) if file.is_hall else frozenset()
