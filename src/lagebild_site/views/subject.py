"""Subjects: entries of several lists that are one, why, and since when who lists them."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from lagebild_site.queries.coverage import parse_day
from lagebild_site.queries.list_entry import list_confirmed_matches, load_histories
from lagebild_site.queries.subject import (
    describe_coordination,
    find_group,
    list_bound_states,
    list_held_lists,
    list_reasons,
)
from lagebild_site.queries.subject_timeline import draw_timeline
from lagebild_site.queries.visibility import Viewer
from lagebild_site.views.page import page, page_lang


@page
def show_subject(request: HttpRequest, viewer: Viewer, key: str) -> HttpResponseBase:
    """One subject: its entries, why they are one, a timeline, and who lists it on a day."""
    group = find_group(viewer, key)
    histories = load_histories(viewer, group.entity_ids)
    if not histories:
        raise Http404
    if group.key != key:
        return redirect("subject", key=group.key)
    lang, today = page_lang(), timezone.now().date()
    day = parse_day(request.GET.get("on", "")) or today
    states = list_bound_states(lang)
    state = request.GET.get("state", "")
    state = state if state in dict(states) else ""
    context = {
        "group": group,
        "histories": histories,
        "current": histories[0].current,
        "reasons": list_reasons(viewer, histories),
        "timeline": draw_timeline(histories, list_held_lists(viewer), today),
        "coordination": describe_coordination(viewer, histories, day=day.isoformat(), state=state, lang=lang),
        "is_today": day == today,
        "state": state,
        "states": states,
        "lang": lang,
        "matches": list_confirmed_matches(viewer, group.entity_ids),
    }
    return render(request, "subject/show.html", context)
