"""Addresses: search in pages, protected files, who looked."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import geschuetzt

ROUTES: list[URLPattern | URLResolver] = [
    path("geschuetzt", geschuetzt.overview, name="geschuetzt"),
    path("geschuetzt/<uuid:schutz_id>", geschuetzt.change, name="geschuetzt_tat"),
]
