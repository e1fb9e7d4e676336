"""Messages to applicants and other systems, through the city's gateway: handed over once per key."""

from collections.abc import Sequence
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from flows.connectors.lines import Came, Line, away
from flows.connectors.surroundings import Surroundings
from flows.doorway import Door, Doorway
from flows.register_messages import Message, MessageBatch, Receipt, ReceiptBatch
from flows.register_refusals import DeliveryFailed
from matters.connectors import OnegoSign, OverHttp

Body = TypeVar("Body", bound=BaseModel)

DELIVERIES: Final = "deliveries"
"""The door of the messages: its own places and breaker, beside those of the registers."""
MOST_AT_ONCE: Final = 200
"""Messages in one call."""
PLACES: Final = 8
SECONDS: Final = 5.0
"""For one call, unless our patience is shorter."""
GATEWAY: Final = OverHttp(
    kind="http",
    connector=DELIVERIES,
    address="ONEGO_REGISTERS_URL",
    sign=OnegoSign(
        kind="onego",
        app_key="ONEGO_REGISTERS_APP_KEY",
        secret="ONEGO_REGISTERS_APP_SECRET",  # noqa: S106 - the name of a variable
    ),
)
"""Where messages go: the city's gateway takes them as it takes questions."""


class Deliveries:
    """The channel of messages as seen from one event loop."""

    def __init__(self, around: Surroundings, doorway: Doorway) -> None:
        self._line = Line(GATEWAY, around)
        self._doorway = doorway
        seconds = min(SECONDS, around.patience.most_seconds or SECONDS)
        self._door = Door(DELIVERIES, PLACES, seconds)

    async def close(self) -> None:
        await self._line.close()

    async def deliver(self, message: Message) -> Receipt:
        """The same key again gives the same receipt. Raises DeliveryFailed."""
        return await self._post("/deliveries", message, Receipt)

    async def deliver_many(self, messages: Sequence[Message]) -> tuple[Receipt, ...]:
        """Receipts in the order of the messages. Raises DeliveryFailed."""
        receipts: list[Receipt] = []
        for at in range(0, len(messages), MOST_AT_ONCE):
            batch = tuple(messages[at : at + MOST_AT_ONCE])
            taken = await self._post(
                "/deliveries/batch", MessageBatch(messages=batch), ReceiptBatch
            )
            if len(taken.receipts) != len(batch):
                raise DeliveryFailed(len(messages) - len(receipts), "refused")
            receipts.extend(taken.receipts)
        return tuple(receipts)

    async def _post(self, path: str, body: BaseModel, kind: type[Body]) -> Body:
        content = body.model_dump_json().encode()
        passed = await self._doorway.through(
            self._door, lambda: self._line.post(path, content), _is_lost
        )
        response = passed.came.response if passed.came else None
        if response is None or away(response):
            raise DeliveryFailed(1)
        if not response.is_success:
            raise DeliveryFailed(1, "refused")
        try:
            return kind.model_validate_json(response.content)
        except ValidationError:
            raise DeliveryFailed(1) from None


def _is_lost(came: Came) -> bool:
    return came.response is None or away(came.response)
