"""Addresses: calendar, places, walk-in tickets."""

from django.urls import URLPattern, URLResolver

ROUTES: list[URLPattern | URLResolver] = []
