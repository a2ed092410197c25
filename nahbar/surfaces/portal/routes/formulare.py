"""Addresses: the short forms of this office."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import formulare

ROUTES: list[URLPattern | URLResolver] = [
    path("formulare", formulare.forms, name="forms"),
    path("formulare/<slug:key>", formulare.form, name="form"),
]
