"""Addresses: towns and their roll-out."""

from django.urls import URLPattern, URLResolver

ROUTES: list[URLPattern | URLResolver] = []
