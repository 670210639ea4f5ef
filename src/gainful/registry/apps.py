"""The registry chapter, as Django knows it."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Names the chapter."""

    name = "gainful.registry"
    default_auto_field = "django.db.models.BigAutoField"
