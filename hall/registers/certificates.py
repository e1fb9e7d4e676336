"""Certificates of a demonstration: an authority, the gateway's listener, and the one who calls it."""

from datetime import datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from matters.words import Frozen

LASTS_DAYS = 700
RENEWED_DAYS = 30
"""Before the end."""


class Certificates(Frozen):
    """Where the PEM files lie."""

    authority: Path
    server: Path
    server_key: Path
    caller: Path
    caller_key: Path


def certificates_in(folder: Path, now: datetime) -> Certificates:
    """Those that lie there, made anew when they are missing or end soon; every key is its owner's only."""
    found = Certificates(
        authority=folder / "authority.pem",
        server=folder / "server.pem",
        server_key=folder / "server.key",
        caller=folder / "caller.pem",
        caller_key=folder / "caller.key",
    )
    if not _hold(found.authority, now):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(found, now)
    return found


def _hold(path: Path, now: datetime) -> bool:
    if not path.exists():
        return False
    ends = x509.load_pem_x509_certificate(path.read_bytes()).not_valid_after_utc
    return ends - now > timedelta(days=RENEWED_DAYS)


def _make(paths: Certificates, now: datetime) -> None:
    root = ec.generate_private_key(ec.SECP256R1())
    name = _name("OneGo demonstration authority")
    authority = (
        _draft(name, root, now)
        .issuer_name(name)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(root.public_key()), critical=False)
        .add_extension(_FOR_AUTHORITIES, critical=True)
        .sign(root, SHA256())
    )
    # Written last: while it is missing, all of them are made again.
    ends = (
        (paths.server, paths.server_key, ExtendedKeyUsageOID.SERVER_AUTH),
        (paths.caller, paths.caller_key, ExtendedKeyUsageOID.CLIENT_AUTH),
    )
    for path, key_path, purpose in ends:
        key = ec.generate_private_key(ec.SECP256R1())
        made = _end(key, purpose, now, authority).sign(root, SHA256())
        _write(key_path, _pem(key))
        _write(path, made.public_bytes(Encoding.PEM))
    _write(paths.authority, authority.public_bytes(Encoding.PEM))


def _end(
    key: ec.EllipticCurvePrivateKey,
    purpose: x509.ObjectIdentifier,
    now: datetime,
    authority: x509.Certificate,
) -> x509.CertificateBuilder:
    names = x509.SubjectAlternativeName(
        [x509.DNSName("localhost"), x509.IPAddress(IPv4Address("127.0.0.1"))]
    )
    of_authority = authority.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return (
        _draft(_name("OneGo demonstration"), key, now)
        .issuer_name(authority.subject)
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(of_authority),
            critical=False,
        )
    )


def _draft(
    subject: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=LASTS_DAYS))
    )


_FOR_AUTHORITIES = x509.KeyUsage(
    digital_signature=True,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=True,
    encipher_only=False,
    decipher_only=False,
)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _write(path: Path, content: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)
