"""Listed subjects, the lists they stand on, and what changed between editions."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from lagebild_site.queries.listing import (
    CHANGE_KINDS,
    describe_changes,
    describe_entity,
    describe_lists,
    find_entities,
    list_confirmed_matches,
    load_changes,
    load_versions,
)
from lagebild_site.queries.visibility import Viewer
from lagebild_site.views.page import page

ROWS_PER_PAGE = 50
_QUERY_LENGTH = 200


@page
def show_entities(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Listed subjects by name, filtered by words of name or reference."""
    query = request.GET.get("q", "").strip()[:_QUERY_LENGTH]
    shown = Paginator(find_entities(viewer, query), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    rows = load_versions(list(shown.object_list))
    return render(request, "entity/list.html", {"query": query, "page": shown, "rows": rows})


@page
def show_entity(request: HttpRequest, viewer: Viewer, entity_id: str) -> HttpResponseBase:
    """One listed subject: what each authority says of it, and its history."""
    histories = describe_entity(viewer, entity_id)
    if not histories:
        raise Http404
    matches = list_confirmed_matches(viewer, entity_id)
    context = {
        "entity_id": entity_id,
        "histories": histories,
        "current": histories[0].current,
        "matches": matches,
    }
    return render(request, "entity/show.html", context)


@page
def show_lists(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Every list held: editions, counts, last changes, age."""
    return render(request, "listing/list.html", {"lists": describe_lists(viewer, timezone.now().date())})


@page
def show_changes(request: HttpRequest, viewer: Viewer, edition: int) -> HttpResponseBase:
    """What one edition changed against the one before, all kinds of changes or one of them."""
    changes = describe_changes(viewer, edition)
    if changes is None:
        raise Http404
    asked = request.GET.get("kind", "")
    kinds = [asked] if asked in CHANGE_KINDS else CHANGE_KINDS
    found = [(kind, listing_id) for kind in kinds for listing_id in changes.list_ids(kind)]
    shown = Paginator(found, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    rows = load_changes(changes, list(shown.object_list))
    context = {"changes": changes, "kind": asked, "page": shown, "rows": rows}
    return render(request, "listing/changes.html", context)
