"""The training chapter, as Django knows it."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Names the chapter."""

    name = "gainful.training"
    default_auto_field = "django.db.models.BigAutoField"
