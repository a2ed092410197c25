"""Addresses: the own town: what is live, what goes on paper."""

from django.urls import URLPattern, URLResolver

ROUTES: list[URLPattern | URLResolver] = []
