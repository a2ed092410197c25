"""Addresses: requests to act for somebody, and who acts in a file."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import vertretung

ONE = "vertretungen/<uuid:vertretung_id>"

ROUTES: list[URLPattern | URLResolver] = [
    path("vertretungen", vertretung.mandates_page, name="vertretungen"),
    path(ONE, vertretung.mandate, name="vertretung"),
    path(f"{ONE}/nachweis.pdf", vertretung.proof, name="vertretung_nachweis"),
    path(f"{ONE}/freigeben", vertretung.release, name="vertretung_frei"),
    path(f"{ONE}/ablehnen", vertretung.refuse, name="vertretung_ablehnen"),
    path(f"{ONE}/beenden", vertretung.end, name="vertretung_ende"),
    path("vertretungen/akte/<uuid:akte_id>", vertretung.in_file, name="vertretung_akte"),
    path("vertretungen/antrag/<uuid:antrag_id>/geklaert", vertretung.settled, name="vertretung_geklaert"),
    path("vertretungen/zustimmung/<uuid:zustimmung_id>", vertretung.consent, name="vertretung_zustimmung"),
]
