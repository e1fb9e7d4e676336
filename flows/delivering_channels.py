"""Messages by channels of the office's own, through apprise: e-mail, DingTalk, WeCom, another gateway for texts.

Each channel is one address of apprise with two places in it: `{address}` is where the message goes, `{key}` makes it
one message for a receiver that knows keys, such as `jsons://sms.example.gov.cn/send?+Idempotency-Key={key}&-to={address}`.
"""

import hashlib
import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

from flows.register_messages import Message, Receipt
from flows.register_refusals import DeliveryFailed
from matters.delivery_facts import DeliveryChannel
from storage.settings import Settings

GATEWAYS: Final[frozenset[DeliveryChannel]] = frozenset({"sms", "app"})
"""What the city's gateway delivers where the office has no channel of its own for it."""


class Channels:
    """The office's own channels; an address holds secrets and is never shown."""

    def __init__(self, addresses: Mapping[DeliveryChannel, str]) -> None:
        self._addresses = dict(addresses)

    @property
    def offered(self) -> frozenset[DeliveryChannel]:
        """The electronic channels that an applicant may choose."""
        return GATEWAYS | self._addresses.keys()

    def has(self, channel: str) -> bool:
        """Whether it goes by a channel of the office's own instead of the city's gateway."""
        return channel in self._addresses

    async def deliver(self, message: Message, at: datetime) -> Receipt:
        """Hand a message over. Raises DeliveryFailed."""
        key = hashlib.sha256(message.key.encode()).hexdigest()
        template = next(
            (one for name, one in self._addresses.items() if name == message.channel), None
        )
        if template is None:
            raise DeliveryFailed(1, "no-channel")
        address = template.replace("{address}", quote(message.to_address, safe=""))
        if not await _notify(address.replace("{key}", key), message):
            raise DeliveryFailed(1, "away")
        return Receipt(key=message.key, receipt=f"{message.channel}-{key[:16]}", taken_at=at)


NO_CHANNELS: Final = Channels({})


def channels_of(settings: Settings) -> Channels:
    """The channels that the settings declare."""
    declared: dict[DeliveryChannel, Any] = {
        "sms": settings.channel_sms,
        "email": settings.channel_email,
        "dingtalk": settings.channel_dingtalk,
        "wecom": settings.channel_wecom,
    }
    return Channels({name: one.get_secret_value() for name, one in declared.items() if one})


async def _notify(address: str, message: Message) -> bool:
    import apprise  # half a second that most processes never need

    # It would write addresses into the log.
    logging.getLogger("apprise").disabled = True
    service = apprise.Apprise()
    return bool(
        service.add(address) and await service.async_notify(body=message.text, title=message.title)
    )
