"""Addresses: scan batches, unassigned papers, the ledger of originals."""

from django.urls import URLPattern, URLResolver

ROUTES: list[URLPattern | URLResolver] = []
