"""Published reports, their files, and how a stranger verifies them."""

from csp.constants import NONE, UNSAFE_INLINE
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from lagebild.model.ledger import TreeHead
from lagebild.reports import encode_consistency
from lagebild_site.actions.ledger import DatabaseLedger
from lagebild_site.queries.finding import describe_rows, list_withdrawals
from lagebild_site.queries.report import get_report, list_report_files, list_reports
from lagebild_site.queries.visibility import Viewer, visible_findings, visible_tree_heads
from lagebild_site.views.page import page, page_lang


@page
def show_reports(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """Published reports, newest first."""
    return render(request, "report/list.html", {"reports": list_reports(viewer)})


@page
def show_report(request: HttpRequest, viewer: Viewer, number: int) -> HttpResponseBase:
    """One report: what it holds, its files, how to verify."""
    report = get_report(viewer, number)
    if report is None:
        raise Http404
    findings = list(visible_findings(viewer).filter(reports=report))
    context = {
        "report": report,
        "files": list_report_files(report),
        "findings": describe_rows(findings, page_lang()),
        "withdrawals": list_withdrawals(report),
    }
    return render(request, "report/show.html", context)


@page
def download_report_file(request: HttpRequest, viewer: Viewer, number: int, name: str) -> HttpResponseBase:  # noqa: ARG001 -- every page is given its request
    """One file of a report; the page opens in the browser, all others are saved."""
    report = get_report(viewer, number)
    files = list_report_files(report) if report else []
    found = next((file for file in files if file.name == name), None)
    if found is None:
        raise Http404
    is_page = found.path.suffix == ".html"
    response = FileResponse(
        found.path.open("rb"), as_attachment=not is_page, filename=found.name, content_type=found.media_type
    )
    # A report is one file that carries its own styles and nothing else: it may not load or run anything.
    response._csp_replace = {"style-src": [UNSAFE_INLINE], "script-src": [NONE]}  # type: ignore[attr-defined]  # noqa: SLF001 -- django-csp's door for one response
    return response


@page
def show_verify(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:  # noqa: ARG001 -- every page is told who looks
    """The newest tree head and how to check a bundle with it."""
    base = settings.WORKSPACE.base_url
    addresses = {
        "address": f"{base}{reverse('tree_head')}",
        "consistency_address": f"{base}{reverse('consistency', args=[0])}".removesuffix("0") + "SIZE",
    }
    return render(request, "report/verify.html", {"head": visible_tree_heads().first(), **addresses})


@page
def show_tree_head(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:  # noqa: ARG001 -- every page is told who looks
    """The newest published tree head as `SIZE:ROOTHEX`, for programs; 404 before the first."""
    head = visible_tree_heads().first()
    if head is None:
        raise Http404
    return HttpResponse(f"{head.size}:{head.root_hash}\n", content_type="text/plain; charset=utf-8")


@page
def show_consistency(request: HttpRequest, viewer: Viewer, size: int) -> HttpResponseBase:  # noqa: ARG001 -- every page is told who looks
    """The proofs that lead from a published head to all later ones, for `verify.py --consistency`; 404 without one."""
    heads = visible_tree_heads()
    if not heads.filter(size=size).exists():
        raise Http404
    later = [TreeHead.parse(str(head)) for head in heads.filter(size__gt=size).order_by("size")]
    body = encode_consistency(DatabaseLedger().tree(), size, later) if later else b"[]\n"
    return HttpResponse(body, content_type="application/json")
