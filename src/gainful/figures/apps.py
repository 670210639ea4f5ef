"""The figures chapter, as Django knows it."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Names the chapter."""

    name = "gainful.figures"
    default_auto_field = "django.db.models.BigAutoField"
