"""What all kinds of signatures share: what they add to a call, what they fetch, and why one cannot be made."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import NamedTuple, Protocol, TypeVar

import httpx
from pydantic import BaseModel, SecretStr, ValidationError

from flows.connectors.surroundings import Named
from flows.signing import Call
from matters.errors import OneGoError
from matters.words import Text

Kind = TypeVar("Kind", bound=BaseModel)

EARLY = timedelta(seconds=30)
"""Secrets and tokens are fetched anew so long before they end."""
YOUNG = timedelta(seconds=5)
"""What was fetched so lately is not fetched again because a call was refused: the refusal is meant."""


class NotSigned(OneGoError):
    """A call that cannot be signed now; what is wrong is for those who run the installation."""

    def __init__(self, text: Text, *, refused: bool = False) -> None:
        super().__init__(zh=text.zh, en=text.en)
        self.refused = refused
        """The other side refuses us, rather than being away."""


class SecretMissing(NotSigned):
    """An environment variable that `registers.yaml` names is not set."""

    def __init__(self, name: str) -> None:
        super().__init__(
            Text(
                zh=f"环境变量 {name} 没有设置，无法访问该数据源。请设置后重启。",
                en=f"{name} is not set, so the register cannot be asked. Set it and start again.",
            )
        )


class Marks(NamedTuple):
    """What a signature adds to a call."""

    headers: Mapping[str, str]
    parameters: Mapping[str, str] = {}


class Signer(Protocol):
    """Signs calls; may have to fetch something first."""

    async def sign(self, call: Call) -> Marks:
        """Raises NotSigned."""
        ...

    def forget(self) -> bool:
        """Drop what was fetched; whether there was anything that a new one may replace."""
        ...


Fetch = Callable[[str, Mapping[str, str], Mapping[str, str]], Awaitable[httpx.Response | None]]
"""A form sent to a path with headers; none if nothing came in time."""


def secret_of(named: Named, name: str) -> SecretStr:
    """Raises SecretMissing."""
    secret = named(name)
    if secret is None:
        raise SecretMissing(name)
    return secret


AWAY = Text(zh="取得调用凭据时没有应答。", en="there was no answer when fetching what signs calls.")
REFUSED = Text(
    zh="对方拒绝发放调用凭据。请核对应用标识和密钥。",
    en="we were refused what signs calls. Look at the app's key and secret.",
)
UNREADABLE = Text(
    zh="取得的调用凭据无法识别。", en="what should sign calls came in an unknown shape."
)


def readable(response: httpx.Response | None, kind: type[Kind]) -> Kind:
    """Raises NotSigned."""
    if response is None:
        raise NotSigned(AWAY)
    if response.is_client_error:
        raise NotSigned(REFUSED, refused=True)
    try:
        return kind.model_validate_json(response.content)
    except ValidationError:
        raise NotSigned(UNREADABLE) from None
