"""Addresses: booking, changing and cancelling appointments."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import termin_buchen, termine

ROUTES: list[URLPattern | URLResolver] = [
    path("termin", termine.enter, name="termin"),
    path("termin/buchen", termin_buchen.offers, name="termin_angebote"),
    path("termin/buchen/<uuid:angebot_id>", termin_buchen.times, name="termin_zeiten"),
    path("termin/buchen/<uuid:angebot_id>/bestaetigen", termin_buchen.confirm, name="termin_bestaetigen"),
    path("termin/<uuid:termin_id>", termine.termin, name="termin_seite"),
    path("termin/<uuid:termin_id>/verschieben", termine.move, name="termin_verschieben"),
    path("termin/<uuid:termin_id>/absagen", termine.cancel, name="termin_absagen"),
    path("termin/<uuid:termin_id>/kalender.ics", termine.calendar, name="termin_kalender"),
]
