"""The benefits chapter, as Django knows it."""

from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    """Names the chapter."""

    name = "gainful.benefits"
    default_auto_field = "django.db.models.BigAutoField"
