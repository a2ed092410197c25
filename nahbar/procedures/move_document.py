"""Hang a document over into another matter or file, and back: with full trace, and a clock for the breach (U23)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.models import Nachweis, Upload
from nahbar.domain.applications.uploads import StoredUpload, drop_misfiled, link_dokument
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile import handling
from nahbar.domain.casefile.errors import WhyMissing
from nahbar.domain.casefile.filing import lock, note_hand
from nahbar.domain.casefile.models import Dokument, Handgriff, Verweis, Vorgang
from nahbar.domain.casefile.queries import akte_by_id
from nahbar.domain.mailroom.incoming import Scandokument
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.vault.models import StoredFile
from nahbar.procedures.reassign_scan import note_breach, reassign_scan


@transaction.atomic
def move_document(*, acting: Actor, dokument: Dokument, vorgang: Vorgang, grund: str = "") -> Handgriff:
    """Put a document where it belongs; arrival and content stay.

    Out of a file only with a reason: there it no longer counts as a paper, and if the wrong person could see it in the
    portal, the team lead has 72 hours to judge it (Art. 33 DSGVO). Raises WhyMissing, NothingToDo, Dissolved.
    """
    row = lock(dokument)
    if vorgang.akte_id == row.akte_id:
        return handling.move_within(acting=acting, dokument=row, vorgang=vorgang)
    if not grund.strip():
        raise WhyMissing
    wrong = row.vorgang
    scan = Scandokument.objects.filter(dokument=row).first()
    if scan is not None:  # the sums of the post room and the ledger of the paper must know
        moved = reassign_scan(acting=acting, scan=scan, akte=vorgang.akte, grund=grund)
        said = f"Aus einer anderen Akte hierher umgehängt: {grund.strip()}"
        return note_hand(acting, moved, "verschieben", said, {"akte": str(wrong.akte_id), "scan": str(scan.id)})
    whole = [
        link.nach for link in row.verweise.filter(art=Verweis.Art.GEHOERT, aufgehoben_at=None).select_related("nach")
        if link.nach.fuer_buerger
    ]  # fmt: skip
    seen = row.fuer_buerger or bool(whole)
    uploads = [_kept(upload) for upload in Upload.objects.filter(dokument=row)]
    drop_misfiled(acting=acting, dokument=row)
    moved = casefile.move_dokument(acting=acting, dokument=row, vorgang=vorgang)
    # who could see the whole sheet here may not go on seeing the stranger's page
    Dokument.objects.filter(id__in=[one.id for one in whole]).update(fuer_buerger=False)
    Dokument.objects.filter(id=row.id).update(fuer_buerger=seen)
    casefile.add_eintrag(
        acting=acting, akte=wrong.akte, vorgang=wrong, art="schriftstueck_umgehaengt", fuer_buerger=False,
        text="Ein Schriftstück gehörte nicht hierher und liegt jetzt in seiner Akte.",
    )  # fmt: skip
    casefile.add_eintrag(
        acting=acting, akte=vorgang.akte, vorgang=vorgang, art="schriftstueck_gekommen", fuer_buerger=False,
        text=f"»{row.titel}« lag in einer anderen Akte und ist jetzt hier. Es zählt der Tag, an dem es ankam.",
    )  # fmt: skip
    if seen:
        note_breach(acting=acting, vorgang=wrong)
    daten = {
        "akte": str(wrong.akte_id), "vorgang": str(wrong.id), "uploads": uploads,
        "gesehen": row.fuer_buerger, "ganze": [str(one.id) for one in whole],
    }  # fmt: skip
    said = f"Aus einer anderen Akte hierher umgehängt: {grund.strip()}"
    return note_hand(acting, moved, "verschieben", said, daten)


@transaction.atomic
def undo_handling(*, acting: Actor, handgriff: Handgriff) -> Handgriff:
    """Undo whatever was done to a document, a move between files too. Raises UndoTooLate."""
    done = handling.undo(acting=acting, handgriff=handgriff)
    if "scan" in done.daten:
        reassign_scan(
            acting=acting, scan=Scandokument.objects.get(id=done.daten["scan"]),
            akte=akte_by_id(UUID(done.daten["akte"])), grund="Zurückgenommen",
        )  # fmt: skip
    elif done.art == "verschieben" and "akte" in done.daten:
        vorgang = Vorgang.objects.select_related("akte").get(id=done.daten["vorgang"])
        row = casefile.move_dokument(acting=acting, dokument=done.dokument, vorgang=vorgang)
        Dokument.objects.filter(id=row.id).update(fuer_buerger=done.daten["gesehen"])
        Dokument.objects.filter(id__in=done.daten["ganze"]).update(fuer_buerger=True)
        for kept in done.daten["uploads"]:
            _restored(acting, row, kept)
        casefile.add_eintrag(
            acting=acting, akte=vorgang.akte, vorgang=vorgang, art="schriftstueck_zurueck", fuer_buerger=False,
            text=f"»{row.titel}« liegt wieder in dieser Akte.",
        )  # fmt: skip
    return done


def _kept(upload: Upload) -> dict[str, Any]:
    return {
        "nachweis": str(upload.nachweis_id or ""), "dateiname": upload.dateiname, "at": upload.at.isoformat(),
        "hinweis": upload.hinweis, "sha256": upload.sha256, "vorschau": upload.vorschau,
    }  # fmt: skip


def _restored(acting: Actor, row: Dokument, kept: Mapping[str, Any]) -> None:
    nachweis = Nachweis.objects.select_related("antrag").filter(id=kept["nachweis"] or None).first()
    if nachweis is None:
        return
    pictures = list(StoredFile.objects.filter(id__in=kept["vorschau"]))
    stored = StoredUpload(row.original, row.ansicht, pictures, row.seiten, kept["hinweis"])
    upload = applications.record_accepted(
        acting=acting, antrag=nachweis.antrag, nachweis=nachweis, dateiname=kept["dateiname"], sha256=kept["sha256"],
        stored=stored, at=datetime.fromisoformat(kept["at"]),
    )  # fmt: skip
    link_dokument(acting=acting, upload=upload, dokument=row)
