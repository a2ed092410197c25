"""Pages of the file: who may see them, and what they look like."""

from __future__ import annotations

import json
from typing import Any

ROWS: list[tuple[str | frozenset[str], str]] = [
    (
        frozenset({"leistung", "teamlead"}),
        "workplace: viewer document_thumb document_version document_change document_redact document_undo"
        " akte_ausgabe akte_note note_strike akte_resubmit resubmission_change",
    ),
]
NO_PAGES: frozenset[str] = frozenset(
    {
        "workplace:document_thumb", "workplace:document_version", "workplace:document_change",
        "workplace:document_undo", "workplace:akte_note", "workplace:note_strike", "workplace:akte_resubmit",
        "workplace:resubmission_change",
    }
)  # fmt: skip

FIND = """
import django, json; django.setup()
from datetime import timedelta
from nahbar.domain.casefile import handling, remarks
from nahbar.domain.casefile.models import Dokument
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
with traeger_scope(Traeger.objects.get(kuerzel="musterland").id):
    berg = actor_of_account(Account.objects.get(login="berg"))
    doc = Dokument.objects.filter(richtung="eingang", aufgeloest_at=None).order_by("-seiten", "received_at").first()
    handling.turn(acting=berg, dokument=doc, pages=[1], degrees=180)
    handling.stamp(acting=berg, dokument=doc)
    remarks.write_note(acting=berg, akte=doc.akte, text="Der Vermieter ruft bis Freitag zurück.")
    remarks.resubmit(acting=berg, vorgang=doc.vorgang, am=clock.today() + timedelta(days=9), grund="Abrechnung da?")
    other = Dokument.objects.filter(akte=doc.akte).exclude(id=doc.id).first()
    print(json.dumps({"akte": str(doc.akte_id), "dok": str(doc.id), "neben": str(other.id) if other else ""}))
"""


def places(there: Any) -> list[Any]:
    """A document in the viewer, two beside each other, blacking out, and the file with notes."""
    from tests.journeys.places import Place

    made = json.loads(there.town.python(FIND).splitlines()[-1])
    viewer = f"/arbeit/dokument/{made['dok']}/"
    return [
        Place("workplace:viewer", viewer, "berg", open_details=True),
        Place("workplace:viewer", f"{viewer}?neben={made['neben']}&zoom=150", "berg", label="workplace-viewer-zwei"),
        Place("workplace:akte_ausgabe", f"/arbeit/akte/{made['akte']}/ausgeben", "berg"),
        Place("workplace:document_redact", f"{viewer}schwaerzen", "berg"),
        Place("workplace:akte", f"/arbeit/akte/{made['akte']}/", "berg", open_details=True,
              label="workplace-akte-notizen"),
    ]  # fmt: skip
