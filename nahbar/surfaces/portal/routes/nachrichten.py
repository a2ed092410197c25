"""Addresses: messages and the video meeting."""

from django.urls import URLPattern, URLResolver

ROUTES: list[URLPattern | URLResolver] = []
