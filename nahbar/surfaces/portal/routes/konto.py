"""Addresses: another account, held and confirmed."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import konto

A = "antrag/<uuid:antrag_id>/"

ROUTES: list[URLPattern | URLResolver] = [
    path(f"{A}neues-konto", konto.konto, name="konto"),
    path(f"{A}neues-konto/stoppen", konto.konto_mine_not, name="konto_mine_not"),
    path("konto-stopp", konto.konto_stop, name="konto_stop"),
]
