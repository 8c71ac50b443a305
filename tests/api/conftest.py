"""The node of Rabat with the pact and the request of the story, and a program of each of its officers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker, Settings

from api.programs import Program, ProgramOf
from engines import Engines
from mithaq.node import dossiers, home, staff, tokens
from mithaq.node.models import NodeRow
from partners import AGREE, Partner
from web.story import CAST, Story


@pytest.fixture(scope="session")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    made = Engines(tmp_path_factory.mktemp("engines"))
    yield made
    made.stop()


@pytest.fixture(scope="session")
def rabat_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rabat")
    home.init_node(folder, "ma.dgsn", "http://127.0.0.1:8000", name="Rabat", language="ar")
    return folder


@pytest.fixture
def engine() -> str:
    return "sqlite"


@pytest.fixture
def node(
    engine: str,
    engines: Engines,
    rabat_folder: Path,
    tmp_path: Path,
    settings: Settings,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[home.Home]:
    settings.MITHAQ_HOME = str(rabat_folder)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock(), engines.database(engine, tmp_path):
        NodeRow.objects.update(agency="ma.dgsn")
        dossiers.forget_all()
        for name, (roles, language) in CAST.items():
            staff.add(
                f"{name.lower()}@dgsn.example", name, roles, password=None, language=language, by="test"
            )
        yield home.current()
        dossiers.forget_all()


@pytest.fixture
def story(node: home.Home) -> Story:
    """A pact of Rabat and Madrid in force, and Salma's request under it."""
    madrid = Partner("es.policia")
    madrid.become_contact()
    return Story.begin(node, madrid, AGREE)


@pytest.fixture
def program(node: home.Home) -> ProgramOf:
    """Return a program of an officer, with all scopes or only these."""

    def made(name: str, *scopes: str) -> Program:
        officer = staff.find(f"{name.lower()}@dgsn.example")
        return Program(tokens.issue(officer, "test", scopes or tokens.SCOPES, by="test"))

    return made


@pytest.fixture
def salma(program: ProgramOf) -> Program:
    """A program of the liaison."""
    return program("Salma")
