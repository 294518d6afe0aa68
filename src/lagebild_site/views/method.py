"""How the record is made: the method's pages."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from lagebild_site.queries.method import INDEX, get_method_page, list_method_pages
from lagebild_site.queries.visibility import Viewer
from lagebild_site.views.page import page, page_lang


@page
def show_method(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:  # noqa: ARG001 -- every page is told who looks
    """The list of the method's pages."""
    return render(
        request,
        "method/list.html",
        {"pages": list_method_pages(page_lang()), "index": get_method_page(INDEX, page_lang())},
    )


@page
def show_method_page(request: HttpRequest, viewer: Viewer, slug: str) -> HttpResponseBase:  # noqa: ARG001 -- every page is told who looks
    """One page of the method."""
    found = get_method_page(slug, page_lang())
    if found is None:
        raise Http404
    return render(request, "method/show.html", {"method": found, "pages": list_method_pages(page_lang())})
