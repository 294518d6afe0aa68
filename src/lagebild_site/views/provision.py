"""Regimes and their paragraphs."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from lagebild_site.queries.finding import describe_rows, list_findings
from lagebild_site.queries.provision import (
    count_by_status,
    describe_provision,
    describe_regimes,
    get_resolution_title,
    list_citing,
)
from lagebild_site.queries.visibility import Viewer
from lagebild_site.views.page import page, page_lang


@page
def show_provisions(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Every regime, act and paragraph."""
    context = {"regimes": describe_regimes(viewer, page_lang()), "statuses": count_by_status()}
    return render(request, "provision/list.html", context)


@page
def show_provision(request: HttpRequest, viewer: Viewer, provision_id: str) -> HttpResponseBase:
    """One paragraph, who cites its act, and the findings that rest on it."""
    view = describe_provision(provision_id, page_lang())
    if view is None:
        raise Http404
    resting = [finding for finding in list_findings(viewer) if provision_id in finding.provision_ids]
    context = {
        "view": view,
        "act_title": get_resolution_title(view.provision.resolution_id, page_lang()),
        "citing": list_citing(viewer, view.provision.resolution_id),
        "findings": describe_rows(resting, page_lang()),
    }
    return render(request, "provision/show.html", context)
