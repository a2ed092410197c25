"""Addresses of the portal: which benefit a draft is for."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import leistung

ROUTES: list[URLPattern | URLResolver] = [
    path("antrag/<uuid:antrag_id>/hilfe", leistung.leistung, name="leistung"),
]
