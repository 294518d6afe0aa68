"""What states did, and of whom the record holds nothing."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from lagebild_site.queries.response import KINDS, build_table, chart_coverage
from lagebild_site.queries.visibility import Viewer
from lagebild_site.views.page import page, page_lang


@page
def show_responses(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """States × kinds of response, with what was watched."""
    lang = page_lang()
    context = {
        "table": build_table(viewer, lang),
        "kinds": KINDS,
        "coverage": chart_coverage(viewer, lang, timezone.now().date()),
    }
    return render(request, "response/list.html", context)
