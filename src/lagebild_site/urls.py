"""The addresses of the site."""

from django.urls import URLPattern, URLResolver, path

from lagebild_site.views import (
    desk,
    document,
    entity,
    error,
    finding,
    listing,
    method,
    overview,
    provision,
    report,
    response,
    session,
    subject,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.show_overview, name="overview"),
    path("record/", document.show_record, name="record"),
    path("record/erased/", document.show_erasures, name="erasures"),
    path("documents/<slug:slug>/", document.show_document, name="document"),
    path("entities/", entity.show_entities, name="entities"),
    path("entities/download.csv", entity.download_entities, name="download_entities"),
    path("entities/<str:entity_id>/", entity.show_entity, name="entity"),
    path("subjects/<str:key>/", subject.show_subject, name="subject"),
    path("lists/", listing.show_lists, name="lists"),
    path("lists/editions/<int:edition>/changes/", listing.redirect_changes, name="edition_changes"),
    path("lists/<slug:list_id>/", listing.show_list, name="list"),
    path("lists/<slug:list_id>/changes/", listing.show_changes, name="list_changes"),
    path("lists/<slug:list_id>/problems/", listing.show_problems, name="list_problems"),
    path("lists/<slug:list_id>/download.csv", listing.download_list, {"kind": "csv"}, name="download_csv"),
    path(
        "lists/<slug:list_id>/download.ftm.json", listing.download_list, {"kind": "ftm"}, name="download_ftm"
    ),
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
    path("desk/editions/<int:pk>/", desk.show_held_edition, name="held_edition"),
    path("desk/editions/<int:pk>/accept/", desk.accept, name="accept_edition"),
    path("desk/joins/<str:left>/<str:right>/", desk.show_join, name="join"),
    path("desk/joins/<str:left>/<str:right>/judge/", desk.judge_join, name="judge_join"),
    path("login/", session.log_in, name="login"),
    path("logout/", session.log_out, name="logout"),
    path("language/", session.choose_language, name="set_language"),
]

handler400 = error.show_bad_request
handler403 = error.show_forbidden
handler404 = error.show_not_found
handler500 = error.show_server_error
