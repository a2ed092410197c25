"""Addresses: batches of letters for the print provider."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import letters_out

ROUTES: list[URLPattern | URLResolver] = [
    path("post/druck/", letters_out.batches, name="print_batches"),
    path("post/druck/vorbereiten", letters_out.prepare, name="prepare_print"),
    path("post/druck/<uuid:stapel_id>", letters_out.batch, name="print_batch"),
    path("post/druck/<uuid:stapel_id>/uebergeben", letters_out.send, name="send_print"),
    path("post/druck/<uuid:stapel_id>/aufloesen", letters_out.discard, name="discard_print"),
    path("post/druck/<uuid:stapel_id>/<uuid:brief_id>/zurueck", letters_out.take_back, name="take_back_print"),
    path("post/druck/quittung/<uuid:quittung_id>/geklaert", letters_out.settle, name="settle_receipt"),
]
