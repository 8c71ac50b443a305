"""What a node pushes: taken when it is signed, whole and released; shown as far as the public may know it."""

import base64
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from mithaq.record.keys import SigningKey
from press.conftest import Site, edition

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 16
FOREVER = "2099-01-01T00:00:00.000Z"


def test_a_release_is_shown_in_the_readers_language_or_another(site: Site) -> None:
    two = [edition("es", "Reunión en Madrid", "Tres medidas."), edition("ar", "لقاء بمدريد", "ثلاثة تدابير.")]
    assert site.push(site.document("1" * 64, editions=two)) == (200, "new")
    arabic, german = site.get(f"/ar/{'1' * 20}/")[1], site.get(f"/de/{'1' * 20}/")[1]
    assert 'dir="rtl"' in arabic
    assert "ثلاثة تدابير." in arabic
    assert "Tres medidas." in german or "ثلاثة تدابير." in german
    assert "Español" in arabic, "the other languages of the text are named"
    assert "لقاء بمدريد" in site.get("/ar/")[1]


def test_the_same_again_changes_nothing_and_other_words_are_refused(site: Site) -> None:
    document = site.document("2" * 64)
    assert site.push(document) == (200, "new")
    assert site.push(document) == (200, "known")
    other = site.document("2" * 64, editions=[edition("es", "Otro", "Otras palabras.")])
    assert site.push(other) == (409, "push-differs")
    assert "Otras palabras" not in site.get(f"/es/{'2' * 20}/")[1]


def test_only_a_known_key_of_an_agency_that_approved(site: Site) -> None:
    stranger = SigningKey.from_seed(b"press test key of mallory 32 byt")
    assert site.push(site.document("3" * 64), stranger) == (403, "push-signature")
    assert site.push(site.document("3" * 64, agency="es.policia")) == (403, "push-signature")
    assert site.push(site.document("3" * 64, approved_by=["es.policia"])) == (403, "push-agency")
    body = bytearray(site.envelope(site.document("3" * 64)))
    body[len(body) // 2] ^= 1
    assert site.push_bytes(bytes(body))[0] in (403, 422)
    assert site.get(f"/es/{'3' * 20}/")[0] == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"v": 2},
        {"act": "erase"},
        {"communique": "nothing"},
        {"editions": []},
        {"time": "yesterday"},
        {"embargo": "2030-01-01"},
        {"reason": {"language": "en", "text": "why?"}},
        {"act": "withdraw"},
        {"approved_by": []},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_is_no_release_is_refused(site: Site, changes: dict[str, object]) -> None:
    assert site.push({**site.document("4" * 64), **changes})[0] in (403, 422)
    assert site.get(f"/es/{'4' * 20}/")[0] == 404


def test_what_is_no_envelope_is_refused(site: Site) -> None:
    for body in (b"", b"{}", b"[]", b"\x00", b'{"signatures":[1]}', b"[" * 50_000):
        assert site.push_bytes(body)[0] in (413, 422)
    assert site.get("/push/")[0] == 405


