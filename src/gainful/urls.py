"""Every address of the site. A screen is one module under web/ and one line here."""

from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("language/", set_language, name="set_language"),
    path("accounts/", include("allauth.urls")),
]
