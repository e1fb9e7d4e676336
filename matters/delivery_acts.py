"""What a person may do about the delivery of notices; see `matters.acts`."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field as Rule

from matters.delivery_facts import DeliveryChannel
from matters.words import Frozen, Language

Words = Annotated[str, Rule(max_length=300)]
ByHand = Literal["in-person", "agent", "family", "left", "post"]
"""What a person records; the machine knows the rest."""
SentBackBecause = Literal["returned", "refused", "bad-address", "nobody-there", "not-collected"]


class _OfNotices(Frozen):
    """An act on notices of the case, by their keys."""

    step: Literal["acceptance"] = "acceptance"
    notices: Annotated[tuple[str, ...], Rule(min_length=1, max_length=100)]


class RecordDelivery(_OfNotices):
    """Record that notices arrived (登记送达): who took them, when and how, and who saw it."""

    act: Literal["record-delivery"] = "record-delivery"
    method: ByHand
    arrived: date | None = None
    """The day on the receipt; today when left out."""
    recipient: Words = ""
    relation: Words = ""
    identity: Words = ""
    place: Words = ""
    witness: Words = ""
    notes: Words = ""
    proof: Annotated[str, Rule(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Digest of the signed receipt or of the photograph."""


class PostNotices(_OfNotices):
    """Record that notices went to the post (交邮), with the number of the letter."""

    act: Literal["post-notices"] = "post-notices"
    mail: Annotated[str, Rule(pattern=r"^[A-Za-z0-9-]{4,40}$")]


class RecordReturn(_OfNotices):
    """Record that notices did not arrive (送达未成): the letter came back, or nobody fetched them."""

    act: Literal["record-return"] = "record-return"
    reason: SentBackBecause
    notes: Words = ""


class DeliverAnew(_OfNotices):
    """Deliver notices another way (另行送达)."""

    act: Literal["deliver-anew"] = "deliver-anew"
    channel: DeliveryChannel
    reason: Words = ""


class ConfirmAddress(Frozen):
    """Take down where and how the applicant wants notices, and the consent (送达地址确认书)."""

    act: Literal["confirm-address"] = "confirm-address"
    step: Literal["acceptance"] = "acceptance"
    channel: DeliveryChannel
    address: Words = ""
    recipient: Words = ""
    consent: bool = False
    language: Language = "zh"
