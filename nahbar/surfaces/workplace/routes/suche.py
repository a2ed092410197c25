"""Addresses: search in pages, protected files, who looked."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import auffaellig, geschuetzt, suche

ROUTES: list[URLPattern | URLResolver] = [
    path("suche/seiten", suche.pages, name="seiten_suche"),
    path("suche/seiten/grund", suche.purpose, name="seiten_grund"),
    path("suche/seiten/<uuid:dokument_id>/<int:nr>", suche.page, name="seite"),
    path("auffaellig", auffaellig.overview, name="auffaellig"),
    path("auffaellig/<uuid:frage_id>", auffaellig.decide, name="auffaellig_tat"),
    path("geschuetzt", geschuetzt.overview, name="geschuetzt"),
    path("geschuetzt/<uuid:schutz_id>", geschuetzt.change, name="geschuetzt_tat"),
]
