"""The vectors of docs/spec/vectors/exchange-*.json hold here, read as another implementation would."""

import base64
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mithaq.node import sealing
from mithaq.node.exchange import protocol, signatures
from mithaq.node.exchange.signatures import Answer, Fields, Request
from mithaq.record.errors import Refusal

ROOT = Path(__file__).resolve().parents[3]


def vectors(name: str) -> Any:
    return json.loads((ROOT / "docs" / "spec" / "vectors" / f"exchange-{name}.json").read_text("utf-8"))


def test_the_files_are_what_the_tool_makes() -> None:
    done = subprocess.run(
        [sys.executable, "tools/make_exchange_vectors.py", "--check"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("vector", vectors("messages")["messages"], ids=lambda one: one["name"])
def test_a_message_is_read_and_written_again(vector: Any) -> None:
    data = bytes.fromhex(vector["bytes"])
    message = protocol.parse(data)
    assert message.sender == vector["message"]["sender"]
    assert [offer.frame.hex() for offer in message.offers] == [
        one["frame"] for one in vector["message"]["offers"]
    ]
    assert protocol.encode(message) == data


@pytest.mark.parametrize("vector", vectors("messages")["refused"], ids=lambda one: one["name"])
def test_what_is_no_message_is_refused_by_its_code(vector: Any) -> None:
    with pytest.raises(Refusal) as refused:
        protocol.parse(bytes.fromhex(vector["bytes"]))
    assert refused.value.code == vector["code"]


def test_the_signatures_verify() -> None:
    found = vectors("signatures")
    keys = [{one["id"]: bytes.fromhex(one["public"])} for one in found["keys"]]
    made, answered = found["request"], found["answer"]
    request = Request(made["method"], made["path"], Fields(made["headers"].items()))
    signatures.verify_request(request, keys[0])
    signatures.check_digest(request.headers, bytes.fromhex(made["body"]))
    answer = Answer(answered["status"], Fields(answered["headers"].items()), request)
    signatures.verify_answer(answer, keys[1], bytes.fromhex(answered["body"]))


@pytest.mark.parametrize("vector", vectors("blobs")["blobs"], ids=lambda one: one["name"])
def test_an_attachment_opens(vector: Any) -> None:
    reference = sealing.Reference.read(vector["reference"])
    assert reference is not None
    sealed = io.BytesIO(base64.b64decode(vector["sealed"]))
    assert b"".join(sealing.opened(sealed, reference)) == base64.b64decode(vector["opened"])
