"""What every test stands on: a home of its own, invented keys, a fixed day, and the programme's pack."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from datetime import date
from pathlib import Path

HERE = Path(__file__).parent
_HOME = tempfile.mkdtemp(prefix="gainful-test-")
os.environ["GAINFUL_HOME"] = _HOME
os.environ["GAINFUL_TODAY"] = "2020-11-02"
os.environ.setdefault("GAINFUL_PACK", "gainful_china")
os.environ["GAINFUL_KEYS"] = json.dumps(
    {
        name: f"{number:02x}" * 32
        for number, name in enumerate(("seal", "lookup", "pseudonym", "audit"), start=17)
    }
)
os.environ["GAINFUL_SECRET_KEY"] = "only-for-tests"
os.environ.pop("GAINFUL_DEMO", None)
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

import pytest  # noqa: E402

TODAY = date(2020, 11, 2)


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
def django_db_setup(django_db_setup):
    """The tests' database; transactional tests may empty it, which the trail's guards refuse to everybody else."""
    from flushing import patch_flush

    patch_flush()
