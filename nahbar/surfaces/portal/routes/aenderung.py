"""Addresses: telling a change."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import aenderung

A = "antrag/<uuid:antrag_id>/"

ROUTES: list[URLPattern | URLResolver] = [
    path(f"{A}aenderung/neu", aenderung.change_new, name="aenderung_neu"),
    path(f"{A}aenderung", aenderung.change, name="aenderung"),
    path(f"{A}aenderung/verwerfen", aenderung.change_drop, name="aenderung_verwerfen"),
]
