"""Make docs/spec/vectors/law-dossiers.json: whole dossiers, with what they come to by record-law.md.

    make_law_vectors.py           write the file
    make_law_vectors.py --check   exit with 1 if it would differ

The kind is the tests' own, which keeps a sum: `add` and `take` an amount (a take that the sum does not
cover is refused), `permit`, `go` (an order: its permit must be stable in its past) and `seen` (a report).
Ids are given and signatures left out: the law is about what follows once they have been checked.
"""

import base64
import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

world: Any = import_module("record.world")
bodies: Any = import_module("mithaq.record.bodies")
dossiers: Any = import_module("mithaq.record.dossier")

TARGET = ROOT / "docs" / "spec" / "vectors" / "law-dossiers.json"
MA, ES, DE = world.AGENCIES

Sites = dict[str, Any]
Scene = Callable[[], Sites]


def begun() -> Sites:
    """Return a dossier of three with a sum of 10 that all hold."""
    _, sites = world.open_dossier()
    sites[MA].write("add", {"amount": 10})
    world.quiet(sites)
    return dict(sites)


def conflict() -> Sites:
    """Two take at once what suffices for one of them."""
    _, sites = world.open_dossier()
    sites[MA].write("add", {"amount": 10})
    world.exchange(sites)
    sites[ES].write("take", {"amount": 4})
    sites[DE].write("take", {"amount": 8})
    world.exchange(sites)
    sites[MA].write(None)
    return dict(sites)


def everything_stable() -> Sites:
    """All has been acknowledged, and the acknowledgements have been joined."""
    sites = conflict()
    world.exchange(sites)
    world.quiet(sites)
    return sites


def twin(site: Any) -> Any:
    """Return the same agency in a second place."""
    other = world.Site(site.agency, dossiers.Dossier.begin(world.laws, site.agency))
    other.take(*(site.written[name] for name in site.dossier.order))
    return other


def open_fork() -> Sites:
    """Potsdam tells Rabat one thing and Madrid another, and it comes out."""
    sites = begun()
    other = twin(sites[DE])
    sites[DE].write("add", {"amount": 1})
    other.write("add", {"amount": 2})
    sites[ES].take(*(other.written[name] for name in other.dossier.order))
    world.exchange(sites)
    return sites


def settled_fork() -> Sites:
    """All others sign which branch stays."""
    sites = open_fork()
    stays = max(branch.id for branch in sites[MA].dossier.forks()[0].branches)
    for agency in (MA, ES):
        sites[agency].write("resolve", {"agency": DE, "stays": stays})
    world.exchange(sites)
    return sites


def saved_branch() -> Sites:
    """One branch was stable before anybody knew of the other."""
    sites = begun()
    other = twin(sites[DE])
    sites[DE].write("add", {"amount": 1})
    late = other.write("add", {"amount": 2})
    world.quiet(sites)
    sites[MA].take(late)
    return {MA: sites[MA]}


def excluded() -> Sites:
    """All others exclude a party, which writes on without knowing."""
    sites = begun()
    last = sites[MA].dossier.graph.heads[DE][0].seq
    sites[DE].write("add", {"amount": 50})
    for agency in (MA, ES):
        sites[agency].write("exclude", {"agency": DE, "last": last, "reason": None})
    world.exchange(sites)
    world.quiet({MA: sites[MA], ES: sites[ES]})
    return {MA: sites[MA], ES: sites[ES]}


def left() -> Sites:
    """A party leaves and writes once more."""
    sites = begun()
    sites[DE].write("leave", {"reason": None})
    head = sites[DE].dossier.graph.heads[DE][0]
    sites[DE].take(world.make(DE, sites[DE].dossier.id, head.seq + 1, [head.id], "add", {"amount": 5}))
    world.exchange(sites)
    return sites


def revoked() -> Sites:
    """A key was stolen: what it signed after the last good number does not count."""
    sites = begun()
    last = sites[DE].dossier.graph.heads[DE][0].seq
    sites[DE].write("add", {"amount": 100})
    sites[DE].key = world.recovery(DE).id
    keys = world.keys(DE, 1).to_json()
    sites[DE].write("revoke", {"key": world.key_of(DE), "last": last, "keys": keys})
    sites[DE].key = world.key_of(DE, 1)
    sites[DE].write("add", {"amount": 2})
    world.exchange(sites)
    return sites


def stolen() -> Sites:
    """A thief has put its own key in the place of the stolen one: both are taken back."""
    sites = begun()
    site = sites[DE]
    last = site.dossier.graph.heads[DE][0].seq
    thiefs = world.keys(DE, 5)
    seq, _ = site.dossier.draft_parents()
    claim = bodies.rotation_claim(site.dossier.id, DE, seq, thiefs)
    proof = base64.b64encode(world.signing(DE, 5).sign(claim)).decode("ascii")
    site.write("keys", {"keys": thiefs.to_json(), "proof": proof})
    site.key = world.key_of(DE, 5)
    site.write("add", {"amount": 100})
    site.key = world.recovery(DE).id
    site.write("revoke", {"key": world.key_of(DE), "last": last, "keys": world.keys(DE, 1).to_json()})
    site.key = world.key_of(DE, 1)
    site.write("add", {"amount": 2})
    world.exchange(sites)
    return sites


