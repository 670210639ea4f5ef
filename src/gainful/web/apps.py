"""The web chapter, as Django knows it."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Names the chapter."""

    name = "gainful.web"
    default_auto_field = "django.db.models.BigAutoField"
