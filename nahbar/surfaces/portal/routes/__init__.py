"""Addresses of the portal, a file for each door."""

from django.urls import URLPattern, URLResolver

from nahbar.surfaces.portal.routes import (
    aenderung,
    angaben,
    app,
    feedback,
    gemeinde,
    hinweise,
    karte,
    konto,
    leistung,
    leistungscheck,
    nachrichten,
    oidc,
    rechte,
    termine,
    upload,
    vertretung,
    vorlesen,
    weiterbewilligung,
    widerspruch,
    wissen,
)

DOORS: list[URLPattern | URLResolver] = [
    *app.ROUTES,
    *oidc.ROUTES,
    *feedback.ROUTES,
    *termine.ROUTES,
    *nachrichten.ROUTES,
    *hinweise.ROUTES,
    *gemeinde.ROUTES,
    *karte.ROUTES,
    *konto.ROUTES,
    *wissen.ROUTES,
    *vorlesen.ROUTES,
    *leistung.ROUTES,
    *leistungscheck.ROUTES,
    *upload.ROUTES,
    *vertretung.ROUTES,
    *widerspruch.ROUTES,
    *rechte.ROUTES,
    *aenderung.ROUTES,
    *angaben.ROUTES,
    *weiterbewilligung.ROUTES,
]
