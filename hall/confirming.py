"""The confirmation of an address for notices, as a form sends it: at the counter, or by the applicant."""

from typing import Final

from hall.delivery_words import CHANNELS
from hall.form_mistakes import understood
from hall.house import Hall
from hall.posted import Posted
from hall.spots import Spot
from matters.acts import Act, ConfirmAddress
from matters.case import Actor
from matters.words import Language, Text

APPLICANT: Final = Actor(account="applicant", department="applicant", role="applicant")
"""Whoever holds the receipt acts for the applicant on the own page."""


def offered(hall: Hall) -> tuple[str, ...]:
    """What an applicant may choose: the channels of this office, the desk and the post."""
    known = hall.installation.channels.offered
    return tuple(one for one in CHANNELS if one in known or one in ("pick-up", "post"))


def address_spots(hall: Hall) -> tuple[Spot, ...]:
    """The places of the form."""
    ways = tuple((one, CHANNELS[one]) for one in offered(hall))
    return (
        Spot("channel", Text(zh="送达方式", en="How notices come to you"), "choice", ways),
        Spot(
            "address",
            Text(zh="接收地址", en="Address"),
            "text",
            required=False,
            help=Text(
                zh="手机号、账号、邮箱或者邮寄地址；窗口领取不填",
                en="mobile number, account, e-mail or postal address; none for the counter",
            ),
        ),
    )


def confirmation(posted: Posted, spots: tuple[Spot, ...], language: Language) -> Act:
    """What the form says. Raises FormWrong."""
    said = {
        "channel": posted.text("channel"),
        "address": posted.text("address"),
        "consent": posted.text("consent") == "yes",
        "language": language,
    }
    return understood(ConfirmAddress, said, posted, spots)
