"""Voided notices, and the corrected ones that take their place: each with a number of its own."""

from matters.case import NoticeDelivered
from matters.notice_void_facts import VoidBecause
from matters.state import Standing
from matters.words import Text

VOID_REASONS: dict[VoidBecause, Text] = {
    "misprint": Text(zh="文字差错", en="a slip of the pen"),
    "content": Text(zh="内容有误", en="wrong content"),
    "recipient": Text(zh="相对人有误", en="made out to the wrong person"),
    "twice": Text(zh="重复出具", en="issued twice"),
    "lost": Text(zh="遗失或者损毁，重新出具", en="lost or damaged, and issued anew"),
    "other": Text(zh="其他原因", en="another reason"),
}
"""The list that one is chosen from; the page of verification shows it, and not what was written beside it."""

_AGAIN = "~"
"""Between the key of a notice and the number of its correction."""


def first_key(key: str) -> str:
    """The key of the notice that this one corrects, through all corrections; its own if it corrects none."""
    return key.partition(_AGAIN)[0]


def key_to_issue(now: Standing, key: str) -> str | None:
    """Under which key the notice has to be issued now; None when it exists already, or is void and not corrected."""
    while key in now.issued:
        voided = now.voided.get(key)
        if voided is None or not voided.corrected:
            return None
        key = _next(key)
    return key


def _next(key: str) -> str:
    """The key of the correction that would follow this notice."""
    first, _, number = key.partition(_AGAIN)
    return f"{first}{_AGAIN}{int(number or 1) + 1}"


def arrival(now: Standing, key: str) -> NoticeDelivered | None:
    """When the notice reached the applicant: itself, or corrected if it was voided on its way."""
    while key not in now.delivered and key in now.voided:
        key = _next(key)
    return now.delivered.get(key)


def replaced_by(now: Standing, key: str) -> str | None:
    """The number of the corrected notice that took the place of this one, once it has one."""
    corrected = now.issued.get(_next(key))
    return corrected.number if corrected else None


def replaces(now: Standing, key: str) -> str | None:
    """The number of the voided notice whose place this one takes; None for what is no correction."""
    first, _, number = key.partition(_AGAIN)
    if not number:
        return None
    before = first if int(number) == 2 else f"{first}{_AGAIN}{int(number) - 1}"  # noqa: PLR2004 - the second
    return now.issued[before].number if before in now.issued else None
