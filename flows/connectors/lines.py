"""The line to one address: its client, its certificates, and calls that are signed as declared."""

import secrets
import ssl
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

import httpx
from httpx_aiohttp import AiohttpTransport

from flows.connectors.signatures import NotSigned, Signer, secret_of
from flows.connectors.signers import signer_of
from flows.connectors.surroundings import Clocks, Kept, Surroundings
from flows.signing import Call
from matters.connectors import LicenceStore, MutualTls, OverHttp
from matters.words import Text
from storage import register_secrets

LARGEST = 4_000_000
"""Bytes of one answer; a longer one is not read to its end."""
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


class SharedSecrets:
    """Secrets of one connector, left in the database for all processes."""

    def __init__(self, kept: Kept, connector: str, clocks: Clocks) -> None:
        self._kept = kept
        self._connector = connector
        self._clocks = clocks

    def read(self) -> str | None:
        with self._kept.database.transaction() as connection:
            return register_secrets.read(connection, self._kept.keyring, self._connector)

    def write(self, text: str) -> None:
        at = self._clocks.now()
        with self._kept.database.transaction() as connection:
            register_secrets.write(connection, self._kept.keyring, self._connector, text, at)


class Came(NamedTuple):
    """What came back: the whole answer, or nothing in time."""

    response: httpx.Response | None
    trouble: Text | None = None
    refused: bool = False
    """We could not even sign: the other side refused us the means."""
    renewed: bool = False
    """What signed the call had lost its force and is fetched anew: the next call may be answered."""


class Line:
    """Calls to one address from one event loop."""

    def __init__(self, connector: OverHttp | LicenceStore, around: Surroundings) -> None:
        self._connector = connector
        self._around = around
        self._http: httpx.AsyncClient | None = None
        self._signer: Signer | None = None
        self._renewals = 0

    async def close(self) -> None:
        if self._http is not None:
            await self._http.aclose()

    async def post(self, path: str, body: bytes, content_type: str = JSON) -> Came:
        """One signed call, and never a second: that would need a turn of its own."""
        before = self._renewals
        try:
            came = await self._signed(path, body, content_type)
        except NotSigned as wrong:
            return Came(None, wrong.text, wrong.refused)
        if came.response is None or not _unauthorized(came.response):
            return came
        # Of many calls signed alike, the first that is refused has it fetched anew for all.
        return came._replace(renewed=self.renew() or self._renewals > before)

    def renew(self) -> bool:
        """Fetch anew what signs calls, before the next one; whether there is anything to renew."""
        renewed = self._signer is not None and self._signer.forget()
        self._renewals += renewed
        return renewed

    async def _signed(self, path: str, body: bytes, content_type: str) -> Came:
        http, signer = self._ready()
        url = _below(http.base_url, path)
        now_ms = int(self._around.clocks.now().timestamp() * 1000)
        call = Call(
            method="POST", path=url.path, time_ms=now_ms, nonce=secrets.token_hex(16), body=body
        )
        marks = await signer.sign(call)
        request = http.build_request(
            "POST", url, content=body, params=dict(marks.parameters) or None, headers=marks.headers
        )
        request.headers["content-type"] = content_type
        came = await self._send(request)
        if self._around.overhear is not None:
            self._around.overhear(body.decode(), came.response.content if came.response else b"")
        return came

    async def _send(self, request: httpx.Request) -> Came:
        http, _ = self._ready()
        try:
            response = await http.send(request, stream=True)
            try:
                return Came(await _whole(response))
            finally:
                await response.aclose()
        except httpx.TimeoutException:
            return Came(None, Text(zh="没有在时限内应答。", en="there was no answer in time."))
        except (httpx.RequestError, ssl.SSLError) as error:
            kind = type(error).__name__
            return Came(
                None, Text(zh=f"连接失败（{kind}）。", en=f"it cannot be reached ({kind}).")
            )

    async def _fetch(
        self, path: str, form: Mapping[str, str], headers: Mapping[str, str]
    ) -> httpx.Response | None:
        if self._http is None:
            return None
        request = self._http.build_request(
            "POST",
            _below(self._http.base_url, path),
            content=urlencode(form),
            headers=dict(headers),
        )
        request.headers["content-type"] = FORM
        response = (await self._send(request)).response
        return None if response is None or away(response) else response

    def _ready(self) -> tuple[httpx.AsyncClient, Signer]:
        """Raises NotSigned where the environment lacks what the declaration names."""
        if self._http is None:
            self._http = self._client()
        if self._signer is None:
            around = self._around
            kept = around.kept
            shared = SharedSecrets(kept, self._connector.key, around.clocks) if kept else None
            self._signer = signer_of(
                self._connector.sign, around.named, self._fetch, around.clocks.now, shared
            )
        return self._http, self._signer

    def _client(self) -> httpx.AsyncClient:
        around, connector = self._around, self._connector
        address = secret_of(around.named, connector.address).get_secret_value()
        trusted = self._certificates()
        return httpx.AsyncClient(
            base_url=address,
            # The router's time-out is the register's own; only connecting has one here.
            timeout=httpx.Timeout(None, connect=around.patience.connect_seconds),
            transport=around.transport or _transport(trusted),
            trust_env=False,
        )

    def _certificates(self) -> ssl.SSLContext | bool:
        named, connector = self._around.named, self._connector
        sign = connector.sign
        if connector.authority is None and not isinstance(sign, MutualTls):
            return True
        authority = connector.authority
        trusted = secret_of(named, authority).get_secret_value() if authority else None
        try:
            context = ssl.create_default_context(cafile=trusted)
            if isinstance(sign, MutualTls):
                certificate = secret_of(named, sign.certificate).get_secret_value()
                context.load_cert_chain(certificate, secret_of(named, sign.key).get_secret_value())
        except OSError:
            raise NotSigned(_NO_CERTIFICATE) from None
        return context


def _transport(trusted: ssl.SSLContext | bool) -> AiohttpTransport:
    """The way over TCP: aiohttp's, at a third of what httpx's own pool costs with many calls at once."""
    # The places per register are the limit; the pool must not add another.
    return AiohttpTransport(
        verify=trusted, trust_env=False, limits=httpx.Limits(max_connections=0, keepalive_expiry=60)
    )


_NO_CERTIFICATE = Text(
    zh="证书或私钥文件无法读取。请核对环境变量所指的文件。",
    en="a certificate or key cannot be read. Look at the files that the variables name.",
)


async def _whole(response: httpx.Response) -> httpx.Response | None:
    """The response with its body; none where there is no end of it."""
    parts, size = [], 0
    async for part in response.aiter_bytes():
        size += len(part)
        if size > LARGEST:
            return None
        parts.append(part)
    return httpx.Response(response.status_code, content=b"".join(parts), request=response.request)


def _below(base: httpx.URL, path: str) -> httpx.URL:
    return base.copy_with(raw_path=(base.path.rstrip("/") + path).encode())


def _unauthorized(response: httpx.Response) -> bool:
    return response.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN)


def away(response: httpx.Response) -> bool:
    """Whether the other side is out of order or overrun rather than answering."""
    return response.is_server_error or response.status_code == httpx.codes.TOO_MANY_REQUESTS
