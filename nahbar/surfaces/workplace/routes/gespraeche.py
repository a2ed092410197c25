"""Addresses: messages and video meetings."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import gespraeche, videogespraech

G = "gespraech/<uuid:gespraech_id>"
V = "termin/<uuid:termin_id>/video"

ROUTES: list[URLPattern | URLResolver] = [
    path("gespraeche", gespraeche.conversations, name="conversations"),
    path("gespraech/akte/<uuid:akte_id>", gespraeche.conversation_of, name="conversation_of"),
    path(G, gespraeche.conversation, name="conversation"),
    path(f"{G}/oeffnen", gespraeche.conversation_open, name="conversation_open"),
    path(f"{G}/neu", gespraeche.conversation_part, name="conversation_part"),
    path(f"{G}/gelesen", gespraeche.conversation_read, name="conversation_read"),
    path(f"{G}/antworten", gespraeche.conversation_answer, name="conversation_answer"),
    path(f"{G}/anfordern", gespraeche.conversation_ask, name="conversation_ask"),
    path(f"{G}/erledigt", gespraeche.conversation_settle, name="conversation_settle"),
    path(f"{G}/weitergeben", gespraeche.conversation_hand_on, name="conversation_hand_on"),
    path(f"{G}/verlauf.txt", gespraeche.conversation_text, name="conversation_text"),
    path(V, videogespraech.meeting, name="meeting"),
    path(f"{V}/eintreten", videogespraech.meeting_enter, name="meeting_enter"),
    path(f"{V}/austausch", videogespraech.meeting_exchange, name="meeting_exchange"),
    path(f"{V}/einlassen", videogespraech.meeting_admit, name="meeting_admit"),
    path(f"{V}/abweisen", videogespraech.meeting_refuse, name="meeting_refuse"),
    path(f"{V}/beenden", videogespraech.meeting_end, name="meeting_end"),
]
