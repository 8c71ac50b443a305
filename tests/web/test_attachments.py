"""Attachments: told by their bytes, shown only where that does no harm, and never run."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from mithaq.node import blobs
from mithaq.node.models import Audit, Blob
from mithaq.web import sniffing
from partners import HANDLING, INFORM
from web.story import Story

SignIn = Callable[[str], Client]

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def attached(story: Story, data: bytes, name: str, kind: str, **handling: str) -> str:
    """Return the address of what Madrid attached."""
    reference = blobs.put_blob(BytesIO(data), name, kind)
    body = {**INFORM, "attachments": [reference.to_json()]}
    entry = story.receive(story.madrid.write(story.request, "inform", body, {**HANDLING, **handling}))
    return f"/dossiers/{story.request}/entries/{entry}/attachments/{reference.sha256}/"


def test_a_picture_is_shown_and_can_do_nothing(story: Story, sign_in: SignIn) -> None:
    salma, address = sign_in("Salma"), attached(story, PNG, "port.png", "text/html")
    page = text(salma.get(f"{address}view/"))
    assert f'<img src="{address}shown/" alt="port.png">' in page
    answer = salma.get(f"{address}shown/")
    assert b"".join(answer.streaming_content) == PNG
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert Audit.objects.get(what="looked").subject == "port.png"


@pytest.mark.parametrize(
    "data, name", [(SVG, "map.svg"), (SVG, "map.png"), (b"<html><script>", "x.jpg"), (b"%PDF-1.7 x", "x.png")]
)
def test_what_could_run_is_never_shown_whatever_it_is_called(
    story: Story, sign_in: SignIn, data: bytes, name: str
) -> None:
    salma, address = sign_in("Salma"), attached(story, data, name, "image/png")
    assert salma.get(f"{address}shown/").status_code == 404
    page = text(salma.get(f"{address}view/"))
    assert "<script>alert" not in page
    assert "<img src=" not in page.split('id="main"', 1)[1]
    answer = salma.get(address)
    assert b"".join(answer.streaming_content) == data
    assert answer.headers["Content-Type"] in {"text/plain", "application/pdf"}
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_text_is_shown_as_text_in_its_own_direction(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    salma.post("/account/language/", {"language": "en", "next": "/"})
    address = attached(story, "تمرين: <b>قائمة</b>".encode(), "list.exe", "application/x-msdownload")
    page = text(salma.get(f"{address}view/"))
    assert '<pre class="foreign" dir="auto">تمرين: &lt;b&gt;قائمة&lt;/b&gt;</pre>' in page
    assert "a plain text" in page
    long = attached(story, b"x" * (sniffing.HEAD * 40), "long.txt", "text/plain")
    assert "This is its beginning." in text(salma.get(f"{long}view/"))


def test_a_name_that_says_something_else_is_said(story: Story, sign_in: SignIn) -> None:
    salma = sign_in("Salma")
    salma.post("/account/language/", {"language": "en", "next": "/"})
    said = "its name says something else"
    assert said in text(salma.get(f"{attached(story, b'%PDF-1.7', 'photo.jpg', 'image/jpeg')}view/"))
    assert said not in text(salma.get(f"{attached(story, PNG, 'photo.png', 'image/png')}view/"))


def test_what_is_still_on_its_way_is_said(story: Story, sign_in: SignIn) -> None:
    salma, address = sign_in("Salma"), attached(story, PNG, "port.png", "image/png")
    salma.post("/account/language/", {"language": "en", "next": "/"})
    Blob.objects.update(complete=False, held=1)
    assert "It is still being fetched" in text(salma.get(f"{address}view/"))
    assert salma.get(f"{address}shown/").status_code == 404


def test_what_handling_keeps_back_is_neither_shown_nor_described(story: Story, sign_in: SignIn) -> None:
    address = attached(story, PNG, "port.png", "image/png", tlp="TLP:RED")
    youssef = sign_in("Youssef")
    for part in ("", "view/", "shown/"):
        answer = youssef.get(f"{address}{part}")
        assert answer.status_code == 403, part
        assert "handling-named-only" in text(answer)
    assert sign_in("Salma").get(f"{address}view/").status_code == 200


@pytest.mark.parametrize(
    "head, kind",
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"RIFF\0\0\0\0WAVE", "application/octet-stream"),
        (b"%PDF-1.4", "application/pdf"),
        (b"PK\x03\x04", "application/zip"),
        (SVG, "text/plain"),
        ("é".encode()[:1], "text/plain"),
        (b"a\xe9b" + b"c" * 9, "application/octet-stream"),
        (b"MZ\x90\0", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_files_are_told_by_their_first_bytes(head: bytes, kind: str) -> None:
    assert sniffing.kind_of(head) == kind


@given(st.binary(max_size=64))
def test_only_three_kinds_are_pictures(head: bytes) -> None:
    assert (sniffing.kind_of(head) in sniffing.PICTURES) == (
        head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"))
        or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")
    )
