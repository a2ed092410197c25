"""Addresses: the board of terminals and calls for help."""

from django.urls import URLPattern, URLResolver

ROUTES: list[URLPattern | URLResolver] = []
