"""Addresses: checking a receipt, one's data, how letters come."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import beleg, rechte, schutz

A = "antrag/<uuid:antrag_id>/"

ROUTES: list[URLPattern | URLResolver] = [
    path("beleg", beleg.beleg, name="beleg"),
    path(f"{A}meine-daten", rechte.my_data, name="meine_daten"),
    path(f"{A}meine-daten.json", rechte.copy_json, name="meine_daten_json"),
    path(f"{A}meine-daten.pdf", rechte.copy_pdf, name="meine_daten_pdf"),
    path(f"{A}adressschutz", schutz.protect, name="adressschutz"),
    path(f"{A}zustellung", rechte.delivery, name="zustellung"),
]
