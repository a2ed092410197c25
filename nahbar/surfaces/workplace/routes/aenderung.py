"""Addresses: changes that people have told."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import aenderung

A = "aenderung/<uuid:antrag_id>"

ROUTES: list[URLPattern | URLResolver] = [
    path(A, aenderung.change, name="aenderung"),
    path(f"{A}/uebernehmen", aenderung.take_over, name="aenderung_uebernehmen"),
    path(f"{A}/ohne-bescheid", aenderung.without, name="aenderung_ohne"),
    path(f"{A}/trennen", aenderung.separate, name="aenderung_trennen"),
    path(f"{A}/erstattung", aenderung.check_past, name="aenderung_erstattung"),
]
