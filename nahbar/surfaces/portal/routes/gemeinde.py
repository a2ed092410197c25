"""Addresses: the citizen's town."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import gemeinde

ROUTES: list[URLPattern | URLResolver] = [
    path("ihre-stadt", gemeinde.town, name="town"),
]
