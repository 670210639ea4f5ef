"""The accounts chapter, as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Names the chapter."""

    name = "gainful.accounts"
    default_auto_field = "django.db.models.BigAutoField"
