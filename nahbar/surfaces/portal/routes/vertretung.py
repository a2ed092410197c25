"""Addresses: acting for somebody else, and who may act for me."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import vertretung, vertretung_konto, vertretung_mein

A = "antrag/<uuid:antrag_id>/vertretung"
ONE = "vertretung/<uuid:vertretung_id>"

ROUTES: list[URLPattern | URLResolver] = [
    path("vertretung", vertretung_konto.acting, name="acting"),
    path("vertretung/konto", vertretung_konto.register, name="acting_register"),
    path("vertretung/neu", vertretung_konto.ask, name="acting_ask"),
    path("vertretung/code", vertretung_konto.use_code, name="acting_code"),
    path("vertretung/zustimmung/<uuid:zustimmung_id>", vertretung.consent, name="acting_consent"),
    path("vertretung/lesen/<uuid:antrag_id>", vertretung.read, name="acting_read"),
    path(ONE, vertretung.one, name="acting_one"),
    path(f"{ONE}/antrag", vertretung.secure, name="acting_secure"),
    path(f"{ONE}/beenden", vertretung.end, name="acting_end"),
    path(A, vertretung_mein.who_acts, name="who_acts"),
    path(f"{A}/code", vertretung_mein.code, name="who_acts_code"),
    path(f"{A}/briefe", vertretung_mein.letters, name="who_acts_letters"),
    path(f"{A}/<uuid:vertretung_id>/beenden", vertretung_mein.end, name="who_acts_end"),
]
