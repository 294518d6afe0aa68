"""Incidents, figures compared, findings' moves, responses of states."""

from lagebild.monitoring.figures import collect_figures, find_contradictions
from lagebild.monitoring.findings import narrow, reject, release, reopen, review, withdraw
from lagebild.monitoring.incidents import propose_incidents
from lagebild.monitoring.proposals import propose_findings
from lagebild.monitoring.responses import (
    build_response_table,
    collect_responses,
    list_group_states,
    list_responses_towards,
)

__all__ = [
    "build_response_table",
    "collect_figures",
    "collect_responses",
    "find_contradictions",
    "list_group_states",
    "list_responses_towards",
    "narrow",
    "propose_findings",
    "propose_incidents",
    "reject",
    "release",
    "reopen",
    "review",
    "withdraw",
]
