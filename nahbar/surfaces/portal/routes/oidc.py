"""Addresses: signing in by an identity provider."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import oidc

ROUTES: list[URLPattern | URLResolver] = [
    path("anmelden/ausweis", oidc.begin, name="identity_begin"),
    path("anmelden/ausweis/zurueck", oidc.back, name="identity_back"),
]
