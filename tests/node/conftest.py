"""Every test of the node runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker, Settings

from engines import Engines
from mithaq.node import dossiers, home
from mithaq.node.models import NodeRow, Officer
from partners import Partner, officer


@pytest.fixture(scope="session")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    made = Engines(tmp_path_factory.mktemp("engines"))
    yield made
    made.stop()


@pytest.fixture(scope="session")
def rabat_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of ma.dgsn, made once: its keys are the same in every test."""
    folder = tmp_path_factory.mktemp("rabat")
    home.init_node(folder, "ma.dgsn", "http://127.0.0.1:8000", name="Rabat", language="ar")
    return folder


@pytest.fixture(params=["sqlite", "postgresql"])
def node(
    request: pytest.FixtureRequest,
    engines: Engines,
    rabat_folder: Path,
    tmp_path: Path,
    settings: Settings,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[home.Home]:
    """The node of Rabat with an empty database of its own."""
    settings.MITHAQ_HOME = str(rabat_folder)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with django_db_blocker.unblock(), engines.database(request.param, tmp_path):
        NodeRow.objects.update(agency="ma.dgsn")
        dossiers.forget_all()
        yield home.current()
        dossiers.forget_all()


@pytest.fixture
def madrid(node: home.Home) -> Partner:
    """Madrid, a contact of this node."""
    partner = Partner("es.policia")
    partner.become_contact()
    return partner


@pytest.fixture
def salma(node: home.Home) -> Officer:
    return officer("Salma", "liaison")


@pytest.fixture
def anas(node: home.Home) -> Officer:
    return officer("Anas", "analyst")


@pytest.fixture
def youssef(node: home.Home) -> Officer:
    return officer("Youssef", "supervisor")


@pytest.fixture
def hind(node: home.Home) -> Officer:
    return officer("Hind", "data-protection")


@pytest.fixture
def karim(node: home.Home) -> Officer:
    return officer("Karim", "administrator")
