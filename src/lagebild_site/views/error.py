"""Pages for what went wrong: they tell nothing of what they hide."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def show_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """400."""
    return render(request, "error/400.html", status=400)


def show_forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """403."""
    return render(request, "error/403.html", status=403)


def show_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """404: the same page for what never was and what may not be seen."""
    return render(request, "error/404.html", status=404)


def show_server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """500; asks neither session nor database, for these may be what failed."""
    site = {"site_title": settings.WORKSPACE.title, "is_sample": settings.WORKSPACE.is_sample}
    return HttpResponse(render_to_string("error/500.html", site), status=500)


def show_csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """403 after a form that was sent from elsewhere or too late."""
    return render(request, "error/403.html", status=403)
