"""Who may call the gateway: the signature, its time, and that no call comes twice."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime

from pydantic import SecretStr

from flows.signing import APP_KEY, NONCE, REQUEST_TIME, SIGNATURE, Call
from matters.words import Frozen, Text

WINDOW_MS = 5 * 60 * 1000
"""How far a call's time may be from the gateway's."""
LONGEST_NONCE = 64


class Refusal(Frozen):
    """Why a call is not answered."""

    code: str
    message: Text


UNSIGNED = Refusal(
    code="10",
    message=Text(
        zh="请求缺少签名信息。请使用已登记的应用标识签名后重试。",
        en="The call is not signed. Sign it with a registered app key.",
    ),
)
WRONG_SIGNATURE = Refusal(
    code="11",
    message=Text(
        zh="签名不正确：应用标识或密钥有误，或内容被改动。",
        en="The signature is wrong: the app key or secret differs, or the call was changed.",
    ),
)
WRONG_TIME = Refusal(
    code="12",
    message=Text(
        zh="请求时间与平台时间相差超过5分钟。请校准时钟。",
        en="The call's time is over 5 minutes from the gateway's. Set the clock.",
    ),
)
REPLAYED = Refusal(
    code="13",
    message=Text(
        zh="该请求已处理过，不得重复使用同一随机数。",
        en="This call was made before; use a new nonce.",
    ),
)


class Gatekeeper:
    """Checks calls and remembers their nonces for as long as their time would be accepted."""

    def __init__(self, callers: Mapping[str, SecretStr], now: Callable[[], datetime]) -> None:
        self._callers = callers
        self._now = now
        self._seen: OrderedDict[tuple[str, str], int] = OrderedDict()

    def refusal(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> Refusal | None:
        """Why the call is refused, or nothing; an accepted call is remembered."""
        app_key, time, nonce = (headers.get(name, "") for name in (APP_KEY, REQUEST_TIME, NONCE))
        well_formed = time.isascii() and time.isdigit() and 0 < len(nonce) <= LONGEST_NONCE
        if not (app_key and well_formed):
            return UNSIGNED
        call = Call(method=method, path=path, time_ms=int(time[:15]), nonce=nonce, body=body)
        secret = self._callers.get(app_key)
        if secret is None or not call.is_signed_by(secret, headers.get(SIGNATURE, "")):
            return WRONG_SIGNATURE
        now_ms = int(self._now().timestamp() * 1000)
        if abs(now_ms - call.time_ms) > WINDOW_MS:
            return WRONG_TIME
        return self._first_time((app_key, nonce), now_ms)

    def _first_time(self, call: tuple[str, str], now_ms: int) -> Refusal | None:
        # A call may be dated five minutes ahead, so its nonce must be kept for ten.
        while self._seen and next(iter(self._seen.values())) < now_ms - 2 * WINDOW_MS:
            self._seen.popitem(last=False)
        if call in self._seen:
            return REPLAYED
        self._seen[call] = now_ms
        return None
