"""The jobs chapter, as Django knows it."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Names the chapter."""

    name = "gainful.jobs"
    default_auto_field = "django.db.models.BigAutoField"
