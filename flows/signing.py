"""The signature of a call to the data-sharing gateway: the caller makes it, the gateway again.

HMAC-SHA256 over method, path, time, nonce and the digest of the body: no part can be exchanged.
"""

import hashlib
import hmac
from collections.abc import Mapping

from pydantic import SecretStr

from matters.words import Frozen

APP_KEY = "x-app-key"
REQUEST_TIME = "x-request-time"
NONCE = "x-nonce"
SIGNATURE = "x-signature"


class Credentials(Frozen):
    """Who calls: the key that names the calling system, and its secret."""

    app_key: str
    secret: SecretStr


class Call(Frozen):
    """The parts of one call that are signed; the time is in milliseconds since 1970."""

    method: str
    path: str
    time_ms: int
    nonce: str
    body: bytes

    def signature(self, secret: SecretStr) -> str:
        """Lower-case hexadecimal HMAC-SHA256 of the call."""
        digest = hashlib.sha256(self.body).hexdigest()
        lines = (self.method.upper(), self.path, str(self.time_ms), self.nonce, digest)
        key = secret.get_secret_value().encode()
        return hmac.new(key, "\n".join(lines).encode(), hashlib.sha256).hexdigest()

    def is_signed_by(self, secret: SecretStr, signature: str) -> bool:
        """Whether the signature is this call's, compared in constant time."""
        return hmac.compare_digest(self.signature(secret).encode(), signature.encode())


def signed_headers(credentials: Credentials, call: Call) -> Mapping[str, str]:
    """The four headers that a signed call carries."""
    return {
        APP_KEY: credentials.app_key,
        REQUEST_TIME: str(call.time_ms),
        NONCE: call.nonce,
        SIGNATURE: call.signature(credentials.secret),
    }
