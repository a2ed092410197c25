"""Addresses: the codes of letters at the desk and in the file."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import brief

ROUTES: list[URLPattern | URLResolver] = [
    path("akte/<uuid:akte_id>/briefcode/<uuid:briefcode_id>", brief.block_code, name="block_letter_code"),
]
