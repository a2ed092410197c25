"""Addresses: the citizen's card, and the public display of waiting numbers."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import anzeige, karte

A = "antrag/<uuid:antrag_id>/"
ROUTES: list[URLPattern | URLResolver] = [
    path(f"{A}karte", karte.card, name="card"),
    path(f"{A}karte/code.svg", karte.code, name="card_code"),
    path(f"{A}karte/drucken", karte.printed, name="card_print"),
    path(f"{A}karte/anlegen", karte.issue, name="card_issue"),
    path(f"{A}karte/sperren", karte.block, name="card_block"),
    path("anzeige/<uuid:ort_id>", anzeige.display, name="display"),
    path("anzeige/<uuid:ort_id>/stand", anzeige.state, name="display_state"),
]
