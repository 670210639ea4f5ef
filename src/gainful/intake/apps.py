"""The intake chapter, as Django knows it."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Names the chapter."""

    name = "gainful.intake"
    default_auto_field = "django.db.models.BigAutoField"
