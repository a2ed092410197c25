"""Addresses: e-mail and push that say nothing."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import app, hinweise

A = "antrag/<uuid:antrag_id>/hinweise"

ROUTES: list[URLPattern | URLResolver] = [
    path(A, hinweise.notices, name="notices"),
    path(f"{A}/mail", hinweise.mail, name="notices_mail"),
    path(f"{A}/browser", hinweise.browser, name="notices_browser"),
    path(f"{A}/aus", hinweise.off, name="notices_off"),
    path("hinweise/bestaetigen/<str:link>", hinweise.confirm, name="notices_confirm"),
    # browsers that switched on messages before /sw.js came look for changes here
    path("meldungen.js", app.worker, name="notices_worker"),
]
