"""Sanctions lists: what is held of each, what changed between editions, problems, downloads."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from lagebild_site.queries.list_changes import ChangeKey, describe_changes, list_keys, load_changes
from lagebild_site.queries.listing import (
    CHANGE_KINDS,
    SEVERITIES,
    describe_list,
    describe_table,
    find_shown_edition,
    list_editions,
    list_lists_not_held,
    list_problems_of,
)
from lagebild_site.queries.listing_export import FILE_TYPES, export_edition
from lagebild_site.queries.visibility import Viewer, visible_editions
from lagebild_site.views.page import page, page_lang

ROWS_PER_PAGE = 50
PROBLEMS_PER_PAGE = 100
_LONGEST_NUMBER = 9
_LONGEST_CODE = 80


@page
def show_lists(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Every list held in one table, and those that can be read and are not held."""
    context = {
        "lists": describe_table(viewer, timezone.now().date(), page_lang()),
        "not_held": list_lists_not_held(viewer),
    }
    return render(request, "listing/list.html", context)


@page
def show_list(request: HttpRequest, viewer: Viewer, list_id: str) -> HttpResponseBase:
    """Everything about one list."""
    view = describe_list(viewer, list_id, timezone.now().date())
    if view is None:
        raise Http404
    return render(request, "listing/show.html", {"view": view})


@page
def show_problems(request: HttpRequest, viewer: Viewer, list_id: str) -> HttpResponseBase:
    """The problems of one edition of a list, each with its place."""
    edition = find_shown_edition(viewer, list_id, _read_key(request, "edition"))
    if edition is None:
        raise Http404
    code = request.GET.get("code", "")[:_LONGEST_CODE]
    severity = request.GET.get("severity", "")
    severity = severity if severity in SEVERITIES else ""
    found = list_problems_of(viewer, edition, code=code, severity=severity)
    shown = Paginator(found, PROBLEMS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"edition": edition, "code": code, "severity": severity, "page": shown}
    return render(request, "listing/problems.html", context)


@page
def show_changes(request: HttpRequest, viewer: Viewer, list_id: str) -> HttpResponseBase:
    """What differs between two editions of a list, all kinds of changes or one of them."""
    editions = list_editions(viewer, list_id)
    if not editions:
        raise Http404
    newer = _choose(editions, _read_key(request, "to")) or editions[-1]
    older = _choose(editions, _read_key(request, "from"))
    older = _choose(editions, newer.compared_with_id) if older is None else older
    older = None if older is newer else older
    kind = request.GET.get("kind", "")
    kind = kind if kind in CHANGE_KINDS else ""
    context = {
        "list_id": list_id,
        "editions": editions,
        "newer": newer,
        "older": older,
        "kind": kind,
        **(_compare(request, viewer, (older.pk, newer.pk), list_id, kind) if older else {}),
    }
    return render(request, "listing/changes.html", context)


@page
def redirect_changes(request: HttpRequest, viewer: Viewer, edition: int) -> HttpResponseBase:  # noqa: ARG001 -- as every page
    """Lead from an edition's former address to what it changed against the one before."""
    found = visible_editions(viewer).filter(pk=edition).first()
    if found is None:
        raise Http404
    before = f"from={found.compared_with_id}&" if found.compared_with_id else ""
    return redirect(f"{reverse('list_changes', args=[found.list_id])}?{before}to={found.pk}")


@page
def download_list(request: HttpRequest, viewer: Viewer, list_id: str, kind: str) -> HttpResponseBase:
    """An edition as a file, the one in force unless another is named."""
    edition = find_shown_edition(viewer, list_id, _read_key(request, "edition"))
    if edition is None or kind not in FILE_TYPES:
        raise Http404
    response = StreamingHttpResponse(export_edition(edition, kind), content_type=FILE_TYPES[kind].media_type)
    name = f"{list_id}_{edition.dated_on}.{FILE_TYPES[kind].suffix}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _compare(
    request: HttpRequest, viewer: Viewer, pks: tuple[int, int], list_id: str, kind: str
) -> dict[str, Any]:
    """One page of the changes between two editions, the older one first."""
    changes = describe_changes(viewer, *pks, list_id=list_id)
    if changes is None:
        return {}
    keys: Sequence[ChangeKey] = list_keys(changes, kind)
    shown = Paginator(keys, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    rows = load_changes(changes, list(shown.object_list))
    return {"changes": changes, "newer": changes.newer, "older": changes.older, "page": shown, "rows": rows}


def _choose(editions: Sequence[Any], pk: int | None) -> Any:
    return next((edition for edition in editions if edition.pk == pk), None)


def _read_key(request: HttpRequest, name: str) -> int | None:
    """The key of an edition in the query string; None where none is named.

    Raises:
        Http404: It is no key.
    """
    value = request.GET.get(name, "")
    if not value:
        return None
    if not (value.isascii() and value.isdigit() and len(value) <= _LONGEST_NUMBER):
        raise Http404
    return int(value)
