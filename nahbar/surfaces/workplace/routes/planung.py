"""Addresses: the map and the plan."""

from django.urls import URLPattern, URLResolver

ROUTES: list[URLPattern | URLResolver] = []
