"""Addresses: booking, changing and cancelling appointments."""

from django.urls import URLPattern, URLResolver

ROUTES: list[URLPattern | URLResolver] = []
