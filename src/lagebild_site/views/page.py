"""What every page has in common: who looks, how a page may be kept by caches, and how refused moves are told."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control, set_response_etag
from django.utils.translation import get_language

from lagebild.errors import RuleError
from lagebild_site.queries.visibility import Viewer

P = ParamSpec("P")
PageView = Callable[Concatenate[HttpRequest, Viewer, P], HttpResponseBase]


def page(view: PageView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A view that is told who looks; strangers' pages may be kept and asked for again, others may not be kept."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        viewer = Viewer.from_account(request.user)
        try:
            response = view(request, viewer, *args, **kwargs)
        except RuleError as error:
            response = render(request, "error/refused.html", {"message": str(error)}, status=409)
        return _set_caching(request, response)

    return wrapped


def desk_page(view: PageView[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page for analysts: strangers are asked to log in, logged-in ones without the permission are refused."""

    @wraps(view)
    def guarded(
        request: HttpRequest, viewer: Viewer, /, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not viewer.is_analyst:
            raise PermissionDenied
        return view(request, viewer, *args, **kwargs)

    return page(guarded)


def page_lang() -> str:
    """The page's language, `de` or `en`."""
    return "de" if (get_language() or "en").startswith("de") else "en"


def _set_caching(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if request.user.is_authenticated:
        patch_cache_control(response, private=True, no_store=True)
        return response
    patch_cache_control(response, no_cache=True)
    if not isinstance(response, HttpResponse) or request.method not in {"GET", "HEAD"}:
        return response
    set_response_etag(response)
    return get_conditional_response(request, etag=response.get("ETag"), response=response) or response
