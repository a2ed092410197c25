"""Look again at files that wait for the virus check, every minute, once it answers (U3)."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from nahbar.domain.applications import quarantine
from nahbar.domain.applications.models import Antrag, Upload
from nahbar.domain.applications.uploads import same_upload
from nahbar.domain.casefile import actions as casefile
from nahbar.platform import ports
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.intake import Quarantine, Refused
from nahbar.platform.intake.scan import VirusScanner
from nahbar.platform.jobs.rounds import every_minute
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.platform.vault.actions import read_file
from nahbar.platform.zone import BERLIN
from nahbar.procedures.add_upload import file_at_once, stored_copies
from nahbar.procedures.draft_decision import drafting_when_complete
from nahbar.procedures.judge_file import judged_file
from nahbar.procedures.keep_both_angaben import note_paper

WAY = "portal"


@transaction.atomic
def look_again(*, acting: Actor, upload_id: UUID) -> Upload | None:
    """Accepted as of its arrival, refused with its reason, or None: it still waits, or no longer does."""
    upload = quarantine.lock_held(upload_id)
    if upload is None or upload.original is None or upload.nachweis is None:
        return None
    data = read_file(upload.original)
    found = judged_file(upload.dateiname, data)
    if isinstance(found, Quarantine):
        return None
    antrag, nachweis = upload.antrag, upload.nachweis
    if isinstance(found, Refused):
        refused = quarantine.refuse_held(acting=acting, upload=upload, grund=found.sentence.strip())
        if antrag.akte is not None:
            arrived = upload.at.astimezone(BERLIN)
            casefile.add_eintrag(
                acting=acting, akte=antrag.akte, vorgang=antrag.vorgang, art="datei_abgewiesen",
                text=f"Datei vom {arrived:%d.%m.%Y %H:%M} für »{nachweis.titel}« nicht angenommen. {refused.grund}",
            )  # fmt: skip
        return refused
    known = same_upload(nachweis, found.sha256)
    if known is not None:
        quarantine.drop_held(acting=acting, upload=upload)
        return known
    with drafting_when_complete(antrag):
        released = quarantine.release_upload(acting=acting, upload=upload, stored=stored_copies(data, found))
    if antrag.stand != Antrag.Stand.GESICHERT:
        file_at_once(acting, antrag, nachweis, released, WAY)
    note_paper(acting=acting, antrag=antrag, upload=released)
    return released


@every_minute("look_again")
def look_again_round(traeger_id: UUID) -> None:
    """Each waiting file in a transaction of its own; while the check is away nothing is even opened."""
    with traeger_scope(traeger_id):
        waiting = quarantine.held_ids()
    scanner: VirusScanner = ports.get("virus_scanner")
    if not waiting or (scanner.set_up and not scanner.state().answers):
        return
    for upload_id in waiting:
        with traeger_scope(traeger_id):
            look_again(acting=MACHINE, upload_id=upload_id)
