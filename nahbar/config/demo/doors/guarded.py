"""Cases in which two of the office must look: another account (U14), a secret address (U11), a separation (U10)."""

from __future__ import annotations

from datetime import timedelta

from nahbar.config.demo.counter import Counter, citizen
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.queries import antrag_by_id
from nahbar.domain.applications.trennung import partner_of
from nahbar.domain.decisions.models import Entscheidung
from nahbar.platform import clock
from nahbar.procedures.change_konto import enter_konto
from nahbar.procedures.protect_address import set_protection
from nahbar.procedures.start_aenderung import start_aenderung
from nahbar.procedures.submit_aenderung import submit_aenderung

NEW_ACCOUNT = "DE12500105170648489890"


def fill(counter: Counter) -> None:
    """Three grants that run: an account that waits for its second person, an address, a couple that separates."""
    singles, couples = _grants()
    berg = counter.staff["berg"]
    if singles:
        assert singles[0].akte is not None
        enter_konto(
            acting=berg, akte=singles[0].akte, iban=NEW_ACCOUNT, kontoinhaber="",
            gesehen="Personalausweis am Empfang, Unterschrift auf dem Blatt",
        )  # fmt: skip
    if len(singles) > 1:
        assert singles[1].akte is not None
        set_protection(
            acting=berg, akte=singles[1].akte, grund="Frauenhaus hat angerufen, Person hat es bestätigt.",
            zustellung=("Frauenhaus Musterstadt", "Postfach 12 34", "46325 Musterstadt"),
        )  # fmt: skip
    if couples:
        root = antrag_by_id(couples[0].id)
        draft = start_aenderung(
            acting=citizen(root), antrag=root, arten=["trennung"], ab=clock.today() - timedelta(days=5)
        )
        submit_aenderung(acting=citizen(root), antrag=draft)


def _grants() -> tuple[list[Antrag], list[Antrag]]:
    """Applications of running grants that go on for a while: of somebody alone, of a couple; the oldest first."""
    rows = Entscheidung.objects.filter(
        art=Entscheidung.Art.BEWILLIGUNG, stand=Entscheidung.Stand.FREIGEGEBEN,
        von__lte=clock.today(), bis__gt=clock.today() + timedelta(days=90),
        antrag__stand=Antrag.Stand.ENTSCHIEDEN, antrag__person__isnull=False, antrag__akte__isnull=False,
    )  # fmt: skip
    found = [row.antrag for row in rows.select_related("antrag__akte__person").order_by("von", "id")[:60]]
    couples = [one for one in found if partner_of(one.antworten) is not None]
    return [one for one in found if not one.antworten.get("personen")], couples
