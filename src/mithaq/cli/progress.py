"""How far long work has come, on standard error; nothing where nobody looks."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module

Step = Callable[[int, int], None]
"""Told how much of how much is done."""


@contextmanager
def bar(title: str) -> Iterator[Step]:
    """Yield a function that moves a bar; one line without a bar where standard error is no terminal."""
    if not sys.stderr.isatty():
        print(f"{title} ...", file=sys.stderr, flush=True)  # noqa: T201 - this is the program
        yield lambda done, total: None
        return
    # Only here: importing it takes longer than most commands.
    console = import_module("rich.console").Console(stderr=True)
    with import_module("rich.progress").Progress(console=console, transient=True) as shown:
        task = shown.add_task(title, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)
