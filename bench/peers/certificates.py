"""Self-signed certificates for servers and mail users on loopback, good for a month."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def server_certificate(host: str) -> tuple[PrivateKey, x509.Certificate]:
    """A P-256 key and a TLS certificate for a host name."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = _builder(host, key).add_extension(
        x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False
    )
    return key, builder.sign(key, hashes.SHA256())


def mail_certificate(name: str) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    """An RSA-2048 key, as offices have them, and an S/MIME certificate for name@example.org."""
    key = rsa.generate_private_key(65537, 2048)
    builder = (
        _builder(name, key)
        .add_extension(x509.SubjectAlternativeName([x509.RFC822Name(f"{name}@example.org")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
    )
    return key, builder.sign(key, hashes.SHA256())


def write(key: PrivateKey, certificate: x509.Certificate, key_path: Path, certificate_path: Path) -> None:
    """Write both as PEM; the key without a passphrase, since it protects nothing but a benchmark."""
    pem = serialization.Encoding.PEM
    plain = serialization.NoEncryption()
    certificate_path.write_bytes(certificate.public_bytes(pem))
    key_path.write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))


def _builder(name: str, key: PrivateKey) -> x509.CertificateBuilder:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=30))
    )
