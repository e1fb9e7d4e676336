"""How notices reach people, one fact each (送达, domain 2.10); `matters.case` puts them together."""

from datetime import date
from typing import Literal

from matters.happened import Happened

DeliveryChannel = Literal[
    "sms", "app", "email", "dingtalk", "wecom", "pick-up", "post", "announcement"
]
"""The way that a notice goes: five into a system of the recipient, three without one."""
DeliveryMethod = Literal[
    "electronic", "in-person", "agent", "family", "left", "post", "announcement"
]
"""How it arrived: the methods of the Civil Procedure Law, articles 87 to 95."""
Failure = Literal[
    "away",
    "refused",
    "no-channel",
    "bad-address",
    "returned",
    "nobody-there",
    "no-consent",
    "not-collected",
]
"""Why it did not: the channel was away, took it not, or is not declared; the rest people find out."""


class NoticeSent(Happened):
    """A notice is on its way, or waits to be fetched: it has not arrived, and no time runs from here."""

    fact: Literal["notice-sent"] = "notice-sent"
    key: str
    channel: DeliveryChannel
    attempt: int = 1
    receipt: str = ""
    """Of the dispatch: the number of the letter at the post, or where it was made public."""
    file: str | None = None
    """Digest of the PDF."""
    anew: bool = False
    """A person chose this channel, after another had failed or instead of it."""
    reason: str = ""


class NoticeDelivered(Happened):
    """A notice arrived: on which day, how, and who took it; that day stops T9 (domain 2.10)."""

    fact: Literal["notice-delivered"] = "notice-delivered"
    key: str
    channel: str
    receipt: str
    """What the channel, the post or the desk gave as proof."""
    file: str | None = None
    """Digest of the PDF."""
    arrived: date | None = None
    """The day of arrival; none where it is the day on which this was recorded."""
    method: DeliveryMethod = "electronic"
    recipient: str = ""
    """Who took it; sealed where it is kept, as are the next four."""
    relation: str = ""
    """To the one whom it is for, where somebody else took it."""
    identity: str = ""
    """The paper by which the recipient was known, without its number."""
    place: str = ""
    witness: str = ""
    """Who saw it left where it was refused (留置送达)."""
    notes: str = ""
    """Why it was refused, and what else belongs on the receipt."""
    proof: str | None = None
    """Digest of the signed receipt, or of the photograph of where it was left."""

    @property
    def day(self) -> date:
        """The day of arrival in China."""
        return self.arrived or self.on


class NoticeUndelivered(Happened):
    """A notice did not arrive, and the machine tries no more: a person chooses another way."""

    fact: Literal["notice-undelivered"] = "notice-undelivered"
    key: str
    channel: DeliveryChannel
    attempt: int = 1
    reason: Failure
    notes: str = ""
    file: str | None = None
    """Digest of the PDF, if it was laid out."""


class AddressConfirmed(Happened):
    """Where and how somebody wants notices, in the person's own word (送达地址确认书)."""

    fact: Literal["address-confirmed"] = "address-confirmed"
    channel: DeliveryChannel
    address: str = ""
    """The number, account or postal address; sealed where it is kept."""
    recipient: str = ""
    """Who receives there, if not the applicant; sealed."""
    consent: bool = False
    """To electronic delivery; without it none takes place."""
    text: str = ""
    """SHA-256 of the exact text that was agreed to."""
    language: Literal["zh", "en"] = "zh"
