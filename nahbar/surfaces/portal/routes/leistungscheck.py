"""Addresses: the benefits check without account."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import leistungscheck

ROUTES: list[URLPattern | URLResolver] = [
    path("leistungscheck", leistungscheck.benefits_check, name="benefits_check"),
]
