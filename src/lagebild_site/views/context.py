"""What every template may ask for: the site's name, whether it is a sample, who looks."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from lagebild_site.queries.visibility import STRANGER, Viewer


def add_site(request: HttpRequest) -> dict[str, Any]:
    """The site's own facts for every page, error pages too."""
    user = getattr(request, "user", None)
    return {
        "site_title": settings.WORKSPACE.title,
        "is_sample": settings.WORKSPACE.is_sample,
        "viewer": Viewer.from_account(user) if user is not None else STRANGER,
    }
