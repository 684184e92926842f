"""Every address of the district."""

from django.urls import path, re_path

from sync.district import (
    api,
    dossier_pages,
    fleet_pages,
    league_pages,
    lookup_pages,
    pages,
    people_pages,
    publishing_pages,
    scan_api,
    scan_pages,
)

_DEVICE = "(?P<device>[0-9a-f]{32})"

handler404 = pages.not_found

urlpatterns = [
    path("v1/enrolments", api.enrolments, name="device-enrolments"),
    re_path(rf"^v1/streams/{_DEVICE}/(?P<epoch>[0-9]{{1,9}})/events$", api.take_events, name="device-events"),
    re_path(rf"^v1/inbox/{_DEVICE}$", api.inbox, name="device-inbox"),
    re_path(rf"^v1/keys/{_DEVICE}$", api.take_keys, name="device-keys"),
    path("v1/lost-keys", api.lost_keys, name="device-lost-keys"),
    re_path(rf"^v1/logs/{_DEVICE}$", api.own_log, name="device-log"),
    re_path(rf"^v1/commune/{_DEVICE}$", api.commune, name="device-commune"),
    re_path(rf"^v1/scans/{_DEVICE}/missing$", scan_api.missing, name="device-scans-missing"),
    re_path(rf"^v1/scans/{_DEVICE}/parts$", scan_api.take_part, name="device-scans-parts"),
    re_path(rf"^v1/scans/{_DEVICE}/chunks$", scan_api.give_chunks, name="device-scans-chunks"),
    path("", pages.home, name="home"),
    path("sign-in", pages.SignIn.as_view(), name="sign-in"),
    path("sign-out", pages.sign_out, name="sign-out"),
    path("desks", fleet_pages.desks, name="desks"),
    re_path(rf"^desks/{_DEVICE}$", fleet_pages.desk, name="desk"),
    re_path(rf"^desks/{_DEVICE}/revoke$", fleet_pages.revoke_device, name="revoke"),
    re_path(rf"^desks/{_DEVICE}/compared$", fleet_pages.compare_keys, name="compared"),
    path("enrolments", fleet_pages.enrolments, name="enrolments"),
    path("conflicts", fleet_pages.conflicts, name="conflicts"),
    path("conflicts/settle", fleet_pages.settle_conflict, name="settle"),
    path("password", people_pages.password, name="password"),
    path("people", people_pages.people, name="people"),
    path("acts", people_pages.acts, name="acts"),
    path("dossiers", dossier_pages.dossiers, name="dossiers"),
    path("dossiers/<int:hub>/<path:number>", dossier_pages.dossier, name="dossier"),
    path("scans/<int:hub>/<str:device>/<str:root>", scan_pages.scan_file, name="scan"),
    path("decisions/<int:hub>/<path:number>", dossier_pages.take_decision, name="decide"),
    path("league", league_pages.league_page, name="league"),
    path("league.csv", league_pages.league_table, name="league-table"),
    path("publications", publishing_pages.publications, name="publications"),
    path("publications/preview", publishing_pages.preview, name="preview"),
    path("publications/send", publishing_pages.send, name="send"),
    path("lookup", lookup_pages.lookup, name="lookup"),
    path("lookup/<str:number>/<str:name>", lookup_pages.looked_up, name="looked-up"),
    path("style.css", pages.style, name="style"),
]
