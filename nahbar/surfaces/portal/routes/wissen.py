"""Addresses: articles and videos."""

from django.urls import URLPattern, URLResolver

ROUTES: list[URLPattern | URLResolver] = []
