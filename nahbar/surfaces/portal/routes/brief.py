"""Addresses: a letter with its own code. None of them carries the code."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import brief

ROUTES: list[URLPattern | URLResolver] = [
    path("brief", brief.letter_code, name="letter_code"),
    path("brief/offen", brief.letter_wanted, name="letter_wanted"),
    path("brief/unterlage/<int:nr>", brief.letter_paper, name="letter_paper"),
    path("brief/unterlage/<int:nr>/senden", brief.letter_begin, name="letter_begin"),
    path("brief/sendung/<uuid:sendung_id>", brief.letter_piece, name="letter_piece"),
    path("brief/quittung", brief.letter_receipt, name="letter_receipt"),
    path("brief/schliessen", brief.letter_close, name="letter_close"),
]
