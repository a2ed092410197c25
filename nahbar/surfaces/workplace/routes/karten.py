"""Addresses: customer cards and check-in, waiting numbers."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import karten, warten

ROUTES: list[URLPattern | URLResolver] = [
    path("einchecken", karten.check_in_page, name="check_in"),
    path("empfang/akte/<uuid:akte_id>/karte", karten.cards_of, name="desk_card"),
    path("warten", warten.waiting, name="waiting"),
    path("warten/ziehen", warten.draw, name="draw_ticket"),
    path("warten/aufrufen", warten.call, name="call_next"),
    path("warten/da", warten.here, name="presence"),
    path("warten/nummer/<uuid:nummer_id>", warten.move, name="move_ticket"),
    path("warten/termin/<uuid:termin_id>", warten.fetched, name="visitor_fetched"),
]
