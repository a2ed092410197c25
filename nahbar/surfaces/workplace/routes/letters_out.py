"""Addresses: batches of letters for the print provider."""

from django.urls import URLPattern, URLResolver

ROUTES: list[URLPattern | URLResolver] = []
