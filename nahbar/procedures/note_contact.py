"""Note a contact: somebody called or came; one line in the thread of the case, no new task (F14, C20)."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Eintrag
from nahbar.domain.decisions.errors import NotSubmitted, ReasonMissing, RoleMissing
from nahbar.platform.accounts.roles import Actor, Role

WAYS = {"telefon": "Anruf", "schalter": "Vorsprache"}
PHONE, COUNTER = "kontakt_telefon", "kontakt_schalter"


@transaction.atomic
def note_contact(*, acting: Actor, antrag: Antrag, weg: str, text: str) -> Eintrag:
    """Write down what was said by `telefon` or at the `schalter`, in a few words; for the office alone.

    Raises RoleMissing, NotSubmitted, and ReasonMissing without words.
    """
    if not acting.has(Role.FRONTDESK, Role.LEISTUNG, Role.TEAMLEAD):
        raise RoleMissing()
    if antrag.akte is None:
        raise NotSubmitted()
    said = " ".join(text.split())[:300]
    if not said:
        raise ReasonMissing("den Kontakt")
    way = weg if weg in WAYS else "telefon"
    return casefile.add_eintrag(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        art=f"kontakt_{way}",
        text=f"{WAYS[way]}: {said}",
        fuer_buerger=False,
    )
