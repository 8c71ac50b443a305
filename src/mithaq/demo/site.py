"""Makes the public site of Rabat's agency: its folder, and in a short process of its own what stands in it.

    python -m mithaq.demo.site FOLDER < ORDER

The order is JSON, `{"envelopes": [...], "moderators": [{"email", "password"}], "comment": {...}}`; the site
takes the envelopes as it takes them from its address, and the comment as from a reader.
"""

import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

PURPOSES = ("content", "social", "analysis")
COMMENT = {
    "language": "es",
    "name": "Lectora (ejercicio)",
    "email": "lectora@lector.example",
    "text": "Ejercicio: una buena noticia. ¿Se anunciará también cuándo empieza la comisión del Mundial?",
}
"""What waits for Nadia when she signs in for the first time."""


def begin(folder: Path, agency: str, url: str, keys: dict[str, str], language: str, time_zone: str) -> None:
    """Make the site's folder: it takes what these keys sign, and asks for consent to harmless stand-ins."""
    said = {
        "agency": agency,
        "url": url,
        "port": int(url.rpartition(":")[2]),
        "language": language,
        "time_zone": time_zone,
        "exercise": True,
        "purposes": PURPOSES,
        "conditions": "ma",
    }
    import_module("mithaq.press.house").make(folder, said, keys)


def move(folder: Path, url: str) -> None:
    """Give the site another address."""
    changed = {"url": json.dumps(url), "port": url.rpartition(":")[2]}
    lines = (folder / "press.toml").read_text("utf-8").splitlines()
    moved = [
        f"{key} = {changed[key]}" if (key := line.partition(" =")[0]) in changed else line for line in lines
    ]
    (folder / "press.toml").write_text("\n".join(moved) + "\n", "utf-8")


def main(folder: Path, orders: TextIO) -> None:
    """Make the database, and then enter what stands on the site when the demo opens."""
    os.environ["MITHAQ_PRESS"] = str(folder)
    os.environ.pop("PRESS_DATABASE_URL", None)
    import_module("mithaq.press.serve").prepare()
    order: dict[str, Any] = json.load(orders)
    receiving, commenting = import_module("mithaq.press.receiving"), import_module("mithaq.press.commenting")
    site = import_module("mithaq.press.place").site()
    for envelope in order["envelopes"]:
        receiving.receive(envelope.encode("utf-8"), site)
    for one in order["moderators"]:
        import_module("mithaq.press.moderators").add(one["email"], one["password"])
    story = import_module("mithaq.press.models").Story.objects.get()
    commenting.send(story, **order["comment"], address="127.0.0.1")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.stdin)
