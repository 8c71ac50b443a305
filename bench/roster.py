"""The peers as contestants, and how much each is given a turn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from bench.contestant import PeerProcess
from bench.environment import interpreter

# Rates are compared, so slow systems get turns of some ten seconds instead of the minutes that the same
# number of entries would take them. That must not cost them: Synapse's catch-up, one turn each on a
# machine in use, was 24/s with 100 entries, 39 and 41 with 300, 37 with 1,000, 47 and 38 with 2,000 and
# 40 with 10,000, so 300 is long enough and 100 is not. Its throughput (55, 45, 43 a second with 100, 300
# and 1,000) and mail's (178, 191, 173, 177 with 100 to 3,000) do not gain by longer turns.
_MOST = {"throughput": 300, "single": 100, "latency": 30, "catch_up": 300}

FAMILIES = {
    "matrix": ("synapse-sqlite",),
    "matrix-postgres": ("synapse-postgres",),
    "mail": ("smime-python", "smime-cli", "openpgp-cli"),
}


def peers(families: Sequence[str]) -> list[PeerProcess]:
    """The contestants of the named families, not started. Raises KeyError for an unknown family."""
    return [_peer(name) for family in families for name in FAMILIES[family]]


def _peer(name: str) -> PeerProcess:
    if name.startswith("synapse-"):
        command = partial(_command, "matrix", "--database", name.removeprefix("synapse-"))
    else:
        command = partial(_command, "mail", "--scheme", name)
    return PeerProcess(name, command, most=_MOST)


def _command(peer: str, *arguments: str) -> list[str]:
    return [str(interpreter(peer)), "-m", f"bench.peers.{peer}.peer", *arguments]
