"""Addresses: calendar, appointments, attendance, places with their offers and hours."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import orte, termine, termine_buchen

ROUTES: list[URLPattern | URLResolver] = [
    path("termine", termine.calendar, name="termine"),
    path("termine/neu", termine_buchen.book, name="termin_neu"),
    path("termin/<uuid:termin_id>", termine.termin, name="termin"),
    path("termin/<uuid:termin_id>/verschieben", termine.move, name="termin_verschieben"),
    path("termin/<uuid:termin_id>/absagen", termine.cancel, name="termin_absagen"),
    path("termin/<uuid:termin_id>/war-da", termine.outcome, name="termin_ergebnis"),
    path("besuche", termine.visits, name="besuche"),
    path("orte", orte.places, name="orte"),
    path("orte/neu", orte.place, name="ort_neu"),
    path("ort/<uuid:ort_id>", orte.place, name="ort"),
    path("ort/<uuid:ort_id>/angebot", orte.offer, name="angebot_neu"),
    path("angebot/<uuid:angebot_id>", orte.offer, name="angebot"),
    path("angebot/<uuid:angebot_id>/zeiten", orte.hours, name="angebot_zeiten"),
    path("angebot/<uuid:angebot_id>/einsatz", orte.helpers, name="angebot_einsatz"),
    path("schliesstage", orte.closures, name="schliesstage"),
]
