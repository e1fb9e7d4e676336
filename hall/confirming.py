"""The confirmation of an address for notices, as a form sends it: at the counter, or by the applicant."""

from typing import Final

from pydantic import ValidationError

from hall.delivery_words import CHANNELS
from hall.house import Hall
from hall.posted import Posted
from matters.acts import ACT, Act
from matters.case import Actor
from matters.errors import ActRefused
from matters.words import Language

APPLICANT: Final = Actor(account="applicant", department="applicant", role="applicant")
"""Whoever holds the receipt acts for the applicant on the own page."""


def offered(hall: Hall) -> tuple[str, ...]:
    """What an applicant may choose: the channels of this office, the desk and the post."""
    known = hall.installation.channels.offered
    return tuple(one for one in CHANNELS if one in known or one in ("pick-up", "post"))


def confirmation(posted: Posted, language: Language) -> Act:
    """What the form says. Raises ActRefused."""
    said = {
        "act": "confirm-address",
        "channel": posted.text("channel"),
        "address": posted.text("address"),
        "consent": posted.text("consent") == "yes",
        "language": language,
    }
    try:
        return ACT.validate_python(said)
    except ValidationError:
        raise ActRefused(
            zh="请选择送达方式；接收地址不超过300字。",
            en="Choose how notices come to you; an address has up to 300 characters.",
        ) from None
