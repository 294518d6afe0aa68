"""The addresses of the site."""

from django.urls import URLPattern, URLResolver, path

from lagebild_site.views import (
    desk,
    document,
    error,
    finding,
    listing,
    method,
    overview,
    provision,
    report,
    response,
    session,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.show_overview, name="overview"),
    path("record/", document.show_record, name="record"),
    path("record/erased/", document.show_erasures, name="erasures"),
    path("documents/<slug:slug>/", document.show_document, name="document"),
    path("entities/", listing.show_entities, name="entities"),
    path("entities/<str:entity_id>/", listing.show_entity, name="entity"),
    path("lists/", listing.show_lists, name="lists"),
    path("lists/editions/<int:edition>/changes/", listing.show_changes, name="list_changes"),
    path("provisions/", provision.show_provisions, name="provisions"),
    path("provisions/<str:provision_id>/", provision.show_provision, name="provision"),
    path("findings/", finding.show_findings, name="findings"),
    path("findings/<slug:slug>/", finding.show_finding, name="finding"),
    path("responses/", response.show_responses, name="responses"),
    path("reports/", report.show_reports, name="reports"),
    path("reports/<int:number>/", report.show_report, name="report"),
    path("reports/<int:number>/files/<str:name>", report.download_report_file, name="report_file"),
    path("verify/", report.show_verify, name="verify"),
    path(".well-known/lagebild-tree-head", report.show_tree_head, name="tree_head"),
    path(".well-known/lagebild-consistency/<int:size>", report.show_consistency, name="consistency"),
    path("method/", method.show_method, name="method"),
    path("method/<slug:slug>/", method.show_method_page, name="method_page"),
    path("desk/", desk.show_desk, name="desk"),
    path("desk/findings/<slug:slug>/", desk.show_desk_finding, name="desk_finding"),
    path("desk/findings/<slug:slug>/<slug:move>/", desk.move_finding, name="move_finding"),
    path("desk/matches/<int:pk>/judge/", desk.judge, name="judge_match"),
    path("login/", session.log_in, name="login"),
    path("logout/", session.log_out, name="logout"),
    path("language/", session.choose_language, name="set_language"),
]

handler400 = error.show_bad_request
handler403 = error.show_forbidden
handler404 = error.show_not_found
handler500 = error.show_server_error
