"""Addresses: files in pieces over a breaking line."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import upload

A = "antrag/<uuid:antrag_id>/"

ROUTES: list[URLPattern | URLResolver] = [
    path(f"{A}unterlagen/<str:key>/senden", upload.begin, name="upload_begin"),
    path(f"{A}sendung/<uuid:sendung_id>", upload.piece, name="upload_piece"),
]
