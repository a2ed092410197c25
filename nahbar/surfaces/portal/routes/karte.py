"""Addresses: the customer card."""

from django.urls import URLPattern, URLResolver

ROUTES: list[URLPattern | URLResolver] = []
