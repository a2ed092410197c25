"""Addresses of the workplace, a file for each door."""

from django.urls import URLPattern, URLResolver

from nahbar.surfaces.workplace.routes import (
    aenderung,
    aussonderung,
    feedback,
    file,
    gemeinden,
    gespraeche,
    karten,
    konto,
    letters_out,
    minderung,
    parameter,
    planung,
    rechte,
    scans,
    suche,
    terminals,
    termine,
    vertretung,
    widerspruch,
    wissen,
)

DOORS: list[URLPattern | URLResolver] = [
    *feedback.ROUTES,
    *file.ROUTES,
    *terminals.ROUTES,
    *scans.ROUTES,
    *suche.ROUTES,
    *letters_out.ROUTES,
    *termine.ROUTES,
    *gespraeche.ROUTES,
    *planung.ROUTES,
    *gemeinden.ROUTES,
    *karten.ROUTES,
    *konto.ROUTES,
    *wissen.ROUTES,
    *minderung.ROUTES,
    *parameter.ROUTES,
    *vertretung.ROUTES,
    *widerspruch.ROUTES,
    *aenderung.ROUTES,
    *rechte.ROUTES,
    *aussonderung.ROUTES,
]
