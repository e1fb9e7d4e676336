"""The demonstration's own authority, and the keys of its departments: marked DEMO, worth nothing anywhere else."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
    pkcs12,
)

from forms.signing import KeyUnusable
from matters.office import Department, Office
from storage.secret_files import create, read_or_create
from storage.settings import Settings

AUTHORITY = "demo-ca.pem"
"""The certificate that `onego notice verify --ca` takes."""
_AUTHORITY_KEY = "demo-ca.key"
_LONG = timedelta(days=3650)
_TERM = timedelta(days=1095)
_BEFORE = timedelta(days=1)


class _Own(NamedTuple):
    """The authority's key and certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


def make_demo_keys(settings: Settings, office: Office, at: datetime) -> int:
    """Make the keys of departments that are missing; how many. Nothing where the settings name a folder of keys."""
    folder = settings.signing_folder
    if settings.signing_keys is not None or folder is None:
        return 0
    lacking = [one for one in office.departments if not (folder / f"{one.key}.p12").exists()]
    if not lacking:
        return 0
    authority, password = _authority(folder, at), settings.signing_secret().encode()
    for department in lacking:
        create(folder / f"{department.key}.p12", _file(department, authority, password, at))
    return len(lacking)


def _authority(folder: Path, at: datetime) -> _Own:
    """The authority of the folder; made once."""
    key = _opened(read_or_create(folder / _AUTHORITY_KEY, _new_pem))
    file = folder / AUTHORITY
    if not file.exists():
        made = _begun("演示根证书 DEMO CA · OneGo", key, at, _LONG)
        made = made.issuer_name(_named("演示根证书 DEMO CA · OneGo"))
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        create(file, made.sign(key, SHA256()).public_bytes(Encoding.PEM))
    return _Own(key, x509.load_pem_x509_certificate(file.read_bytes()))


def _file(department: Department, authority: _Own, password: bytes, at: datetime) -> bytes:
    """The key and the certificate of a department, as PKCS#12."""
    key = ec.generate_private_key(ec.SECP256R1())
    made = _begun(f"{department.name.zh}（演示 DEMO）", key, at, _TERM)
    made = made.issuer_name(authority.certificate.subject)
    made = made.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    certificate = made.add_extension(_SIGNS, critical=True).sign(authority.key, SHA256())
    return pkcs12.serialize_key_and_certificates(
        department.key.encode(), key, certificate, None, BestAvailableEncryption(password)
    )


def _begun(
    name: str, key: ec.EllipticCurvePrivateKey, at: datetime, term: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - _BEFORE)
        .not_valid_after(at + term)
    )


_SIGNS = x509.KeyUsage(
    digital_signature=True, content_commitment=True, key_encipherment=False,
    data_encipherment=False, key_agreement=False, key_cert_sign=False, crl_sign=False,
    encipher_only=False, decipher_only=False,
)  # fmt: skip


def _named(name: str) -> x509.Name:
    """Cut to the 64 characters that X.520 allows."""
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name[:64])])


def _new_pem() -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _opened(pem: str) -> ec.EllipticCurvePrivateKey:
    key = load_pem_private_key(pem.encode(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise KeyUnusable(
            "demo", zh="演示根证书密钥类型不对", en="the demo authority's key is of another kind"
        )
    return key
