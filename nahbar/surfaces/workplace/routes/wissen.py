"""Addresses: articles and rules of practice."""

from django.urls import URLPattern, URLResolver

ROUTES: list[URLPattern | URLResolver] = []
