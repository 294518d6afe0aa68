"""Listed subjects: the search, one entry as its authority writes it, and the search's result as a file."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from lagebild_site.queries.list_entry import list_confirmed_matches, list_names_of, load_histories
from lagebild_site.queries.list_search import (
    EntityFilter,
    find_entities,
    group_results,
    list_filter_choices,
    list_found,
    load_versions,
)
from lagebild_site.queries.listing import list_held_days
from lagebild_site.queries.listing_export import FILE_TYPES, export_results
from lagebild_site.queries.subject import load_groups
from lagebild_site.queries.visibility import Viewer
from lagebild_site.views.page import page, page_lang

ROWS_PER_PAGE = 50
_QUERY_LENGTH = 200


@page
def show_entities(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Listed subjects that answer the words and filters of the query string."""
    lang, asked = page_lang(), read_filter(request.GET)
    shown = Paginator(list_found(viewer, asked), ROWS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "choices": list_filter_choices(viewer, lang, asked),
        "page": shown,
        "results": group_results(viewer, load_versions(list(shown.object_list))),
        "held_days": list_held_days(viewer, lang),
    }
    return render(request, "entity/list.html", context)


@page
def show_entity(request: HttpRequest, viewer: Viewer, entity_id: str) -> HttpResponseBase:
    """One entry: everything its authority says, and its history."""
    histories = load_histories(viewer, [entity_id])
    if not histories:
        raise Http404
    group = load_groups(viewer, [entity_id]).get(entity_id)
    links = [link.entity_id for history in histories for link in history.links]
    others = [one for one in group.entity_ids if one != entity_id] if group else []
    context = {
        "entity_id": entity_id,
        "histories": histories,
        "current": histories[0].current,
        "group": group,
        "others": load_histories(viewer, others) if others else [],
        "names": list_names_of(viewer, links),
        "matches": list_confirmed_matches(viewer, [entity_id]),
    }
    return render(request, "entity/show.html", context)


@page
def download_entities(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """The search's result as a CSV file; each row says of which edition it is."""
    found = find_entities(viewer, read_filter(request.GET))
    response = StreamingHttpResponse(export_results(viewer, found), content_type=FILE_TYPES["csv"].media_type)
    response.headers["Content-Disposition"] = 'attachment; filename="entities.csv"'
    return response


def read_filter(query: QueryDict) -> EntityFilter:
    """What the query string asks for."""
    names = {"q": "text", "list": "list_id", "kind": "schema", "programme": "programme", "status": "status"}
    asked = {
        field: query.get(name, "").replace("\0", "").strip()[:_QUERY_LENGTH] for name, field in names.items()
    }
    return EntityFilter(**asked)
