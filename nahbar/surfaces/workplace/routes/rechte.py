"""Addresses: requests about data, outages."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import rechte, schutz

ROUTES: list[URLPattern | URLResolver] = [
    path("datenschutz", rechte.requests, name="datenschutz"),
    path("datenschutz/<uuid:row_id>", rechte.one, name="datenschutz_eins"),
    path("akte/<uuid:akte_id>/adressschutz", schutz.protection, name="adressschutz"),
    path("akte/<uuid:akte_id>/adressschutz/tat", schutz.protection_act, name="adressschutz_tat"),
    path("akte/<uuid:akte_id>/adressschutz/anschrift", schutz.address_shown, name="anschrift_zeigen"),
    path("stoerungen", rechte.outages, name="stoerungen"),
]
