"""Addresses: reductions and where they are forbidden."""

from django.urls import URLPattern, URLResolver

ROUTES: list[URLPattern | URLResolver] = []
