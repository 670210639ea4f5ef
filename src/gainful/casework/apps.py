"""The casework chapter, as Django knows it."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Names the chapter."""

    name = "gainful.casework"
    default_auto_field = "django.db.models.BigAutoField"
