"""Addresses: customer cards and check-in."""

from django.urls import URLPattern, URLResolver

ROUTES: list[URLPattern | URLResolver] = []
