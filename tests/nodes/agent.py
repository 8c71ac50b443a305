"""A second process of a node, for tests: what an officer, a command or the administrator would do.

`python -m nodes.agent tables AGENCY` makes the tables of the node in MITHAQ_HOME; `serve` answers one
line of JSON, [function of a module of acts, arguments], after another: {"value": ...} or {"error": ...}.
"""

import json
import sys
import traceback
from importlib import import_module
from typing import Any

import django


def acts() -> Any:
    """Return the module of what can be done, with Django set up."""
    django.setup()
    return import_module("nodes.acts")


def serve() -> None:
    """Answer until the input ends."""
    modules = (acts(), import_module("nodes.keyacts"), import_module("nodes.deliveryacts"))
    for line in sys.stdin:
        name, arguments = json.loads(line)
        try:
            module = next((one for one in modules if hasattr(one, name)), modules[0])
            answer = {"value": getattr(module, name)(**arguments)}
        except Exception:  # noqa: BLE001 - whatever it is, the test is to see it
            answer = {"error": traceback.format_exc()}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["tables", agency]:
            acts().tables(agency)
        case ["serve"]:
            serve()
