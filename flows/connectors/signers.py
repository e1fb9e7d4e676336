"""How calls to registers are signed: each kind adds its own headers or parameters."""

import asyncio
import base64
import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol, TypeVar

import httpx
from pydantic import BaseModel, SecretStr, ValidationError

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
from matters.errors import OneGoError
from matters.words import Text

Kind = TypeVar("Kind", bound=BaseModel)

EARLY = timedelta(seconds=30)
"""Secrets and tokens are fetched anew so long before they end."""
YOUNG = timedelta(seconds=5)
"""What was fetched so lately is not fetched again because a call was refused: the refusal is meant."""
REQUEST_SECRET_LASTS = timedelta(minutes=15)
REFRESH_SECRET_LASTS = timedelta(hours=48)
TOKEN_LASTS = timedelta(minutes=5)
"""Where the server does not say how long its token lasts."""


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


def signer_of(sign: Sign, named: Named, fetch: Fetch, now: Callable[[], datetime]) -> Signer:
    """The signer that the declaration asks for. Raises SecretMissing."""
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
            return Provincial(sign, named, fetch, now)


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
        came = _readable(await self._fetch(self._sign.token, form, headers), _Token)
        lasts = timedelta(seconds=came.expires_in) if came.expires_in else TOKEN_LASTS
        # A token that lasts shorter than we are early would be fetched for every call.
        self._since = self._now()
        self._until = self._since + max(lasts, 2 * EARLY)
        self._token = SecretStr(came.access_token)


class _Pair(BaseModel):
    """The two secrets of the provincial gateway; their ends in milliseconds since 1970."""

    refreshSecret: SecretStr  # noqa: N815 - the gateway's own names
    refreshSecretEndTime: int | None = None  # noqa: N815
    requestSecret: SecretStr  # noqa: N815
    requestSecretEndTime: int | None = None  # noqa: N815


class _Envelope(BaseModel):
    code: str
    datas: _Pair | str | None = None


class Provincial:
    """MD5 over app key, secret and time; the secret rotates (domain 3.5)."""

    def __init__(
        self, sign: ProvincialSign, named: Named, fetch: Fetch, now: Callable[[], datetime]
    ) -> None:
        self._sign, self._fetch, self._now = sign, fetch, now
        self._app_key = secret_of(named, sign.app_key).get_secret_value()
        self._app_secret = secret_of(named, sign.secret)
        self._lock = asyncio.Lock()
        self._pair: _Pair | None = None
        self._since = self._request_until = self._refresh_until = now()

    async def sign(self, call: Call) -> Marks:
        async with self._lock:
            if self._pair is None or self._now() >= self._request_until - EARLY:
                await self._renew()
        secret = self._pair.requestSecret if self._pair else self._app_secret
        return Marks({}, self._signed(secret, call.time_ms))

    def forget(self) -> bool:
        if self._pair is None or self._now() < self._since + YOUNG:
            return False
        self._pair = None
        return True

    def _signed(self, secret: SecretStr, time_ms: int) -> dict[str, str]:
        text = f"{self._app_key}{secret.get_secret_value()}{time_ms}"
        # The gateway's own signature; the secrets are short-lived for that reason.
        sign = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
        return {"appKey": self._app_key, "requestTime": str(time_ms), "sign": sign}

    async def _renew(self) -> None:
        """The next pair by the refresh secret while it lasts, otherwise by the app's own secret."""
        if self._pair is not None and self._now() < self._refresh_until - EARLY:
            try:
                await self._take(self._sign.by_refresh, self._pair.refreshSecret)
            except NotSigned as wrong:
                if not wrong.refused:
                    raise
            else:
                return
        await self._take(self._sign.by_key, self._app_secret)

    async def _take(self, path: str, secret: SecretStr) -> None:
        at = self._now()
        form = self._signed(secret, int(at.timestamp() * 1000))
        pair = _pair_in(_readable(await self._fetch(path, form, {}), _Envelope))
        self._request_until = _end(pair.requestSecretEndTime, at + REQUEST_SECRET_LASTS)
        self._refresh_until = _end(pair.refreshSecretEndTime, at + REFRESH_SECRET_LASTS)
        self._since, self._pair = at, pair


def _pair_in(came: _Envelope) -> _Pair:
    match came.datas:
        case _Pair() as pair if came.code == "00":
            return pair
        case str() as text if came.code == "00":
            try:
                return _Pair.model_validate(json.loads(text))
            except ValueError:
                raise NotSigned(_UNREADABLE) from None
        case _:
            raise NotSigned(_REFUSED, refused=True)


def _end(written: int | None, otherwise: datetime) -> datetime:
    """The end that the gateway names; not later than its own rule allows."""
    if written is None:
        return otherwise
    return min(datetime.fromtimestamp(written / 1000, otherwise.tzinfo), otherwise)


_AWAY = Text(
    zh="取得调用凭据时没有应答。", en="there was no answer when fetching what signs calls."
)
_REFUSED = Text(
    zh="对方拒绝发放调用凭据。请核对应用标识和密钥。",
    en="we were refused what signs calls. Look at the app's key and secret.",
)
_UNREADABLE = Text(
    zh="取得的调用凭据无法识别。", en="what should sign calls came in an unknown shape."
)


def _readable(response: httpx.Response | None, kind: type[Kind]) -> Kind:
    """Raises NotSigned."""
    if response is None:
        raise NotSigned(_AWAY)
    if response.is_client_error:
        raise NotSigned(_REFUSED, refused=True)
    try:
        return kind.model_validate_json(response.content)
    except ValidationError:
        raise NotSigned(_UNREADABLE) from None
