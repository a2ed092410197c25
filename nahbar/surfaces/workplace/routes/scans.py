"""Addresses: scan batches, unassigned papers, the ledger of originals."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import originals, scans

ROUTES: list[URLPattern | URLResolver] = [
    path("poststelle/", scans.overview, name="scans"),
    path("poststelle/stapel/<uuid:stapel_id>", scans.batch, name="scan_batch"),
    path("poststelle/schriftstueck/<uuid:scan_id>", scans.scan, name="scan"),
    path("poststelle/schriftstueck/<uuid:scan_id>.pdf", scans.scan_pdf, name="scan_pdf"),
    path("poststelle/schriftstueck/<uuid:scan_id>/seite/<int:nr>", scans.scan_page, name="scan_page"),
    path("poststelle/schriftstueck/<uuid:scan_id>/zuordnen", scans.assign, name="scan_assign"),
    path("poststelle/schriftstueck/<uuid:scan_id>/ablehnen", scans.reject, name="scan_reject"),
    path("poststelle/schriftstueck/<uuid:scan_id>/umhaengen", scans.reassign, name="scan_reassign"),
    path("poststelle/klaeren/<uuid:aufgabe_id>", scans.close, name="scan_close"),
    path("poststelle/originale", originals.ledger, name="originals"),
    path("poststelle/originale/<uuid:original_id>", originals.change, name="original_change"),
]
