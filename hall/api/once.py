"""The same request twice is done once: `Idempotency-Key` on every POST."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Header

from hall.visitor import Visitor
from storage import idempotency
from storage.idempotency import Once

Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="Your own key of this request, such as a UUID. Sent again with the same body"
        " it is not done twice and gets the same answer; with another body it is refused (409).",
    ),
]


def once(visitor: Visitor, key: str, body: str) -> Once:
    """What the key was used for: this account, this address, this body."""
    request = f"{visitor.request.method} {visitor.path}\n{body}"
    return Once(account=visitor.signed.id, key=key, request=request)


@dataclass(frozen=True)
class Before:
    """Answers that were given under keys of this account."""

    visitor: Visitor
    once: Once

    def answer(self) -> str | None:
        """What was answered before. Raises ActRefused if the key was used for another request."""
        with self.visitor.hall.database.transaction() as connection:
            return idempotency.known_answer(connection, self.once)

    def keep(self, answer: str) -> None:
        """Remember an answer; the key is taken by now, or is taken here."""
        hall = self.visitor.hall
        with hall.database.transaction() as connection:
            idempotency.answer_before(connection, self.once, hall.clock())
            idempotency.keep_answer(connection, self.once, answer)


def before(visitor: Visitor, key: str, body: str) -> Before:
    return Before(visitor, once(visitor, key, body))