def test_nothing_is_known_before_the_embargo_ends(site: Site) -> None:
    assert (
        site.push(site.document("5" * 64, embargo=FOREVER, editions=[edition("es", "Secreto", "Chitón.")]))[0]
        == 200
    )
    for path in (f"/es/{'5' * 20}/", f"/es/{'5' * 20}/comment/"):
        assert site.get(path)[0] == 404
    for path in ("/es/", "/es/feed.rss", "/es/feed.atom", "/es/search/?q=secreto"):
        assert "Secreto" not in site.get(path)[1]
    soon = (
        (datetime.now(UTC) - timedelta(seconds=1)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    )
    assert site.push(site.document("6" * 64, embargo=soon))[0] == 200
    assert site.get(f"/es/{'6' * 20}/")[0] == 200


def withdrawal(site: Site, communique: str, **changes: object) -> dict[str, object]:
    reason = {"language": "es", "text": "El lugar era otro."}
    return site.document(
        communique, act="withdraw", entry="f" * 64, time="2025-02-01T09:00:00.000Z", reason=reason, **changes
    )


def test_a_withdrawal_takes_the_words_and_says_why(site: Site) -> None:
    words = [edition("es", "Título que queda", "Palabras que se van.")]
    site.push(site.document("7" * 64, editions=words))
    assert site.push(withdrawal(site, "7" * 64, editions=words)) == (200, "new")
    page = site.get(f"/es/{'7' * 20}/")[1]
    assert "Título que queda" in page
    assert "El lugar era otro." in page
    assert "Palabras que se van" not in page
    assert "Palabras" not in site.get("/es/feed.rss")[1]
    assert "Título que queda" not in site.get("/es/search/?q=palabras")[1]
    assert site.push(withdrawal(site, "7" * 64, editions=words)) == (200, "known")


def test_a_withdrawal_holds_even_if_the_release_comes_later(site: Site) -> None:
    words = [edition("es", "Tarde", "No deben verse.")]
    assert site.push(withdrawal(site, "8" * 64, editions=words)) == (200, "new")
    assert site.push(site.document("8" * 64, editions=words)) == (200, "new")
    page = site.get(f"/es/{'8' * 20}/")[1]
    assert "No deben verse" not in page
    assert "El lugar era otro." in page


def test_a_correction_and_what_it_corrects_lead_to_each_other(site: Site) -> None:
    site.push(site.document("9" * 64))
    site.push(
        site.document("a" * 64, corrects="9" * 64, editions=[edition("es", "Corregido", "Ahora bien.")])
    )
    assert f"/es/{'a' * 20}/" in site.get(f"/es/{'9' * 20}/")[1]
    assert f"/es/{'9' * 20}/" in site.get(f"/es/{'a' * 20}/")[1]


def picture(content: bytes, media_type: str = "image/png") -> dict[str, object]:
    said = [{"language": "es", "text": "Dos banderas"}, {"language": "ar", "text": "علمان"}]
    return {
        "name": "flags.png",
        "media_type": media_type,
        "rights": "EX-DGSN",
        "alternative": said,
        "content": base64.b64encode(content).decode(),
    }


def test_a_picture_has_rights_and_words_and_is_what_it_says(site: Site) -> None:
    assert site.push(site.document("b" * 64, pictures=[picture(PNG)])) == (200, "new")
    page = site.get(f"/ar/{'b' * 20}/")[1]
    assert 'alt="علمان"' in page
    assert "EX-DGSN" in page
    source = page.split('<img src="', 1)[1].split('"', 1)[0]
    answer = site.pool.request("GET", site.url + source)
    assert answer.data == PNG
    assert answer.headers["content-type"] == "image/png"
    assert "sandbox" in answer.headers["content-security-policy"]
    for bad in (picture(b"<svg onload=alert(1)>"), picture(PNG, "image/svg+xml"), picture(PNG, "image/jpeg")):
        assert site.push(site.document("c" * 64, pictures=[bad]))[0] == 422


def test_words_are_found_in_any_form_and_language(site: Site) -> None:
    words = [
        edition("es", "Entregas", "Se acordaron operaciones conjuntas."),
        edition("ar", "بلاغ", "أعلنت المديرية عن العمليات المشتركة."),
    ]
    site.push(site.document("f" * 64, editions=words))
    for query in ("operación", "OPERACIONES conjunta", "العملية", "والعمليات"):
        assert f"/es/{'f' * 20}/" in site.get(f"/es/search/?q={query}")[1], query
    assert f"/es/{'f' * 20}/" not in site.get("/es/search/?q=helicóptero")[1]


def test_the_feeds_are_well_formed(site: Site) -> None:
    site.push(site.document("1a" * 32))
    rss = ET.fromstring(site.get("/es/feed.rss")[1])
    assert rss.tag == "rss"
    assert {one.find("guid").text for one in rss.iter("item")} >= {f"urn:mithaq:communique:{'1a' * 32}"}  # type: ignore[union-attr]
    atom = ET.fromstring(site.get("/ar/feed.atom")[1])
    assert atom.tag == "{http://www.w3.org/2005/Atom}feed"
    assert atom.attrib["{http://www.w3.org/XML/1998/namespace}lang"].startswith("ar")


@pytest.mark.parametrize("path", ["/es/nothing/", "/xx/", "/es/00000000000000000000/", "/pictures/x/"])
def test_what_is_not_here_says_so_in_words(site: Site, path: str) -> None:
    status, page = site.get(path)
    assert status == 404
    assert "<h1>" in page


def test_a_bad_page_key_is_said_to_be_one(site: Site) -> None:
    for before in (
        "x",
        "2030-01-01~1",
        "2030-01-01T00:00:00+00:00~x",
        "2030-01-01T00:00:00+00:00~99999999999999999999",
    ):
        assert site.get(f"/es/?before={before}")[0] == 400
