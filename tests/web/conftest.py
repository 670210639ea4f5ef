"""What tests of screens stand on."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def site(settings, db):
    """Gives `signed_in`, on a site where a password is enough."""
    from browsing import signed_in

    settings.GAINFUL_DEMO = True
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    return signed_in
