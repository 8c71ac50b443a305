"""The dossiers of docs/spec/vectors/law-dossiers.json come to what they say, in any order of arrival."""

from random import Random
from typing import Any

import pytest

from mithaq.record.dossier import Dossier
from mithaq.record.entry import Entry
from mithaq.record.header import Header
from record.histories import replay
from record.vectors import cases, load
from record.world import Written

VECTORS: list[dict[str, Any]] = load("law-dossiers")["dossiers"]


def _written(value: dict[str, Any]) -> Written:
    plaintext = None if value["plaintext"] is None else value["plaintext"].encode()
    mark = None if plaintext is None else "0" * 64
    header = Header(
        v=1,
        dossier=value["dossier"],
        author=value["author"],
        seq=value["seq"],
        parents=tuple(value["parents"]),
        time=value["time"],
        to=tuple(value["to"]),
        handling="",
        key=value["key"],
        commitment=mark,
        sealed=mark,
    )
    return Written(Entry(value["id"], header, b"", b"", b""), plaintext)


def _comes_to(dossier: Dossier) -> dict[str, Any]:
    folded = dossier.fold()
    nodes = [dossier.graph.nodes[name] for name in dossier.order]
    verdicts = {name: folded.verdicts[name] for name in dossier.order}
    return {
        "depths": [node.depth for node in nodes],
        "clocks": [dict(node.clock) for node in nodes],
        "stable": dossier.stable_through + 1,
        "members": list(folded.members),
        "refused": {
            name: {"code": one.refusal.code, "fields": dict(one.refusal.fields)}
            for name, one in verdicts.items()
            if one.refusal
        },
        "deviations": {
            name: [{"code": found.code, "fields": dict(found.fields)} for found in one.deviations]
            for name, one in verdicts.items()
            if one.deviations
        },
        "gone": [name for name, one in verdicts.items() if one.gone],
        "given": sorted(folded.given),
        "waiting": {name: list(agencies) for name, agencies in folded.waiting.items()},
        "total": folded.state.total,
    }


@pytest.mark.parametrize("vector", cases(VECTORS))
def test_a_dossier_comes_to_what_its_vector_says(vector: dict[str, Any]) -> None:
    entries = [_written(value) for value in vector["entries"]]
    order = list(range(len(entries)))
    for seed in range(4):
        dossier = replay(entries, order)
        assert dossier.order == [one.id for one in entries]
        assert _comes_to(dossier) == vector["comes_to"]
        Random(seed).shuffle(order)
