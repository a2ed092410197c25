"""Addresses: checking a receipt."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import beleg

ROUTES: list[URLPattern | URLResolver] = [
    path("beleg", beleg.beleg, name="beleg"),
]
