"""Fail when the models say something that no migration does. Needs no database."""

from __future__ import annotations

import os
import sys

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gainful.settings")


def main() -> int:
    """Exit 0 when models and migrations agree."""
    django.setup()
    call_command("makemigrations", "--check", "--dry-run", verbosity=1)
    call_command("check", "--fail-level", "WARNING")
    return 0


if __name__ == "__main__":
    sys.exit(main())
