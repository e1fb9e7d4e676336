"""Lines on which both sides show a certificate (mutual TLS): a real server on this machine, and who is let in."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from threading import Thread

import pytest
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from matters.case import FindingOutcome
from tests.flows.foreign_register import (
    Office,
    a_connector,
    a_register,
    outcomes,
    registers,
    talk,
)

MATCH, UNAVAILABLE = FindingOutcome.MATCH, FindingOutcome.UNAVAILABLE


class Certificates:
    """An authority with a server and a client, as files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.authority_key = ec.generate_private_key(ec.SECP256R1())
        self.authority = self._certificate("authority", self.authority_key, authority=True)
        self.write("authority", self.authority, self.authority_key)

    def issue(self, name: str) -> tuple[str, str]:
        """A certificate and its key for a name."""
        key = ec.generate_private_key(ec.SECP256R1())
        return self.write(name, self._certificate(name, key), key)

    def write(
        self, name: str, certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey
    ) -> tuple[str, str]:
        public, private = self.folder / f"{name}.pem", self.folder / f"{name}.key"
        public.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        private.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        return str(public), str(private)

    def _certificate(
        self, name: str, key: ec.EllipticCurvePrivateKey, *, authority: bool = False
    ) -> x509.Certificate:
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        issuer = subject if authority else self.authority.subject
        made = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
            .not_valid_after(datetime(2090, 1, 1, tzinfo=UTC))
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(
                x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]),
                critical=False,
            )
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.authority_key.public_key()),
                critical=False,
            )
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        )
        if authority:
            usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
            made = made.add_extension(usage, critical=True)
        return made.sign(self.authority_key, hashes.SHA256())


@contextmanager
def a_server(office: Office, certificates: Certificates) -> Iterator[str]:
    """The office on a free port of this machine, which lets nobody in without a certificate."""
    public, private = certificates.issue("server")
    config = uvicorn.Config(
        office.app(),
        port=0,
        log_level="critical",
        ssl_certfile=public,
        ssl_keyfile=private,
        ssl_ca_certs=str(certificates.folder / "authority.pem"),
        ssl_cert_reqs=ssl.CERT_REQUIRED,
        lifespan="off",
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"https://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return Certificates(tmp_path_factory.mktemp("certificates"))


def test_both_sides_show_a_certificate(certificates: Certificates):
    office = Office()
    sign = {"kind": "mtls", "certificate": "OUR_CERTIFICATE", "key": "OUR_PRIVATE"}
    connector = a_connector(sign=sign, authority="OFFICE_CA")
    public, private = certificates.issue("onego")
    with a_server(office, certificates) as url:
        named = {
            "OFFICE_URL": url,
            "OFFICE_CA": str(certificates.folder / "authority.pem"),
            "OUR_CERTIFICATE": public,
            "OUR_PRIVATE": private,
        }
        assert outcomes(talk(registers(None, a_register(), connector, **named))) == [MATCH]
        bare = a_connector(authority="OFFICE_CA")
        assert outcomes(talk(registers(None, a_register(), bare, **named))) == [UNAVAILABLE]
        strange = a_connector(sign=sign)
        assert outcomes(talk(registers(None, a_register(), strange, **named))) == [UNAVAILABLE]
    assert len(office.asked) == 1


def test_a_certificate_that_cannot_be_read_is_trouble_and_no_crash(certificates: Certificates):
    sign = {"kind": "mtls", "certificate": "OUR_CERTIFICATE", "key": "OUR_PRIVATE"}
    named = {"OUR_CERTIFICATE": "/nowhere.pem", "OUR_PRIVATE": "/nowhere.key"}
    door = registers(Office().app(), a_register(), a_connector(sign=sign), **named)
    assert outcomes(talk(door)) == [UNAVAILABLE]
