"""The parts of the mail peer that need no mail server."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from bench.peers.mail.post import Post
from bench.peers.mail.schemes import scheme


def test_a_scheme_without_its_program_says_which(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(RuntimeError, match="openpgp-cli needs the program gpg"):
        scheme("openpgp-cli", tmp_path)


def test_a_box_is_empty_once_fetched(tmp_path: Path) -> None:
    box = tmp_path / "Maildir"
    assert Post(1, box).fetch() == []
    (box / "new").mkdir(parents=True)
    letter = EmailMessage()
    letter.add_attachment(b"\x00sealed", maintype="application", subtype="pkcs7-mime", filename="smime.p7m")
    (box / "new" / "1").write_bytes(letter.as_bytes())
    assert Post(1, box).fetch() == [b"\x00sealed"]
    assert Post(1, box).fetch() == []


def test_a_letter_without_its_sealed_part_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "1").write_bytes(EmailMessage().as_bytes())
    with pytest.raises(RuntimeError, match="without its sealed part"):
        Post(1, tmp_path).fetch()
