"""Addresses: messages and video meetings."""

from django.urls import URLPattern, URLResolver

ROUTES: list[URLPattern | URLResolver] = []
