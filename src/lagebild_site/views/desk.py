"""The analysts' desk: what waits for a decision, and the forms that decide."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lagebild.errors import RuleError
from lagebild.model.report import LANGUAGES
from lagebild_site.actions.finding import (
    reject_finding,
    release_finding,
    reopen_finding,
    review_finding,
    withdraw_finding,
)
from lagebild_site.actions.listing import accept_edition
from lagebild_site.actions.match import judge_match
from lagebild_site.actions.subject import judge_pair
from lagebild_site.queries.desk import (
    count_unjudged_matches,
    describe_held_edition,
    get_match,
    list_held_editions,
    list_open_joins,
    list_problems,
    list_unjudged_matches,
    list_waiting_findings,
)
from lagebild_site.queries.figure import describe_figures
from lagebild_site.queries.finding import describe_finding, describe_rows, find_withdrawal
from lagebild_site.queries.sheet import lay_out_sheets
from lagebild_site.queries.subject import count_open_questions, list_reasons, load_pair
from lagebild_site.queries.visibility import Viewer, visible_findings
from lagebild_site.views.page import desk_page, page_lang

MOVES: dict[str, Callable[..., Any]] = {
    "review": review_finding,
    "release": release_finding,
    "reject": reject_finding,
    "withdraw": withdraw_finding,
    "reopen": reopen_finding,
}
VERDICTS = ("same", "not_same", "unsure")
JOIN_VERDICTS = ("same", "different", "unsure")


@desk_page
def show_desk(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """The queues."""
    lang = page_lang()
    queues = [
        (state, describe_rows(list_waiting_findings(viewer, state), lang))
        for state in ("reviewed", "proposed")
    ]
    context = {
        "queues": queues,
        "matches": list_unjudged_matches(viewer),
        "match_count": count_unjudged_matches(viewer),
        "held": list_held_editions(viewer),
        "joins": list_open_joins(viewer),
        "join_count": count_open_questions(viewer),
        "problems": list_problems(viewer),
        "verdicts": VERDICTS,
    }
    return render(request, "desk/show.html", context)


@desk_page
def show_desk_finding(request: HttpRequest, viewer: Viewer, slug: str) -> HttpResponseBase:
    """One finding as it would be released, with the forms that move it."""
    finding = visible_findings(viewer).filter(slug=slug).first()
    if finding is None:
        raise Http404
    lang = page_lang()
    view = describe_finding(finding, viewer, lang)
    context = {
        "assessments": [(code, finding.assessment.get(code, "")) for code in LANGUAGES],
        "withdrawal": find_withdrawal(finding),
        "view": view,
        "sheets": lay_out_sheets(view.evidence, viewer),
        "finding": finding,
        "figures": describe_figures(finding, viewer, lang),
    }
    return render(request, "desk/finding.html", context)


@require_POST
@desk_page
def move_finding(request: HttpRequest, viewer: Viewer, slug: str, move: str) -> HttpResponseBase:
    """Review, release, reject or withdraw; the rules stand in the action."""
    finding = visible_findings(viewer).filter(slug=slug).first()
    if finding is None or move not in MOVES:
        raise Http404
    person = _require_decider(request, viewer)
    note = _read_note(request)
    if move == "withdraw" and not note:
        raise RuleError(_("A withdrawal is public with its reason: write why."))
    words = _read_review(request) if move == "review" else {}
    MOVES[move](finding, person=person, note=note, at=timezone.now(), **words)
    messages.success(request, _("Your decision is recorded."))
    return redirect("desk_finding", slug=slug)


@require_POST
@desk_page
def judge(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponseBase:
    """Say whether a listed name in a document is the listed subject."""
    match = get_match(viewer, pk)
    if match is None:
        raise Http404
    person = _require_decider(request, viewer)
    verdict = request.POST.get("verdict", "")
    if verdict not in VERDICTS:
        raise BadRequest(verdict)
    judge_match(match, verdict=verdict, person=person, note=_read_note(request), at=timezone.now())
    messages.success(request, _("Your decision is recorded."))
    return redirect("desk")


@desk_page
def show_held_edition(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponseBase:
    """An edition that is held back, beside the one in force."""
    view = describe_held_edition(viewer, pk)
    if view is None:
        raise Http404
    return render(request, "desk/edition.html", {"view": view})


@require_POST
@desk_page
def accept(request: HttpRequest, viewer: Viewer, pk: int) -> HttpResponseBase:
    """Put an edition in force that was held back."""
    view = describe_held_edition(viewer, pk)
    if view is None:
        raise Http404
    person = _require_decider(request, viewer)
    note = _read_note(request)
    if not note:
        messages.error(request, _("Write why: the reason is kept with the decision."))
        return redirect("held_edition", pk=pk)
    accept_edition(view.edition, person=person, note=note, at=timezone.now())
    messages.success(request, _("The edition is in force; your decision is recorded."))
    return redirect("list", list_id=view.edition.list_id)


@desk_page
def show_join(request: HttpRequest, viewer: Viewer, left: str, right: str) -> HttpResponseBase:
    """Two entries side by side, what they share, what was judged of them, and the form that judges."""
    pair = load_pair(viewer, left, right)
    if pair is None:
        raise Http404
    context = {"pair": pair, "reasons": list_reasons(viewer, pair), "left": left, "right": right}
    return render(request, "desk/join.html", context)


@require_POST
@desk_page
def judge_join(request: HttpRequest, viewer: Viewer, left: str, right: str) -> HttpResponseBase:
    """Say whether two entries are the same subject; all subjects are then joined anew."""
    if load_pair(viewer, left, right) is None:
        raise Http404
    person = _require_decider(request, viewer)
    verdict = request.POST.get("verdict", "")
    if verdict not in JOIN_VERDICTS:
        raise BadRequest(verdict)
    note = _read_note(request)
    if not note:
        messages.error(request, _("Write why: the reason is kept with the decision."))
    else:
        judge_pair(left, right, verdict=verdict, person=person, note=note, at=timezone.now())
        messages.success(request, _("Your decision is recorded, and the subjects are joined anew."))
    return redirect("join", left=left, right=right)


def _require_decider(request: HttpRequest, viewer: Viewer) -> User:
    """The person who decides.

    Raises:
        PermissionDenied: The permission is missing.
    """
    if not viewer.may_decide or not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _read_review(request: HttpRequest) -> dict[str, Any]:
    """What a review decides besides its reason: our own assessment per language, and which provisions are kept.

    Raises:
        RuleError: No provision is left.
    """
    provision_ids = request.POST.getlist("provision")
    if not provision_ids:
        raise RuleError(_("A finding bears on at least one provision: choose one, or reject the finding."))
    assessment = {lang: request.POST.get(f"assessment_{lang}", "").strip() for lang in LANGUAGES}
    return {"assessment": assessment, "provision_ids": provision_ids}


def _read_note(request: HttpRequest) -> dict[str, str]:
    """What the person wrote, under the language they wrote in; empty where nothing."""
    text = request.POST.get("note", "").strip()
    return {page_lang(): text} if text else {}
