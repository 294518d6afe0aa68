"""The first page: what the record holds, what is new, what is watched, what is unknown."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from lagebild_site.queries.document import list_latest_documents
from lagebild_site.queries.finding import describe_rows, list_findings
from lagebild_site.queries.listing import describe_lists
from lagebild_site.queries.overview import count_holdings
from lagebild_site.queries.response import build_table, chart_coverage
from lagebild_site.queries.visibility import Viewer
from lagebild_site.views.page import page, page_lang

FINDINGS_SHOWN = 4
DOCUMENTS_SHOWN = 6


@page
def show_overview(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """The overview."""
    today, lang = timezone.now().date(), page_lang()
    context = {
        "holdings": count_holdings(viewer),
        "findings": describe_rows(list_findings(viewer)[:FINDINGS_SHOWN], lang),
        "documents": list_latest_documents(viewer, DOCUMENTS_SHOWN),
        "lists": describe_lists(viewer, today),
        "table": build_table(viewer, lang),
        "coverage": chart_coverage(viewer, lang, today),
    }
    return render(request, "overview/show.html", context)
