"""Addresses: handing an application over to the other benefit."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import abgabe

ROUTES: list[URLPattern | URLResolver] = [
    path("antrag/<uuid:antrag_id>/abgeben", abgabe.hand_over, name="hand_over"),
]
