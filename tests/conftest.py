"""What every test stands on: a fixed day, a cast, a database that can be emptied. The home is settings_for_tests'."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

import pytest  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402

# How long a machine takes says nothing about the code; a fixture of one test serves all of its examples.
settings.register_profile(
    "any machine",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("any machine")

TODAY = date(2020, 11, 2)


def pytest_collection_modifyitems(config, items) -> None:
    """On PostgreSQL the tests that may touch the tests' database, and no other: nothing changes for the rest."""
    from django.conf import settings

    if not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        return
    touching = [one for one in items if _may_touch_the_database(one)]
    config.hook.pytest_deselected(items=[one for one in items if not _may_touch_the_database(one)])
    items[:] = touching


def _may_touch_the_database(test: pytest.Item) -> bool:
    asked = any(test.get_closest_marker(name) for name in ("django_db", "both_databases"))
    return asked or bool({"db", "transactional_db"} & set(test.fixturenames))


@pytest.fixture
def today() -> date:
    """The day on which the tests live."""
    return TODAY


@pytest.fixture
def cast(db):
    """An officer, her supervisor, an officer of another county, and a few more with one role each."""
    from cast import assemble

    return assemble()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The tests' database; transactional tests may empty it, which the trail's guards refuse to everybody else."""
    from flushing import patch_flush
    from strays import end_strays

    patch_flush()
    yield
    with django_db_blocker.unblock():
        end_strays()
