"""One node with an officer of every role, and what they can be tried on; shared by all lines of the table."""

from collections.abc import Iterator

import pytest
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from access.world import World
from engines import Engines
from mithaq.node import dossiers, home
from mithaq.node.models import NodeRow


@pytest.fixture(scope="session")
def world(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: DjangoDbBlocker,
    django_test_environment: None,
) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("rabat")
    home.init_node(folder, "ma.dgsn", "http://127.0.0.1:8000", name="Rabat", language="en")
    engines = Engines(tmp_path_factory.mktemp("engines"))
    settings = {
        "MITHAQ_HOME": str(folder),
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
        "AXES_ENABLED": False,
    }
    with (
        override_settings(**settings),
        django_db_blocker.unblock(),
        engines.database("sqlite", tmp_path_factory.mktemp("database")),
    ):
        NodeRow.objects.update(agency="ma.dgsn")
        dossiers.forget_all()
        yield World.begin()
        dossiers.forget_all()
