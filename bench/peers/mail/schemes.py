"""Three ways to sign and encrypt a message and to open it again, by what offices have installed.

smime-python  cryptography's PKCS7 to sign, to encrypt and to decrypt; `openssl cms` checks the signature
smime-cli     `openssl cms` for all four steps, a process each
openpgp-cli   `gpg`, one process to sign and encrypt, one to decrypt and verify
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import pkcs7

from bench.peers.certificates import mail_certificate, write

_DER = serialization.Encoding.DER


class Scheme(Protocol):
    """Alice's sealing and Bob's opening; `open` raises RuntimeError when the signature is not good."""

    program: str

    def seal(self, text: bytes) -> bytes: ...
    def open(self, sealed: bytes) -> bytes: ...
    def close(self) -> None: ...


class SmimePython:
    """S/MIME within Python, as far as the library goes."""

    program = "openssl"

    def __init__(self, folder: Path) -> None:
        self._alice_key, self._alice = mail_certificate("alice")
        self._bob_key, self._bob = mail_certificate("bob")
        self.files = {name: f"{folder}/{name}" for name in ("alice.key", "alice.crt", "bob.key", "bob.crt")}
        write(self._alice_key, self._alice, folder / "alice.key", folder / "alice.crt")
        write(self._bob_key, self._bob, folder / "bob.key", folder / "bob.crt")

    def seal(self, text: bytes) -> bytes:
        """Signed, then encrypted, as DER."""
        signing = pkcs7.PKCS7SignatureBuilder().set_data(text)
        signing = signing.add_signer(self._alice, self._alice_key, hashes.SHA256())
        signed = signing.sign(_DER, [pkcs7.PKCS7Options.Binary])
        sealing = pkcs7.PKCS7EnvelopeBuilder().set_data(signed).add_recipient(self._bob)
        return sealing.encrypt(_DER, [pkcs7.PKCS7Options.Binary])

    def open(self, sealed: bytes) -> bytes:
        """Decrypted and verified."""
        return self._verify(pkcs7.pkcs7_decrypt_der(sealed, self._bob, self._bob_key, []))

    def close(self) -> None:
        """Nothing stays open."""

    def _verify(self, signed: bytes) -> bytes:
        # cryptography offers no PKCS#7 verification, so openssl does this step in both S/MIME schemes.
        return _run(["openssl", "cms", "-verify", *_BINARY_IN, "-CAfile", self.files["alice.crt"]], signed)


class SmimeCli(SmimePython):
    """S/MIME by the command line alone."""

    def seal(self, text: bytes) -> bytes:
        """Signed, then encrypted, as DER."""
        identity = ["-signer", self.files["alice.crt"], "-inkey", self.files["alice.key"]]
        signed = _run(["openssl", "cms", "-sign", *_BINARY_OUT, *identity, "-nodetach"], text)
        return _run(
            ["openssl", "cms", "-encrypt", "-aes-256-cbc", *_BINARY_OUT, self.files["bob.crt"]], signed
        )

    def open(self, sealed: bytes) -> bytes:
        """Decrypted and verified."""
        identity = ["-recip", self.files["bob.crt"], "-inkey", self.files["bob.key"]]
        return self._verify(_run(["openssl", "cms", "-decrypt", *_BINARY_IN, *identity], sealed))


class OpenPgp:
    """OpenPGP by GnuPG, with keys on Curve25519."""

    program = "gpg"

    def __init__(self, folder: Path) -> None:
        self._home = folder / "gnupg"
        self._home.mkdir(mode=0o700)
        quiet = ["--batch", "--quiet", "--yes", "--no-auto-check-trustdb", "--trust-model", "always"]
        self._gpg = ["gpg", "--homedir", str(self._home), *quiet]
        unlocked = ["--passphrase", "", "--pinentry-mode", "loopback"]
        for name in ("alice@example.org", "bob@example.org"):
            kind = ["--quick-generate-key", name, "future-default", "default", "1y"]
            _run([*self._gpg, *unlocked, *kind], b"")

    def seal(self, text: bytes) -> bytes:
        """Signed and encrypted in one call."""
        who = ["-u", "alice@example.org", "-r", "bob@example.org"]
        return _run([*self._gpg, "--compress-algo", "none", "--sign", "--encrypt", *who], text)

    def open(self, sealed: bytes) -> bytes:
        """Decrypted and verified in one call."""
        done = _process([*self._gpg, "--status-fd", "2", "--decrypt"], sealed)
        if b"GOODSIG" not in done.stderr:
            raise RuntimeError("gpg found no good signature")
        return done.stdout

    def close(self) -> None:
        """End the agent that gpg started for its folder."""
        subprocess.run(
            ["gpgconf", "--homedir", str(self._home), "--kill", "gpg-agent"], timeout=20, check=False
        )


SCHEMES: dict[str, type[SmimePython | OpenPgp]] = {
    "smime-python": SmimePython,
    "smime-cli": SmimeCli,
    "openpgp-cli": OpenPgp,
}
_BINARY_IN = ("-inform", "DER", "-binary")
_BINARY_OUT = ("-outform", "DER", "-binary")


def scheme(name: str, folder: Path) -> Scheme:
    """The named scheme with fresh keys in the folder. Raises RuntimeError without its program."""
    made = SCHEMES[name]
    if not shutil.which(made.program):
        raise RuntimeError(f"{name} needs the program {made.program}, which is not installed")
    return made(folder)


def _run(command: list[str], data: bytes) -> bytes:
    return _process(command, data).stdout


def _process(command: list[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(command, input=data, capture_output=True, timeout=60, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr[-400:].decode(errors='replace')}")
    return done
