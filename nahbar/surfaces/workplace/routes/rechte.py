"""Addresses: requests about data, outages."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import rechte

ROUTES: list[URLPattern | URLResolver] = [
    path("datenschutz", rechte.requests, name="datenschutz"),
    path("datenschutz/<uuid:row_id>", rechte.one, name="datenschutz_eins"),
    path("stoerungen", rechte.outages, name="stoerungen"),
]
