"""The pre-authentication encoding against the vectors that DSSE publishes."""

import base64

import pytest

from mithaq.record.dsse import pae
from mithaq.record.signing import SigningKey

STATEMENT = b'{"_type":"https://in-toto.io/Statement/v1"}'


def test_the_example_of_the_protocol() -> None:
    """secure-systems-lab/dsse, protocol.md, "Test Vectors"."""
    encoded = pae(b"http://example.com/HelloWorld", b"hello world")
    assert encoded == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"


@pytest.mark.parametrize(
    "payload_type, payload, encoded",
    [
        (
            "application/vnd.in-toto+json",
            STATEMENT,
            (
                "445353457631203238206170706c69636174696f6e2f766e642e696e2d746f746f2b6a736f6e203433207b225f7479"
                "7065223a2268747470733a2f2f696e2d746f746f2e696f2f53746174656d656e742f7631227d"
            ),
        ),
        (
            "application/vnd.exämple+json",  # 28 characters, 29 bytes
            STATEMENT,
            (
                "445353457631203239206170706c69636174696f6e2f766e642e6578c3a46d706c652b6a736f6e203433207b225f74"
                "797065223a2268747470733a2f2f696e2d746f746f2e696f2f53746174656d656e742f7631227d"
            ),
        ),
        (
            "application/vnd.in-toto+json",
            b"",
            "445353457631203238206170706c69636174696f6e2f766e642e696e2d746f746f2b6a736f6e203020",
        ),
    ],
)
def test_the_published_vectors(payload_type: str, payload: bytes, encoded: str) -> None:
    """secure-systems-lab/dsse, testvectors/vectors.json at 82043adf78bb4e67c208f9ffa72b38804ea6a0c4."""
    assert pae(payload_type.encode(), payload).hex() == encoded


def test_the_published_signature() -> None:
    """The vector "single-signature" of the same file, with the key of RFC 8032, 7.1, test 1."""
    key = SigningKey.from_seed(
        bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    )
    signature = key.sign(pae(b"application/vnd.in-toto+json", STATEMENT))
    assert base64.b64encode(signature) == (
        b"2WAfaHm5jluo0w+0rk8uVkluELJYWjSmU9x7EUzx+AyteDGJ4/nqyJXfmAUVFIAoQafWm7AxBZNw5M9ixNHiCA=="
    )


def test_no_two_pairs_are_encoded_alike() -> None:
    assert pae(b"a", b"b c") != pae(b"a b", b"c")
    assert pae(b"", b"1 a") != pae(b"1", b"a")
