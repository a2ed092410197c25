"""Addresses: the viewer, what is done to documents, notes and resubmissions."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import ausgabe, remarks, viewer, viewer_steps

D = "dokument/<uuid:dokument_id>"

ROUTES: list[URLPattern | URLResolver] = [
    path(f"{D}/", viewer.viewer, name="viewer"),
    path(f"{D}/seite/<int:nr>/klein", viewer.thumbnail, name="document_thumb"),
    path(f"{D}/fassung/<int:nr>.pdf", viewer.version, name="document_version"),
    path(f"{D}/aendern", viewer_steps.change, name="document_change"),
    path(f"{D}/schwaerzen", viewer_steps.redact, name="document_redact"),
    path("handgriff/<uuid:handgriff_id>/zurueck", viewer_steps.undo, name="document_undo"),
    path("akte/<uuid:akte_id>/ausgeben", ausgabe.ausgabe, name="akte_ausgabe"),
    path("akte/<uuid:akte_id>/notiz", remarks.note, name="akte_note"),
    path("notiz/<uuid:notiz_id>/streichen", remarks.strike, name="note_strike"),
    path("akte/<uuid:akte_id>/wiedervorlage", remarks.resubmit, name="akte_resubmit"),
    path("wiedervorlage/<uuid:wiedervorlage_id>/aendern", remarks.change, name="resubmission_change"),
]
