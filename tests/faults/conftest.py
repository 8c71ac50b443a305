"""Nodes for the tests of faults: one engine or the other, and seeds that are printed."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest

from engines import address, start_postgresql
from faults.storm import Pair
from nodes import NodeProcess, introduce

Made = Callable[..., list[Pair]]


@pytest.fixture
def seed() -> int:
    """A new seed each time, printed when a test fails; MITHAQ_SEED repeats one."""
    chosen = int(os.environ.get("MITHAQ_SEED") or secrets.randbelow(2**32))
    print(f"MITHAQ_SEED={chosen}")  # noqa: T201 - pytest shows it with a failure
    return chosen


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Callable[[], str]]:
    """Return a function that makes an empty database and returns its address."""
    server = start_postgresql()
    names = iter(range(1000))

    def make() -> str:
        name = f"fault_{next(names)}"
        with psycopg.connect(server.get_uri("postgres"), autocommit=True) as admin:
            admin.execute(f"CREATE DATABASE {name}")
        return address(server.get_uri(name))

    yield make
    server.cleanup()


@contextmanager
def making(folder: Path, agencies: tuple[str, ...], databases: tuple[str, ...] = ()) -> Iterator[list[Pair]]:
    """Yield nodes of these agencies with agents, not started, no contacts of each other yet."""
    with ExitStack() as stack:
        urls = databases or ("",) * len(agencies)
        nodes = [
            NodeProcess.make(folder, agency, database=url) for agency, url in zip(agencies, urls, strict=True)
        ]
        pairs = [(node, stack.enter_context(node.agent())) for node in nodes]
        try:
            yield pairs
        finally:
            for node in nodes:
                node.kill9()


@pytest.fixture(params=["sqlite", "postgresql"])
def two(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[Pair]]:
    """Rabat and Madrid, acquainted, not started, on one engine or the other."""
    databases: tuple[str, ...] = ()
    if request.param == "postgresql":
        make = request.getfixturevalue("postgresql")
        databases = (make(), make())
    with making(tmp_path, ("ma.dgsn", "es.policia"), databases) as pairs:
        introduce(*pairs)
        yield pairs