def order_waiting() -> Sites:
    """An order has its stable permit and waits for those who have not acknowledged it."""
    sites = begun()
    permit = sites[MA].write("permit")
    world.exchange(sites)
    sites[ES].write("go", {"permit": permit.id})
    world.quiet(sites)
    sites[ES].write("go", {"permit": permit.id})
    sites[DE].write("seen")
    world.exchange(sites, (ES, MA))
    return {MA: sites[MA]}


def unopenable() -> Sites:
    """Every other party says that it cannot open an entry."""
    sites = begun()
    one = sites[MA].write("add", {"amount": 5})
    world.exchange(sites)
    for agency in (ES, DE):
        sites[agency].write("cannot-open", {"entries": [one.id]})
    world.exchange(sites)
    return sites


def recalled() -> Sites:
    """An author takes back what it said."""
    sites = begun()
    mine = sites[MA].write("add", {"amount": 5})
    sites[MA].write("recall", {"entries": [mine.id], "reason": None})
    sites[ES].write("recall", {"entries": [sites[MA].dossier.order[1]], "reason": None})
    world.exchange(sites)
    return sites


def joined() -> Sites:
    """A fourth agency is admitted; the hash is of the ground that all come to."""
    sites = begun()
    body, _ = sites[MA].dossier.admission(world.keys("pt.psp"))
    admission = sites[MA].write("admit", body, to=["pt.psp"])
    world.exchange(sites)
    for agency in (ES, DE):
        sites[agency].write("accept", {"entry": admission.id, "hash": body["hash"]}, to=["pt.psp"])
    world.exchange(sites)
    sites[MA].write("add", {"amount": 1}, to=["pt.psp"])
    return {MA: sites[MA]}


SCENES: tuple[Scene, ...] = (
    conflict,
    everything_stable,
    open_fork,
    settled_fork,
    saved_branch,
    excluded,
    left,
    revoked,
    stolen,
    order_waiting,
    unopenable,
    recalled,
    joined,
)


def described(scene: Scene) -> dict[str, Any]:
    """Return a scene as a vector: its entries, parents first, and what they come to."""
    site = next(iter(scene().values()))
    dossier = site.dossier
    folded = dossier.fold()
    verdicts = {name: folded.verdicts[name] for name in dossier.order}
    return {
        "name": scene.__name__.replace("_", "-"),
        "about": (scene.__doc__ or "").strip(),
        "entries": [entry(site.written[name]) for name in dossier.order],
        "comes_to": {
            "depths": [dossier.graph.nodes[name].depth for name in dossier.order],
            "clocks": [dict(sorted(dossier.graph.nodes[name].clock.items())) for name in dossier.order],
            "stable": dossier.stable_through + 1,
            "members": list(folded.members),
            "refused": {name: told(one.refusal) for name, one in verdicts.items() if one.refusal},
            "deviations": {
                name: [told(found) for found in one.deviations]
                for name, one in verdicts.items()
                if one.deviations
            },
            "gone": [name for name, one in verdicts.items() if one.gone],
            "given": sorted(folded.given),
            "waiting": {name: list(agencies) for name, agencies in sorted(folded.waiting.items())},
            "total": folded.state.total,
        },
    }


def told(refusal: Any) -> dict[str, Any]:
    """Return a refusal as JSON."""
    return {"code": refusal.code, "fields": dict(refusal.fields)}


def entry(written: Any) -> dict[str, Any]:
    """Return an entry as JSON: its id, what its header says, its plaintext as text."""
    header = written.entry.header
    return {
        "id": written.id,
        "dossier": header.dossier,
        "author": header.author,
        "seq": header.seq,
        "parents": list(header.parents),
        "time": header.time,
        "to": list(header.to),
        "key": header.key,
        "plaintext": None if written.plaintext is None else written.plaintext.decode("utf-8"),
    }


def lines() -> Iterator[str]:
    """Yield the file's text: a vector with its entries a line each, so that a difference is read as one."""
    made = {
        "about": " ".join((__doc__ or "").split("\n\n")[-1].split()),
        "dossiers": [described(s) for s in SCENES],
    }
    yield json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    """Write the file, or say whether it would differ."""
    text = "".join(lines())
    if arguments == ["--check"]:
        if TARGET.is_file() and TARGET.read_text("utf-8") == text:
            return 0
        print(f"{TARGET.relative_to(ROOT)} differs from what tools/make_law_vectors.py makes")
        return 1
    TARGET.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
