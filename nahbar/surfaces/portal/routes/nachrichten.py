"""Addresses: messages and the video meeting."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import nachrichten, termin_absage, videogespraech

A = "antrag/<uuid:antrag_id>/"
V = "termin/<uuid:termin_id>/video"

ROUTES: list[URLPattern | URLResolver] = [
    path(f"{A}nachrichten", nachrichten.messages, name="messages"),
    path(f"{A}nachrichten/oeffnen", nachrichten.messages_open, name="messages_open"),
    path(f"{A}nachrichten/neu", nachrichten.messages_part, name="messages_part"),
    path(f"{A}nachrichten/termin/<uuid:termin_id>/absagen", termin_absage.cannot_come_page, name="cannot_come"),
    path(f"{A}nachrichten/termin/<uuid:termin_id>/neue-zeit", termin_absage.new_time, name="new_time"),
    path(V, videogespraech.meeting, name="meeting"),
    path(f"{V}/eintreten", videogespraech.meeting_enter, name="meeting_enter"),
    path(f"{V}/austausch", videogespraech.meeting_exchange, name="meeting_exchange"),
    path(f"{V}/auflegen", videogespraech.meeting_leave, name="meeting_leave"),
]
