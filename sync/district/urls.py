"""Every address of the district."""

from django.urls import path, re_path

from sync.district import api, dossier_pages, league_pages, pages

_DEVICE = "(?P<device>[0-9a-f]{32})"

urlpatterns = [
    path("v1/enrolments", api.enrolments),
    re_path(rf"^v1/streams/{_DEVICE}/(?P<epoch>[0-9]{{1,9}})/events$", api.take_events),
    re_path(rf"^v1/inbox/{_DEVICE}$", api.inbox),
    re_path(rf"^v1/keys/{_DEVICE}$", api.take_keys),
    path("v1/lost-keys", api.lost_keys),
    re_path(rf"^v1/logs/{_DEVICE}$", api.own_log),
    re_path(rf"^v1/commune/{_DEVICE}$", api.commune),
    path("", pages.home, name="home"),
    path("sign-in", pages.SignIn.as_view(), name="sign-in"),
    path("sign-out", pages.sign_out, name="sign-out"),
    path("desks", pages.desks, name="desks"),
    path("dossiers", dossier_pages.dossiers, name="dossiers"),
    path("dossiers/<int:hub>/<path:number>", dossier_pages.dossier, name="dossier"),
    path("decisions/<int:hub>/<path:number>", dossier_pages.take_decision, name="decide"),
    path("league", league_pages.league_page, name="league"),
    path("league.csv", league_pages.league_table, name="league-table"),
    path("style.css", pages.style, name="style"),
]
