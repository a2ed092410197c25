"""Addresses: what somebody stated, as a file."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import angaben

ROUTES: list[URLPattern | URLResolver] = [
    path("antrag/<uuid:antrag_id>/angaben.json", angaben.angaben, name="angaben"),
]
