"""The accounts chapter, as Django knows it."""

from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created


def _on_connection(connection: Any, **_: Any) -> None:
    if connection.vendor == "sqlite":
        from gainful.accounts.trail_sqlite import give_functions

        give_functions(connection)


class AccountsConfig(AppConfig):
    """Names the chapter, and gives each new SQLite connection what the audit triggers call."""

    name = "gainful.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Called once, when every chapter is known."""
        import gainful.accounts.among  # noqa: F401  (a lookup that querysets of every chapter may ask by)

        connection_created.connect(_on_connection, dispatch_uid="gainful.accounts.trail")
