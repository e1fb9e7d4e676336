"""The signature of a deciding department on a notice: PAdES (ETSI EN 319 142-1, baseline B) by its own key.

Nothing random goes into it: the moment is handed in, ECDSA takes its number from the message (RFC 6979), and the
file's second identifier follows from its content. The same notice signed again with the same key gives the same file.
"""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1 as as_asn1
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import PdfSignedData
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from matters.errors import OneGoError

PrivateKey = EllipticCurvePrivateKey | RSAPrivateKey

FIELD = "DepartmentSeal"
DIGEST = "sha256"
_EMPTY = bytes(32)
"""Stands for the digest in what is signed, until there is one."""
_ROOM = 16
"""An ECDSA signature is longer or shorter by some bytes each time."""


class KeyUnusable(OneGoError):
    """The key of a department cannot sign."""

    status = 500

    def __init__(self, department: str, zh: str, en: str) -> None:
        super().__init__(
            zh=f"部门“{department}”的签名密钥不可用：{zh}。请管理员检查签名密钥文件夹（onego doctor）。",
            en=f"The signing key of department '{department}' cannot be used: {en}. An administrator"
            " should look into the folder of signing keys (onego doctor).",
        )


@dataclass(frozen=True)
class SigningKey:
    """The key of one department with its certificate and those that lead to the authority."""

    department: str
    name: str
    """Whom the certificate names."""
    begins: datetime
    ends: datetime
    _hand: "_Hand"
    _attributes: bytes
    """What is signed, with nothing for the digest."""
    _read: Callable[[bytes], Any]
    """As asn1crypto holds it."""
    _room: int

    def check_valid(self, at: datetime) -> None:
        """Raises KeyUnusable when the certificate is not valid at that moment."""
        if not self.begins <= at <= self.ends:
            raise KeyUnusable(
                self.department,
                zh=f"证书有效期为{self.begins:%Y-%m-%d}至{self.ends:%Y-%m-%d}",
                en=f"its certificate is valid from {self.begins:%Y-%m-%d} to {self.ends:%Y-%m-%d}",
            )


class _Hand(Signer):
    """Signs with a key held open; pyHanko's own would read it anew for every signature."""

    def __init__(
        self, key: PrivateKey, own: x509.Certificate, chain: list[x509.Certificate]
    ) -> None:
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        for one in chain:
            store.register(as_asn1(one))
        super().__init__(signing_cert=as_asn1(own), cert_registry=store, embed_roots=False)
        self._key = key

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,
    ) -> bytes:
        match self._key:
            case EllipticCurvePrivateKey() as key:
                return key.sign(data, ECDSA(SHA256(), deterministic_signing=True))
            case RSAPrivateKey() as key:
                return key.sign(data, PKCS1v15(), SHA256())

    async def unsigned_attrs(self, *_: object, **__: object) -> None:
        """None: a time stamp would need a service outside."""


class _Appended(IncrementalPdfFileWriter):
    """What is written behind a notice's pages; pyHanko's own puts the clock and random numbers into it."""

    @classmethod
    def _handle_id(cls, prev: Any) -> generic.ArrayObject:
        first = prev.trailer["/ID"][0]
        prev.stream.seek(0)
        second = hashlib.sha256(prev.stream.read()).digest()[:16]
        return generic.ArrayObject([first, generic.ByteStringObject(second)])

    def _update_meta(self) -> None:
        """Leave the day and the maker of the notice as they are."""


def signing_key(department: str, content: bytes, password: str) -> SigningKey:
    """The key in a PKCS#12 file. Raises KeyUnusable when it cannot be opened or is of another kind."""
    try:
        key, own, chain = pkcs12.load_key_and_certificates(content, password.encode())
    except ValueError:
        raise KeyUnusable(
            department, zh="文件损坏或者口令不对", en="the file is damaged or the password is wrong"
        ) from None
    if own is None or not isinstance(key, EllipticCurvePrivateKey | RSAPrivateKey):
        raise KeyUnusable(
            department,
            zh="须为附带证书的 RSA 或者 ECDSA 私钥",
            en="it must be an RSA or ECDSA key with its certificate",
        )
    hand = _Hand(key, own, chain)
    attributes = asyncio.run(hand.signed_attrs(_EMPTY, DIGEST, use_pades=True))
    longest = len(_cms(hand, attributes).dump()) + _ROOM
    return SigningKey(
        department=department,
        name=_called(own),
        begins=own.not_valid_before_utc,
        ends=own.not_valid_after_utc,
        _hand=hand,
        _attributes=attributes.dump(),
        _read=type(attributes).load,
        _room=2 * longest,
    )


def sign_pdf(pdf: bytes, key: SigningKey, at: datetime, reason: str) -> bytes:
    """The PDF with the department's signature appended; it stays PDF/A, and no page changes.

    `at` is the moment that the signature says, with its zone. Raises KeyUnusable when the key is not valid then.
    """
    key.check_valid(at)
    writing = PdfCMSEmbedder(_field()).write_cms(FIELD, _Appended(BytesIO(pdf)))
    next(writing)
    writing.send(SigObjSetup(_said(key, at, reason), _NO_CHANGE))
    digest, written = writing.send(SigIOSetup(DIGEST))
    signed = key._attributes.replace(_EMPTY, digest.document_digest)
    writing.send(_cms(key._hand, key._read(signed)))
    content: bytes = written.getvalue()
    return content


_NO_CHANGE = SigMDPSetup(DIGEST, certify=True, docmdp_perms=MDPPerm.NO_CHANGES)


def _field() -> SigFieldSpec:
    """No box on the page: what is drawn in the slot is the seal's picture, which proves nothing."""
    return SigFieldSpec(
        FIELD,
        readable_field_name="电子印章 Electronic seal",
        invis_sig_settings=InvisSigSettings(box_out_of_bounds=True),
    )


def _said(key: SigningKey, at: datetime, reason: str) -> PdfSignedData:
    said = PdfSignedData(pdf_name("/Sig"), SigSeedSubFilter.PADES, at, bytes_reserved=key._room)
    said[pdf_name("/Name")] = generic.TextStringObject(key.name)
    said[pdf_name("/Reason")] = generic.TextStringObject(reason)
    return said


def _cms(hand: Signer, attributes: Any) -> Any:
    """The signature with its certificates, as it stands in the file."""
    return at_once(hand.async_sign_prescribed_attributes(DIGEST, attributes))


def at_once(asked: Any) -> Any:
    """What an async function of pyHanko gives that waits for nothing; no loop is begun for it."""
    try:
        asked.send(None)
    except StopIteration as done:
        return done.value
    raise RuntimeError("pyHanko waits for something while it signs")


def _called(certificate: x509.Certificate) -> str:
    names = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(names[0].value) if names else certificate.subject.rfc4514_string()
