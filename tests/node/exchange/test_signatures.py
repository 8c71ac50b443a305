"""Requests and answers are signed as EXC-13 on say; RFC 9421's own vectors run against what is used."""

import base64
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from http_message_signatures import HTTPMessageSigner, HTTPMessageVerifier

from mithaq.node.exchange import signature_base, signatures
from mithaq.node.exchange.signatures import Answer, Fields, Request, Stamp
from mithaq.record.errors import Refusal
from mithaq.record.keys import SigningKey

KEY = SigningKey.from_seed(bytes(range(32)))
OTHER = SigningKey.from_seed(bytes(range(1, 33)))
KEYS = {KEY.id: KEY.public}
BODY = b"{}\n"
NAMES = {
    "mithaq-from": "ma.dgsn",
    "mithaq-to": "es.policia",
    "content-type": "application/vnd.mithaq.exchange",
}


@pytest.fixture(params=["ours", "library"], autouse=True)
def verifier(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Verify by our own reading of the usual form, and by the library: both must say the same."""
    if request.param == "library":
        monkeypatch.setattr(signature_base, "verifies", lambda *_: False)


@pytest.fixture(params=["ours", "library"], autouse=True)
def signer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sign in our own way, and by the library."""
    if request.param == "library":
        monkeypatch.setattr(signature_base, "sign", lambda *_: False)


def signed(key: SigningKey = KEY) -> Request:
    """Return a request as it arrives."""
    made = signatures.sign_request(key, "POST", "/exchange", dict(NAMES), BODY)
    return Request("POST", "/exchange", Fields(made.headers.items()))


def answered(request: Request, key: SigningKey = KEY, body: bytes = BODY) -> Fields:
    headers = {"content-type": NAMES["content-type"]}
    signatures.sign_answer(key, 200, headers, request, body)
    return Fields(headers.items())


def changed(request: Request, name: str, value: str | None) -> Request:
    lines = [(key, value if key == name else old) for key, old in request.headers.items()]
    return replace(request, headers=Fields((key, text) for key, text in lines if text is not None))


def test_what_a_contact_has_signed_is_accepted() -> None:
    signatures.verify_request(signed(), KEYS)
    signatures.check_digest(signed().headers, BODY)


@pytest.mark.parametrize(
    "name, value",
    [
        ("mithaq-from", "de.bundespolizei"),
        ("mithaq-to", "pt.psp"),
        ("content-type", "text/plain"),
        ("content-length", "4"),
        ("content-digest", signatures.digest(b"other")),
        ("content-digest", None),
        ("Signature", None),
        ("Signature-Input", None),
        ("Signature", "mithaq=:AAAA:"),
        ("Signature", "x"),
        ("Signature-Input", "mithaq=()"),
        ("Signature-Input", 'mithaq=("@method");created=99999999999999999999;keyid="x"'),
    ],
)
def test_a_changed_header_is_refused(name: str, value: str | None) -> None:
    signatures.verify_request(signed(), KEYS)
    with pytest.raises(Refusal, match="exchange-signature"):
        signatures.verify_request(changed(signed(), name, value), KEYS)


def test_both_ways_sign_to_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    stamp = Stamp("nonce", datetime(2030, 6, 8, tzinfo=UTC))
    once, again = dict(NAMES), dict(NAMES)
    signatures.sign_request(KEY, "POST", "/exchange", once, BODY, stamp)
    monkeypatch.setattr(signature_base, "sign", lambda *_: False)
    signatures.sign_request(KEY, "POST", "/exchange", again, BODY, stamp)
    assert once == again


def test_a_range_is_covered(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"mithaq-from": "ma.dgsn", "mithaq-to": "es.policia"}
    ranged = {**names, "range": "bytes=0-9"}
    signatures.sign_request(KEY, "GET", "/blobs/x", ranged)
    request = Request("GET", "/blobs/x", Fields(ranged.items()))
    signatures.verify_request(request, KEYS)
    for value in ("bytes=0-99", None):
        with pytest.raises(Refusal, match="exchange-signature"):
            signatures.verify_request(changed(request, "range", value), KEYS)
    signatures.sign_request(KEY, "GET", "/blobs/x", names)
    added = Fields([*names.items(), ("range", "bytes=0-9")])
    with pytest.raises(Refusal, match="exchange-signature"):
        signatures.verify_request(Request("GET", "/blobs/x", added), KEYS)


def test_another_path_or_method_is_refused() -> None:
    for other in (replace(signed(), path="/blobs/x"), replace(signed(), method="PUT")):
        with pytest.raises(Refusal, match="exchange-signature"):
            signatures.verify_request(other, KEYS)


def test_a_field_added_beside_the_signed_one_is_refused() -> None:
    request = signed()
    doubled = replace(
        request, headers=Fields([*request.headers.items(), ("content-digest", "sha-256=:AAAA:")])
    )
    with pytest.raises(Refusal, match="exchange-signature"):
        signatures.verify_request(doubled, KEYS)


def test_a_strangers_signature_is_refused() -> None:
    with pytest.raises(Refusal, match="exchange-signature"):
        signatures.verify_request(signed(OTHER), KEYS)


def test_a_signature_that_covers_too_little_is_refused() -> None:
    headers = dict(NAMES)
    signatures.sign_request(KEY, "POST", "/exchange", headers)  # no body: no digest, type or length
    with pytest.raises(Refusal, match="exchange-signature"):
        signatures.verify_request(Request("POST", "/exchange", Fields(headers.items())), KEYS)


def test_a_body_that_is_not_the_signed_one_is_refused() -> None:
    with pytest.raises(Refusal, match="exchange-digest"):
        signatures.check_digest(signed().headers, BODY + b" ")


@pytest.mark.parametrize("year", [1999, 2026, 2099])
def test_a_clock_that_is_wrong_by_years_cuts_nobody_off(year: int) -> None:
    stamp = Stamp("n", datetime(year, 1, 1, tzinfo=UTC))
    headers = dict(NAMES)
    signatures.sign_request(KEY, "POST", "/exchange", headers, BODY, stamp)
    signatures.verify_request(Request("POST", "/exchange", Fields(headers.items())), KEYS)


def test_an_answer_belongs_to_its_request_and_its_body() -> None:
    request = signed()
    fields = answered(request)
    signatures.verify_answer(Answer(200, fields, request), KEYS, BODY)
    # Another request of the same content has another nonce.
    with pytest.raises(Refusal, match="exchange-signature"):
        signatures.verify_answer(Answer(200, fields, signed()), KEYS, BODY)
    with pytest.raises(Refusal, match="exchange-signature"):
        signatures.verify_answer(Answer(206, fields, request), KEYS, BODY)
    with pytest.raises(Refusal, match="exchange-digest"):
        signatures.verify_answer(Answer(200, fields, request), KEYS, b"other")
    with pytest.raises(Refusal, match="exchange-signature"):
        signatures.verify_answer(Answer(200, answered(request, OTHER), request), KEYS, BODY)


# ---------------------------------------------------------------- RFC 9421, appendix B

B_1_4 = SigningKey.from_seed(base64.b64decode("n4Ni+HpISpVObnQMW0wOhCKROaIKqKtW/2ZYb2p9KcU="))
B_2_6_HEADERS = {
    "Host": "example.com",
    "Date": "Tue, 20 Apr 2021 02:07:55 GMT",
    "Content-Type": "application/json",
    "Content-Digest": "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaP"
    "m+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:",
    "Content-Length": "18",
}
B_2_6_COVERED = ("date", "@method", "@path", "@authority", "content-type", "content-length")
B_2_6_SIGNATURE = (
    "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:"
)


class _Example:
    method = "POST"
    url = "https://example.com/foo?param=Value&Pet=dog"

    def __init__(self, headers: dict[str, str]) -> None:
        self.headers = headers


def test_the_key_of_b_1_4_is_read() -> None:
    assert base64.b64encode(B_1_4.public) == b"JrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs="


def test_b_2_6_is_signed_to_the_same_bytes() -> None:
    message = _Example(dict(B_2_6_HEADERS))
    HTTPMessageSigner(
        signature_algorithm=signatures._Ed25519, key_resolver=signatures._Keys(private=B_1_4)
    ).sign(
        message,
        key_id="test-key-ed25519",
        created=datetime.fromtimestamp(1618884473, UTC),
        label="sig-b26",
        include_alg=False,
        covered_component_ids=B_2_6_COVERED,
        use_existing_digest=True,
    )
    assert message.headers["Signature"] == B_2_6_SIGNATURE
    assert message.headers["Signature-Input"] == (
        'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length")'
        ';created=1618884473;keyid="test-key-ed25519"'
    )


def test_b_2_6_verifies_and_does_not_when_changed() -> None:
    resolver = signatures._Keys(public={"test-key-ed25519": B_1_4.public})
    verifier = signatures._Verifier(signature_algorithm=signatures._Ed25519, key_resolver=resolver)
    assert isinstance(verifier, HTTPMessageVerifier)
    signed = {
        **B_2_6_HEADERS,
        "Signature": B_2_6_SIGNATURE,
        "Signature-Input": 'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length")'
        ';created=1618884473;keyid="test-key-ed25519"',
    }
    (found,) = verifier.verify(_Example(signed), max_age=None, require_components=B_2_6_COVERED)
    assert found.label == "sig-b26"
    with pytest.raises(Exception, match="signature does not verify"):
        verifier.verify(_Example({**signed, "Content-Length": "19"}), max_age=None)
