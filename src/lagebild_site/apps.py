"""Django's name for this application."""

from django.apps import AppConfig


class LagebildSiteConfig(AppConfig):
    """The one Django application of the project."""

    name = "lagebild_site"
    verbose_name = "Lagebild"
    default_auto_field = "django.db.models.BigAutoField"
