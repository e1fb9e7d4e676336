"""A made-up authority and the keys of made-up departments, for the tests of signatures."""

from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)

from forms.signing import PrivateKey, SigningKey, signing_key

BEGINS = datetime(2026, 1, 1, tzinfo=UTC)
ENDS = datetime(2029, 1, 1, tzinfo=UTC)
PASSWORD = "for tests only"


@dataclass(frozen=True)
class Authority:
    """Who certifies departments."""

    key: PrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    def file_for(self, department: str, own: PrivateKey | None = None) -> bytes:
        """A PKCS#12 file of the department."""
        key = own or ec.generate_private_key(ec.SECP256R1())
        certificate = _certificate(
            department, key, (self.certificate.subject, self.key), is_ca=False
        )
        locked = BestAvailableEncryption(PASSWORD.encode())
        return pkcs12.serialize_key_and_certificates(
            department.encode(), key, certificate, [self.certificate], locked
        )

    def key_for(self, department: str, own: PrivateKey | None = None) -> SigningKey:
        return signing_key(department, self.file_for(department, own), PASSWORD)


def an_authority(name: str = "测试根证书 Test CA") -> Authority:
    key = ec.generate_private_key(ec.SECP256R1())
    return Authority(key, _certificate(name, key, (_named(name), key), is_ca=True))


def an_rsa_key() -> PrivateKey:
    return rsa.generate_private_key(65537, 2048)


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])


def _certificate(
    name: str, key: PrivateKey, by: tuple[x509.Name, PrivateKey], *, is_ca: bool
) -> x509.Certificate:
    issuer, issuer_key = by
    use = x509.KeyUsage(
        digital_signature=not is_ca, content_commitment=not is_ca, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=is_ca, crl_sign=is_ca,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(BEGINS)
        .not_valid_after(ENDS)
        .add_extension(
            x509.BasicConstraints(ca=is_ca, path_length=0 if is_ca else None), critical=True
        )
        .add_extension(use, critical=True)
        .sign(issuer_key, SHA256())
    )
