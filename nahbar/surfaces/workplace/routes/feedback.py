"""Addresses: hints about pages, and counts of use."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import feedback

ROUTES: list[URLPattern | URLResolver] = [
    path("hinweise", feedback.hints, name="hints"),
    path("hinweise/<uuid:hint_id>/erledigt", feedback.finish, name="hint_done"),
    path("nutzung", feedback.usage, name="usage"),
]
