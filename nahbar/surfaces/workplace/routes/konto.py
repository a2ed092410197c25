"""Addresses: another account, with four eyes."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import konto

K = "akte/<uuid:akte_id>/konto"

ROUTES: list[URLPattern | URLResolver] = [
    path(K, konto.konto, name="konto"),
    path(f"{K}/eintragen", konto.konto_enter, name="konto_enter"),
    path(f"{K}/<uuid:change_id>", konto.konto_step, name="konto_step"),
]
