"""Released findings, and one finding beside its evidence."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from lagebild_site.queries.figure import describe_figures
from lagebild_site.queries.finding import (
    describe_finding,
    describe_rows,
    find_withdrawal,
    list_findings,
    list_withdrawals,
)
from lagebild_site.queries.response import build_table
from lagebild_site.queries.sheet import lay_out_sheets
from lagebild_site.queries.visibility import Viewer, visible_findings, withdrawn_findings
from lagebild_site.views.page import page, page_lang


@page
def show_findings(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Released findings, the newest release first; of withdrawn ones the day."""
    context = {"rows": describe_rows(list_findings(viewer), page_lang()), "withdrawals": list_withdrawals()}
    return render(request, "finding/list.html", context)


@page
def show_finding(request: HttpRequest, viewer: Viewer, slug: str) -> HttpResponseBase:
    """One finding with its evidence; strangers get it once it is released, and that it was withdrawn afterwards."""
    finding = visible_findings(viewer).filter(slug=slug).first()
    if finding is None:
        return _show_withdrawn(request, slug)
    lang = page_lang()
    view = describe_finding(finding, viewer, lang)
    context = {
        "withdrawal": find_withdrawal(finding),
        "view": view,
        "sheets": lay_out_sheets(view.evidence, viewer),
        "finding": finding,
        "figures": describe_figures(finding, viewer, lang),
        "table": build_table(viewer, lang, incident=finding.incident),
        "reports": [report for report in finding.reports.all() if report.withdrawn_at is None],
    }
    return render(request, "finding/show.html", context)


def _show_withdrawn(request: HttpRequest, slug: str) -> HttpResponseBase:
    """That a finding stood here and was taken back, when, by whom and why, and nothing of what it said.

    Raises:
        Http404: None was, or it was never public.
    """
    finding = withdrawn_findings().filter(slug=slug).first()
    if finding is None:
        raise Http404
    return render(request, "finding/withdrawn.html", {"withdrawal": find_withdrawal(finding)}, status=410)
