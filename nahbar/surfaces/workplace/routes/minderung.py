"""Addresses: missed Meldetermine, and where one works today."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import arbeitsort, minderung

ROUTES: list[URLPattern | URLResolver] = [
    path("arbeitsort", arbeitsort.arbeitsort, name="arbeitsort"),
    path("arbeitsort/geraet", arbeitsort.device, name="arbeitsort_geraet"),
    path("versaeumt", minderung.meldungen, name="meldungen"),
    path("versaeumt/termin/<uuid:termin_id>", minderung.start, name="meldung_festhalten"),
    path("versaeumt/<uuid:meldung_id>", minderung.meldung, name="meldung"),
    path("versaeumt/<uuid:meldung_id>/anhoeren", minderung.hear, name="meldung_anhoeren"),
    path("versaeumt/<uuid:meldung_id>/aeusserung", minderung.note, name="meldung_aeusserung"),
    path("versaeumt/<uuid:meldung_id>/entscheiden", minderung.decide, name="meldung_entscheiden"),
    path("versaeumt/<uuid:meldung_id>/brief.pdf", minderung.letter, name="meldung_brief"),
]
