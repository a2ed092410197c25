"""Addresses of this door."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import frontdesk, terminals

ROUTES: list[URLPattern | URLResolver] = [
    path("terminals", terminals.board_page, name="terminals"),
    path("terminals/tafel", terminals.tiles, name="terminal_tiles"),
    path("terminals/hilfe/<uuid:ruf_id>", terminals.help_call, name="terminal_help"),
    path("terminals/besuch/<uuid:sitzung_id>/beenden", terminals.end_visit, name="terminal_end_visit"),
    path("terminals/einrichten", terminals.setup, name="terminal_setup"),
    path("terminals/einrichten/<uuid:terminal_id>", terminals.change, name="terminal_change"),
    path("empfang/antrag/<uuid:antrag_id>/kontakt", frontdesk.contact, name="note_contact"),
]
