"""Addresses: e-mail and push that say nothing."""

from django.urls import URLPattern, URLResolver

ROUTES: list[URLPattern | URLResolver] = []
