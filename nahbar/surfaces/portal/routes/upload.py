"""Addresses: files in pieces over a breaking line, and blacking out before they are handed over."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import redact, upload

A = "antrag/<uuid:antrag_id>/"

ROUTES: list[URLPattern | URLResolver] = [
    path(f"{A}unterlagen/<str:key>/senden", upload.begin, name="upload_begin"),
    path(f"{A}sendung/<uuid:sendung_id>", upload.piece, name="upload_piece"),
    path(f"{A}sendung/<uuid:sendung_id>/schwaerzen", redact.redact, name="redact"),
    path(f"{A}sendung/<uuid:sendung_id>/seite/<int:nr>", redact.redact_preview, name="redact_preview"),
]
