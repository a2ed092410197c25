"""Addresses: messages and the video meeting."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import nachrichten

A = "antrag/<uuid:antrag_id>/"

ROUTES: list[URLPattern | URLResolver] = [
    path(f"{A}nachrichten", nachrichten.messages, name="messages"),
    path(f"{A}nachrichten/oeffnen", nachrichten.messages_open, name="messages_open"),
    path(f"{A}nachrichten/neu", nachrichten.messages_part, name="messages_part"),
]
