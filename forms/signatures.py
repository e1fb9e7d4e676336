"""Whether the signature of a notice holds: what a PDF proves by itself, without asking anybody.

A notice carries one signature over the whole file. Its bytes outside the signature are compared with what was signed
before any PDF is read, and the signature's own bytes with those that signing writes, so that no byte can be changed.
"""

import asyncio
import hashlib
import logging
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import Any

from asn1crypto import x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_cms import ExternalSigner
from pyhanko.sign.validation import errors
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature, async_validate_pdf_signature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from forms.signing import DIGEST, at_once
from matters.errors import Refused

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # it would print why a chain is not trusted

_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_USES = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)
_UNREADABLE = (
    PdfError,
    SigningError,
    errors.ValidationInfoReadingError,
    ValueError,
    TypeError,
    KeyError,
)
"""What pyHanko raises for a signature that is none."""


class Holds(StrEnum):
    """What the file itself proves."""

    YES = "holds"
    ALTERED = "altered"
    UNSIGNED = "unsigned"


@dataclass(frozen=True)
class Signature:
    """A signature that holds: who signed when, and whether an authority that one trusts certified the signer."""

    by: str
    at: datetime
    reason: str
    issuer: str
    trusted: bool | None
    """None: no authority was named to look for."""


@dataclass(frozen=True)
class Examined:
    """What was found; a signature only where it holds."""

    holds: Holds
    signature: Signature | None = None


class AuthorityUnreadable(Refused):
    """What should be certificates of authorities is none."""

    def __init__(self) -> None:
        super().__init__(
            zh="根证书文件无法读取。请提供 PEM 或者 DER 格式的证书。",
            en="The authority's certificate cannot be read. Give a certificate as PEM or DER.",
        )


def authorities(content: bytes) -> tuple[x509.Certificate, ...]:
    """The certificates in a file, PEM or DER. Raises AuthorityUnreadable."""
    try:
        found = tuple(load_certs_from_pemder_data(content))
        if all(one.subject for one in found) and found:
            return found
    except (ValueError, TypeError):
        pass
    raise AuthorityUnreadable


def examine(pdf: bytes, trusted: tuple[x509.Certificate, ...] = ()) -> Examined:
    """What the file proves by itself; of several signatures the last, which has to cover the whole file."""
    ranges = _RANGE.findall(pdf)
    if not ranges:
        return Examined(Holds.UNSIGNED)
    begins, ends, rest = (int(number) for number in ranges[-1])
    around, hole = (pdf[:begins], pdf[ends:]), pdf[begins:ends]
    if ends + rest != len(pdf) or not _holds_digest(hole, around):
        return Examined(Holds.ALTERED)
    try:
        return _read(pdf, hole, trusted)
    except _UNREADABLE:
        return Examined(Holds.ALTERED)


def _holds_digest(hole: bytes, around: tuple[bytes, bytes]) -> bool:
    """Whether the signature speaks of exactly these bytes; then they may be read."""
    if not (hole.startswith(b"<") and hole.endswith(b">")):
        return False
    try:
        signed = bytes.fromhex(hole[1:-1].decode("ascii"))
    except ValueError:
        return False
    digest = hashlib.sha256(around[0])
    digest.update(around[1])
    return digest.digest() in signed


def _read(pdf: bytes, hole: bytes, trusted: tuple[x509.Certificate, ...]) -> Examined:
    found = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    if len(found) != 1:
        return Examined(Holds.ALTERED)
    one, at = found[0], found[0].self_reported_timestamp
    if at is None or _as_written(one, len(hole) - 2) != hole[1:-1]:
        return Examined(Holds.ALTERED)
    status = asyncio.run(_status(one, at, trusted))
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    if not (whole and status.intact and status.valid):
        return Examined(Holds.ALTERED)
    signer = status.signing_cert
    return Examined(
        Holds.YES,
        Signature(
            by=_called(signer.subject),
            at=at,
            reason=str(one.sig_object.get("/Reason", "")),
            issuer=_called(signer.issuer),
            trusted=status.trusted if trusted else None,
        ),
    )


async def _status(
    one: EmbeddedPdfSignature, at: datetime, trusted: tuple[x509.Certificate, ...]
) -> PdfSignatureStatus:
    """As of the moment that the signature says: a notice stays genuine when the certificate has ended."""
    context = ValidationContext(
        trust_roots=list(trusted), allow_fetching=False, moment=at, best_signature_time=at
    )
    return await async_validate_pdf_signature(
        one, signer_validation_context=context, key_usage_settings=_USES
    )


def _as_written(one: EmbeddedPdfSignature, length: int) -> bytes:
    """The hexadecimal digits that signing would write for this signature: nothing can hide between them."""
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    for certificate in one.other_embedded_certs:
        store.register(certificate)
    info = one.signer_info
    hand = _Copying(one.signer_cert, store, info["signature"].native)
    copy: Any = at_once(hand.async_sign_prescribed_attributes(DIGEST, info["signed_attrs"].untag()))
    written: str = copy.dump().hex().upper()
    return written.encode().ljust(length, b"0")


class _Copying(ExternalSigner):
    """Puts a signature that exists together again."""

    async def unsigned_attrs(self, *_: object, **__: object) -> None:
        """None, as signing writes none."""


def _called(name: x509.Name) -> str:
    common: object = name.native.get("common_name")
    return common if isinstance(common, str) else str(name.human_friendly)
