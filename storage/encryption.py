"""Sensitive values, sealed one by one with AES-GCM, and found again without being opened.

A sealed value reads `enc:1:<key id>:<nonce and ciphertext in base64url>`. The context (which case,
which field) is authenticated with it, so a sealed value copied elsewhere does not open there.
"""

import base64
import binascii
import hmac
import os
import re
import unicodedata
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from storage.refusals import KeysWrong, KeyUnknown, SealBroken

PREFIX = "enc:1:"
KEY_BYTES = 32
NONCE_BYTES = 12  # NIST SP 800-38D, 8.2: 96 bits
BLIND_BYTES = 16
KEY_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")

Draw = Callable[[int], bytes]


class Key:
    """One secret with its id, and the keys of single purpose that are derived from it."""

    def __init__(self, key_id: str, secret: bytes) -> None:
        if KEY_ID.fullmatch(key_id) is None:
            raise KeysWrong(
                zh=f"密钥名称“{key_id}”只能含小写字母、数字和连字符。",
                en=f"key id “{key_id}” may have small letters, digits and hyphens only.",
            )
        if len(secret) != KEY_BYTES:
            raise KeysWrong(
                zh=f"密钥“{key_id}”应为{KEY_BYTES}字节的 base64，实为{len(secret)}字节。",
                en=f"key “{key_id}” must be base64 of {KEY_BYTES} bytes; it has {len(secret)}.",
            )
        self.id = key_id
        self.texts = AESGCM(_derived(secret, b"onego texts"))
        self.files = AESGCM(_derived(secret, b"onego files"))
        self.blind = _derived(secret, b"onego blind index")

    def __repr__(self) -> str:
        return f"Key({self.id!r})"


class Keyring:
    """The key in use, and older ones that still open what they once sealed."""

    def __init__(self, current: Key, *older: Key, draw: Draw = os.urandom) -> None:
        """Take the keys, and where nonces are drawn from (bytes wanted → random bytes)."""
        self.current = current
        self._by_id = {key.id: key for key in (*older, current)}
        self._draw = draw

    def seal(self, text: str, context: bytes) -> str:
        """The text, sealed with the current key for this context only."""
        nonce = self._draw(NONCE_BYTES)
        sealed = self.current.texts.encrypt(nonce, text.encode(), context)
        return f"{PREFIX}{self.current.id}:{_to_base64(nonce + sealed)}"

    def open(self, sealed: str, context: bytes) -> str:
        """The text of a sealed value.

        Raises KeyUnknown, or SealBroken when it was altered or sealed for another context.
        """
        key_id, _, body = sealed.removeprefix(PREFIX).partition(":")
        if not is_sealed(sealed) or not body:
            raise SealBroken
        key = self._key(key_id)
        try:
            raw = _from_base64(body)
            return key.texts.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], context).decode()
        except (InvalidTag, ValueError):
            raise SealBroken from None

    def rotate(self, sealed: str, context: bytes) -> str:
        """The same value under the current key; unchanged when it already is."""
        if sealed.startswith(f"{PREFIX}{self.current.id}:"):
            return sealed
        return self.seal(self.open(sealed, context), context)

    def seal_bytes(self, content: bytes, context: bytes) -> bytes:
        """A file's content, sealed: length of the key id, key id, nonce, ciphertext."""
        nonce = self._draw(NONCE_BYTES)
        key_id = self.current.id.encode()
        sealed = self.current.files.encrypt(nonce, content, context)
        return b"".join((bytes([len(key_id)]), key_id, nonce, sealed))

    def open_bytes(self, sealed: bytes, context: bytes) -> bytes:
        """The content of a sealed file. Raises KeyUnknown, SealBroken."""
        start = 1 + sealed[0] if sealed else 1
        key = self._key(sealed[1:start].decode(errors="replace"))
        nonce, body = sealed[start : start + NONCE_BYTES], sealed[start + NONCE_BYTES :]
        try:
            return key.files.decrypt(nonce, body, context)
        except (InvalidTag, ValueError):
            raise SealBroken from None

    def is_current(self, sealed: bytes) -> bool:
        """Whether a sealed file is under the current key."""
        key_id = self.current.id.encode()
        return sealed.startswith(bytes([len(key_id)]) + key_id)

    def blind(self, text: str) -> bytes:
        """The value's blind index under the current key: equal texts have equal ones (16 bytes).

        Width and case of letters and outer spaces do not count (全角、x/X).
        """
        return _blind(self.current, text)

    def blinds(self, text: str) -> tuple[bytes, ...]:
        """The blind indexes under every key, to search with while a rotation is under way."""
        return tuple(_blind(key, text) for key in self._by_id.values())

    def _key(self, key_id: str) -> Key:
        if key_id not in self._by_id:
            raise KeyUnknown(key_id)
        return self._by_id[key_id]


def is_sealed(text: str) -> bool:
    return text.startswith(PREFIX)


def bound_to(*parts: str) -> bytes:
    """The context of a value, from what it belongs to: `bound_to(case, field)`.

    Each part goes with its length, so that no two different lists give the same context.
    """
    return b"".join(len(raw).to_bytes(4, "big") + raw for raw in (part.encode() for part in parts))


def keyring_from(text: str, draw: Draw = os.urandom) -> Keyring:
    """The keys written `id:base64`, separated by commas or lines, the one in use first.

    Lines that begin with # are remarks. Raises KeysWrong.
    """
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    written = [word.strip() for line in lines for word in line.split(",") if word.strip()]
    keys = [_key_from(word) for word in written]
    if not keys:
        raise KeysWrong(zh="没有任何密钥。", en="there is none.")
    if len({key.id for key in keys}) < len(keys):
        raise KeysWrong(zh="有两把密钥同名。", en="two keys have the same id.")
    return Keyring(*keys, draw=draw)


def new_key(key_id: str, draw: Draw = os.urandom) -> str:
    """A new key as a line of the keys file."""
    return f"{key_id}:{base64.b64encode(draw(KEY_BYTES)).decode()}\n"


def _key_from(written: str) -> Key:
    key_id, _, secret = written.partition(":")
    try:
        return Key(key_id, _from_base64(secret.rstrip("=")))
    except binascii.Error:
        # The secret itself is never repeated in a message.
        raise KeysWrong(
            zh=f"密钥“{key_id[:31]}”不是正确的 base64，应写作“名称:base64”。",
            en=f"key “{key_id[:31]}” is not valid base64; write it as `id:base64`.",
        ) from None


def _derived(secret: bytes, purpose: bytes) -> bytes:
    # The secret is uniformly random, so RFC 5869's extract step is not needed.
    return HKDFExpand(algorithm=SHA256(), length=KEY_BYTES, info=purpose).derive(secret)


def _blind(key: Key, text: str) -> bytes:
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    return hmac.digest(key.blind, plain.encode(), "sha256")[:BLIND_BYTES]


def _to_base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _from_base64(text: str) -> bytes:
    padded = text.replace("+", "-").replace("/", "_") + "=" * (-len(text) % 4)
    return base64.b64decode(padded, altchars=b"-_", validate=True)
