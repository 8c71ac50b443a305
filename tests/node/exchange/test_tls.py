"""Two nodes that speak TLS and show each other certificates, as agencies may agree (EXC-19)."""

import http.client
import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from nodes import acquainted, running, until


@pytest.fixture
def certificates(tmp_path: Path) -> Path:
    """Return a folder with an authority, and one certificate for this machine that it has signed."""
    folder = tmp_path / "tls"
    folder.mkdir()
    authority, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _certificate("Exercise authority", authority, "Exercise authority", authority, ca=True)
    leaf = _certificate("127.0.0.1", key, "Exercise authority", authority, ca=False)
    (folder / "ca.pem").write_bytes(root.public_bytes(serialization.Encoding.PEM))
    (folder / "node.pem").write_bytes(leaf.public_bytes(serialization.Encoding.PEM))
    (folder / "node.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return folder


def _certificate(
    subject: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: str,
    signer: ec.EllipticCurvePrivateKey,
    *,
    ca: bool,
) -> x509.Certificate:
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
    )
    if not ca:
        address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
        made = made.add_extension(x509.SubjectAlternativeName([address]), critical=False)
    return made.sign(signer, hashes.SHA256())


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])


def test_entries_go_over_mutual_tls_and_a_caller_without_certificate_gets_nothing(
    tmp_path: Path, certificates: Path
) -> None:
    with (
        acquainted(tmp_path, "ma.dgsn", "es.policia", tls=certificates) as ((rabat, here), (madrid, there)),
        running(rabat, madrid),
    ):
        pact = here.call("propose", parties=["es.policia"])
        until(lambda: here.call("held", dossier=pact, entry=pact) == {"es.policia": "held"})
        assert there.call("entries", dossier=pact) == here.call("entries", dossier=pact)
        context = ssl.create_default_context(cafile=certificates / "ca.pem")
        with pytest.raises((ssl.SSLError, http.client.HTTPException, ConnectionError)):
            ask(rabat.port, context)


def ask(port: int, context: ssl.SSLContext) -> None:
    stranger = http.client.HTTPSConnection("127.0.0.1", port, context=context, timeout=10)
    try:
        stranger.request("GET", "/healthz")
        stranger.getresponse()
    finally:
        stranger.close()
