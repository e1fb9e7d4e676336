"""The signature of the province's gateway: MD5 over app key, secret and time, with secrets that rotate (domain 3.5)."""

import asyncio
import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from pydantic import AwareDatetime, BaseModel, SecretStr, ValidationError

from flows.connectors.signatures import (
    EARLY,
    REFUSED,
    UNREADABLE,
    YOUNG,
    Fetch,
    Marks,
    NotSigned,
    readable,
    secret_of,
)
from flows.connectors.surroundings import Named
from flows.signing import Call
from matters.connectors import ProvincialSign

REQUEST_SECRET_LASTS = timedelta(minutes=15)
REFRESH_SECRET_LASTS = timedelta(hours=48)


class Shared(Protocol):
    """Where the processes of an installation leave what one of them fetched; both calls may wait."""

    def read(self) -> str | None: ...

    def write(self, text: str) -> None: ...


class _Pair(BaseModel):
    """The two secrets as the gateway hands them out; their ends in milliseconds since 1970."""

    refreshSecret: str  # noqa: N815 - the gateway's own names
    refreshSecretEndTime: int | None = None  # noqa: N815
    requestSecret: str  # noqa: N815
    requestSecretEndTime: int | None = None  # noqa: N815


class _Envelope(BaseModel):
    code: str
    datas: _Pair | str | None = None


class _Secrets(BaseModel):
    """The two secrets as we keep them."""

    refresh: SecretStr
    request: SecretStr
    since: AwareDatetime
    refresh_until: AwareDatetime
    request_until: AwareDatetime

    def text(self) -> str:
        """As it is left for other processes; whoever keeps it seals it."""
        shown = {"refresh": self.refresh.get_secret_value(), "request": self.request.get_secret_value()}  # fmt: skip
        return json.dumps({**self.model_dump(mode="json"), **shown})


class Provincial:
    """Signs with the request secret in force, and fetches the next one when it is about to end.

    A gateway may let only the pair count that it handed out last: what another process fetched is used here too.
    """

    def __init__(
        self,
        sign: ProvincialSign,
        named: Named,
        asking: tuple[Fetch, Callable[[], datetime]],
        shared: Shared | None = None,
    ) -> None:
        self._sign = sign
        self._fetch, self._now = asking
        self._shared = shared
        self._app_key = secret_of(named, sign.app_key).get_secret_value()
        self._app_secret = secret_of(named, sign.secret)
        self._lock = asyncio.Lock()
        self._secrets: _Secrets | None = None
        self._useless: SecretStr | None = None
        """The request secret that was refused last."""

    async def sign(self, call: Call) -> Marks:
        async with self._lock:
            secrets = self._secrets
            if secrets is None or self._now() >= secrets.request_until - EARLY:
                secrets = self._secrets = await self._renewed(secrets)
        return Marks({}, self._signed(secrets.request, call.time_ms))

    def forget(self) -> bool:
        known = self._secrets
        if known is None or (self._shared is None and self._now() < known.since + YOUNG):
            return False
        self._secrets, self._useless = None, known.request
        return True

    async def _renewed(self, known: _Secrets | None) -> _Secrets:
        """What another process fetched meanwhile, or the next pair."""
        left = await asyncio.to_thread(self._left) if self._shared else None
        if left is not None and self._now() < left.request_until - EARLY:
            if left.request != self._useless:
                return left
            if self._now() < left.since + YOUNG:
                raise NotSigned(REFUSED, refused=True)  # it was refused though it is new
        fetched = await self._next(left or known)
        if self._shared is not None:
            await asyncio.to_thread(self._shared.write, fetched.text())
        return fetched

    def _left(self) -> _Secrets | None:
        text = self._shared.read() if self._shared else None
        try:
            return _Secrets.model_validate_json(text) if text else None
        except ValidationError:
            return None

    async def _next(self, known: _Secrets | None) -> _Secrets:
        """By the refresh secret while it lasts and counts, otherwise by the app's own."""
        useless = known is not None and known.request == self._useless
        if known is not None and not useless and self._now() < known.refresh_until - EARLY:
            try:
                return await self._fetched(self._sign.by_refresh, known.refresh)
            except NotSigned as wrong:
                if not wrong.refused:
                    raise
        return await self._fetched(self._sign.by_key, self._app_secret)

    async def _fetched(self, path: str, secret: SecretStr) -> _Secrets:
        at = self._now()
        form = self._signed(secret, int(at.timestamp() * 1000))
        pair = _pair_in(readable(await self._fetch(path, form, {}), _Envelope))
        return _Secrets(
            refresh=SecretStr(pair.refreshSecret),
            request=SecretStr(pair.requestSecret),
            since=at,
            refresh_until=_end(pair.refreshSecretEndTime, at + REFRESH_SECRET_LASTS),
            request_until=_end(pair.requestSecretEndTime, at + REQUEST_SECRET_LASTS),
        )

    def _signed(self, secret: SecretStr, time_ms: int) -> dict[str, str]:
        text = f"{self._app_key}{secret.get_secret_value()}{time_ms}"
        # The gateway's own signature; the secrets are short-lived for that reason.
        sign = hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
        return {"appKey": self._app_key, "requestTime": str(time_ms), "sign": sign}


def _pair_in(came: _Envelope) -> _Pair:
    """Raises NotSigned."""
    match came.datas:
        case _Pair() as pair if came.code == "00":
            return pair
        case str() as text if came.code == "00":
            try:
                return _Pair.model_validate_json(text)
            except ValidationError:
                raise NotSigned(UNREADABLE) from None
        case _:
            raise NotSigned(REFUSED, refused=True)


def _end(written: int | None, otherwise: datetime) -> datetime:
    """The end that the gateway names; not later than its own rule allows."""
    if written is None:
        return otherwise
    return min(datetime.fromtimestamp(written / 1000, otherwise.tzinfo), otherwise)
