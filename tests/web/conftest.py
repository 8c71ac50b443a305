"""The node of Rabat with its officers and a little of the story: its own pages, and what Madrid answered."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from engines import Engines
from mithaq.node import dossiers, home, staff
from mithaq.node.models import NodeRow, Officer
from partners import AGREE, Partner
from web.story import CAST, Story

SignIn = Callable[[str], Client]


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


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    """The database: every page works on both."""
    return str(request.param)


@pytest.fixture
def node(
    engine: str,
    engines: Engines,
    rabat_folder: Path,
    tmp_path: Path,
    settings: Settings,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[home.Home]:
    """The node of Rabat with an empty database, its officers, and Madrid as a contact."""
    settings.MITHAQ_HOME = str(rabat_folder)
    # Signing in is not what these tests are slow for.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.AXES_ENABLED = False
    cache.clear()
    with django_db_blocker.unblock(), engines.database(engine, tmp_path):
        NodeRow.objects.update(agency="ma.dgsn")
        dossiers.forget_all()
        for name, (roles, language) in CAST.items():
            email = f"{name.lower()}@dgsn.example"
            staff.add(email, name, roles, password=None, language=language, by="test")
        yield home.current()
        dossiers.forget_all()


@pytest.fixture
def sign_in(node: home.Home) -> SignIn:
    """Return a browser in which this officer is signed in."""

    def made(name: str) -> Client:
        client = Client()
        officer = Officer.objects.get(name=name)
        client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return made


@pytest.fixture
def story(node: home.Home) -> Story:
    """A pact of Rabat and Madrid in force, and Salma's request under it."""
    madrid = Partner("es.policia")
    madrid.become_contact()
    return Story.begin(node, madrid, AGREE)
