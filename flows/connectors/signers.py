"""How calls to registers are signed: each kind adds its own headers or parameters."""

import asyncio
import base64
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from pydantic import BaseModel, SecretStr

from flows.connectors.provincial import Provincial, Shared
from flows.connectors.signatures import EARLY, YOUNG, Fetch, Marks, Signer, readable, secret_of
from flows.connectors.surroundings import Named
from flows.signing import Call, Credentials, signed_headers
from matters.connectors import (
    ApiKeySign,
    MutualTls,
    OAuth2Sign,
    OnegoSign,
    ProvincialSign,
    Sign,
    Unsigned,
)

TOKEN_LASTS = timedelta(minutes=5)
"""Where the server does not say how long its token lasts."""


def signer_of(
    sign: Sign, named: Named, fetch: Fetch, now: Callable[[], datetime], shared: Shared | None
) -> Signer:
    """The signer that the declaration asks for; `shared` is where processes leave secrets for each other.

    Raises SecretMissing.
    """
    match sign:
        case Unsigned() | MutualTls():
            return Fixed({})
        case ApiKeySign():
            return Fixed({sign.header: secret_of(named, sign.secret).get_secret_value()})
        case OnegoSign():
            key = secret_of(named, sign.app_key).get_secret_value()
            return Onego(Credentials(app_key=key, secret=secret_of(named, sign.secret)))
        case OAuth2Sign():
            return OAuth2(sign, named, fetch, now)
        case ProvincialSign():
            return Provincial(sign, named, (fetch, now), shared)


class Fixed:
    """The same headers on every call."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._marks = Marks(headers)

    async def sign(self, call: Call) -> Marks:
        return self._marks

    def forget(self) -> bool:
        return False


class Onego:
    """Our own gateway's signature."""

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials

    async def sign(self, call: Call) -> Marks:
        return Marks(signed_headers(self._credentials, call))

    def forget(self) -> bool:
        return False


class _Token(BaseModel):
    access_token: str
    expires_in: int | None = None


class OAuth2:
    """Client credentials (RFC 6749, 4.4): a bearer token for every call until it ends."""

    def __init__(
        self, sign: OAuth2Sign, named: Named, fetch: Fetch, now: Callable[[], datetime]
    ) -> None:
        self._sign, self._fetch, self._now = sign, fetch, now
        client = secret_of(named, sign.client_id).get_secret_value()
        secret = secret_of(named, sign.client_secret).get_secret_value()
        self._basic = base64.b64encode(f"{client}:{secret}".encode()).decode()
        self._lock = asyncio.Lock()
        self._token: SecretStr | None = None
        self._since = self._until = now()

    async def sign(self, call: Call) -> Marks:
        async with self._lock:
            if self._token is None or self._now() >= self._until - EARLY:
                await self._renew()
        token = self._token.get_secret_value() if self._token else ""
        return Marks({"Authorization": f"Bearer {token}"})

    def forget(self) -> bool:
        if self._token is None or self._now() < self._since + YOUNG:
            return False
        self._token = None
        return True

    async def _renew(self) -> None:
        form = {"grant_type": "client_credentials"}
        form |= {"scope": self._sign.scope} if self._sign.scope else {}
        headers = {"Authorization": f"Basic {self._basic}"}
        came = readable(await self._fetch(self._sign.token, form, headers), _Token)
        lasts = timedelta(seconds=came.expires_in) if came.expires_in else TOKEN_LASTS
        # A token that lasts shorter than we are early would be fetched for every call.
        self._since = self._now()
        self._until = self._since + max(lasts, 2 * EARLY)
        self._token = SecretStr(came.access_token)
