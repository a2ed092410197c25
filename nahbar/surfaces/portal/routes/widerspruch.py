"""Addresses: not agreed with a Bescheid."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import widerspruch

A = "antrag/<uuid:antrag_id>/"
W = f"{A}widerspruch/<uuid:widerspruch_id>"

ROUTES: list[URLPattern | URLResolver] = [
    path(f"{A}nicht-einverstanden", widerspruch.disagree, name="disagree"),
    path(W, widerspruch.widerspruch, name="widerspruch"),
    path(f"{W}/termin", widerspruch.termin, name="widerspruch_termin"),
    path(f"{W}/schreiben.pdf", widerspruch.schreiben, name="widerspruch_schreiben"),
    path(f"{W}/zuruecknehmen", widerspruch.zurueck, name="widerspruch_zurueck"),
]
