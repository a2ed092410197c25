"""Addresses: money for school, day care and clubs."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import bildung

ROUTES: list[URLPattern | URLResolver] = [
    path("bildung", bildung.entry, name="bildung"),
    path("antrag/<uuid:antrag_id>/bildung", bildung.children, name="bildung_kinder"),
]
