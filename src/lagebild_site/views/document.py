"""The record: the list with filters and search, one document with its readings, and what was erased."""

import re

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render

from lagebild.model.annotation import LAYERS
from lagebild_site.queries.document import (
    DocumentFilter,
    describe_document,
    describe_rows,
    find_documents,
    list_filter_choices,
)
from lagebild_site.queries.visibility import Viewer, erased_captures, visible_documents
from lagebild_site.views.page import page

ROWS_PER_PAGE = 20
_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})")
_FILTER_LENGTH = 300
"""Longer values answer nothing that is stored."""


@page
def show_record(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Documents that answer the filters and words of the query string."""
    asked = read_filter(request.GET)
    pages = Paginator(find_documents(viewer, asked), ROWS_PER_PAGE)
    shown = pages.get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "choices": list_filter_choices(viewer),
        "page": shown,
        "rows": describe_rows(viewer, list(shown.object_list), asked.text),
        "erased_count": erased_captures().count(),
    }
    return render(request, "document/list.html", context)


@page
def show_document(request: HttpRequest, viewer: Viewer, slug: str) -> HttpResponseBase:
    """One document; its text with what stands in it, or what may be shown of it."""
    document = visible_documents(viewer).filter(slug=slug).first()
    if document is None:
        raise Http404
    layers = read_layers(request.GET)
    view = describe_document(
        document,
        viewer,
        layers=layers,
        quote=read_place(request.GET.get("at", "")),
        words=request.GET.get("q", "")[:_FILTER_LENGTH],
        part=_read_number(request.GET.get("part", "")),
    )
    context = {"view": view, "document": document, "layers": layers, "all_layers": LAYERS}
    return render(request, "document/show.html", context)


@page
def show_erasures(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:  # noqa: ARG001 -- every page is told who looks
    """What was erased from the record: when and why, and nothing else."""
    return render(request, "document/erasures.html", {"captures": erased_captures()})


def read_filter(query: QueryDict) -> DocumentFilter:
    """The filter that a query string asks for; unknown parameters ask for nothing."""
    values = {
        name: query.get(name, "").strip()[:_FILTER_LENGTH] for name in ("kind", "lang", "publisher", "state")
    }
    return DocumentFilter(
        text=query.get("q", "").strip()[:_FILTER_LENGTH],
        date_from=query.get("from", "").strip(),
        date_to=query.get("to", "").strip(),
        undated=bool(query.get("undated")),
        **values,
    )


def read_layers(query: QueryDict) -> tuple[str, ...]:
    """The layers that are switched on: all, unless the form was sent."""
    if "layers" not in query:
        return LAYERS
    return tuple(layer for layer in LAYERS if layer in query.getlist("layer"))


def read_place(value: str) -> tuple[int, int] | None:
    """The stretch of text that `START-END` names, or None."""
    found = _PLACE.fullmatch(value)
    if found is None:
        return None
    start, end = int(found[1]), int(found[2])
    return (start, end) if start < end else None


def _read_number(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 7 else None  # noqa: PLR2004 -- no such part
