"""Which right an act needs at all; whose step it is, and who of its people, the verb itself asks."""

from collections.abc import Collection

from hall.case_file import CaseFile
from hall.permissions import Right
from matters.acts import Act
from matters.case import ACCEPTANCE

_RIGHTS: dict[str, Right] = {
    "supply": "supplement", "withdraw": "withdraw", "confirm-address": "supplement",
    "urge": "see-cases", "signal": "see-cases", "ask-verification": "see-cases", "settle-objection": "see-cases",
    "terminate": "decide", "extend-bundle": "decide", "skip": "decide", "verify": "decide", "check-promise": "decide",
    "revoke-decision": "decide",
    "record-delivery": "hand-out", "post-notices": "hand-out", "record-return": "hand-out",
    "deliver-anew": "hand-out", "void-notice": "extend", "answer-supervision": "inbox",
    "rate": "supplement", "answer-rating": "inbox",
}  # fmt: skip
"""What needs the same right wherever it is done."""


def right_for(act: str, step: str, hall_steps: Collection[str] = ()) -> Right:
    """The right; `hall_steps`: the steps that the counter itself does, such as handing out or taking payments."""
    if act in _RIGHTS:
        return _RIGHTS[act]
    if step == ACCEPTANCE:
        return "accept"
    return "hand-out" if step in hall_steps else "decide"


def right_for_act(act: Act, hall_steps: Collection[str] = ()) -> Right:
    """The right that this act needs."""
    step = getattr(act, "step", None) or ACCEPTANCE
    return right_for(act.act, step, hall_steps)


def hall_steps(file: CaseFile) -> frozenset[str]:
    """The steps that are the counter's own, for whoever stands there."""
    return frozenset(step.step for step in file.own_steps) if file.is_hall else frozenset()
