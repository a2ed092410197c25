"""Booking what the print provider says about a letter: accepted, rejected, printed, returned; and the receipts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Aufgabe
from nahbar.domain.mailroom.actions import TO_POST, stop_brief
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.mailroom.outgoing import Druckauftrag, Druckquittung
from nahbar.domain.mailroom.print_errors import LineRefused
from nahbar.domain.mailroom.printing import ReceiptFile, ReceiptLine
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.audit import actions as audit
from nahbar.platform.letters.words import numeric_day

S = Druckauftrag.Stand
RETURNED = "brief_zurueck"
UNCLEAR = "druckquittung_klaeren"
SENT_ALL_THE_SAME = "angehalten_aufgegeben"
WAY = (S.UEBERGEBEN, S.ANGENOMMEN, S.GEDRUCKT, S.AUFGEGEBEN, S.ZURUECK)
"""The states in the order in which a letter passes them; it may leave some out."""


def order_of(line: ReceiptLine) -> Druckauftrag:
    """The order that a line means, locked; raises LineRefused for an unknown letter, a wrong sum, a day to come."""
    name = str(line.letter)
    rows = Druckauftrag.objects.select_for_update(of=("self",)).select_related("brief__akte", "brief__vorgang")
    mine = rows.filter(brief_id=line.letter, stapel_id=line.batch).exclude(stand=S.ENTNOMMEN)
    order: Druckauftrag | None = mine.first()
    if order is None:
        raise LineRefused(f"Brief {name}: Diesen Brief haben wir dem Druckdienstleister nicht übergeben.")
    if order.sha256 != line.sha256:
        raise LineRefused(f"Brief {name}: Die Prüfsumme passt nicht zu dem Brief, den wir übergeben haben.")
    if line.day > clock.today():
        raise LineRefused(f"Brief {name}: Der {numeric_day(line.day)} liegt in der Zukunft.")
    if line.state not in (*WAY, S.ABGELEHNT) or line.state == S.UEBERGEBEN:
        raise LineRefused(f"Brief {name}: Der Stand „{line.state}“ ist unbekannt.")
    if order.stand == S.VORGESEHEN:
        raise LineRefused(f"Brief {name}: Sein Stapel ist noch nicht übergeben.")
    return order


def is_known(order: Druckauftrag, line: ReceiptLine) -> bool:
    """True if the order stands there already, or further on; raises LineRefused where both contradict each other."""
    name = str(line.letter)
    if line.state == S.ABGELEHNT:
        if order.stand in (S.AUFGEGEBEN, S.ZURUECK):
            raise LineRefused(f"Brief {name}: Er ist schon aufgegeben und kann nicht mehr abgelehnt werden.")
        return order.stand == S.ABGELEHNT
    if order.stand == S.ABGELEHNT:
        raise LineRefused(f"Brief {name}: Der Druckdienstleister hat ihn vorher abgelehnt.")
    if line.state == S.AUFGEGEBEN and order.aufgegeben_am not in (None, line.day):
        assert order.aufgegeben_am is not None
        raise LineRefused(
            f"Brief {name}: Als Tag der Aufgabe ist der {numeric_day(order.aufgegeben_am)} vermerkt, "
            f"die Quittung nennt den {numeric_day(line.day)}."
        )
    if line.state == S.ZURUECK and order.stand not in (S.AUFGEGEBEN, S.ZURUECK):
        raise LineRefused(f"Brief {name}: Er kann nicht zurückkommen, er ist noch nicht aufgegeben.")
    return WAY.index(S(order.stand)) >= WAY.index(S(line.state))


@transaction.atomic
def note_accepted(*, acting: Actor, order: Druckauftrag) -> None:
    """The provider has taken the letter on: from now on it can be asked back only."""
    order.stand = S.ANGENOMMEN
    order.angenommen_at = clock.now()
    order.save(update_fields=["stand", "angenommen_at"])
    audit.record("print_accepted", acting=acting, object_type="brief", object_id=order.brief_id)


@transaction.atomic
def note_printed(*, acting: Actor, order: Druckauftrag) -> None:
    """Printed and in its envelope."""
    order.stand = S.GEDRUCKT
    order.gedruckt_at = clock.now()
    order.save(update_fields=["stand", "gedruckt_at"])
    audit.record("print_printed", acting=acting, object_type="brief", object_id=order.brief_id)


@transaction.atomic
def note_posted(*, acting: Actor, order: Druckauftrag, day: date) -> None:
    """The provider handed it to the post; what follows for the letter itself is `record_posting`."""
    order.stand = S.AUFGEGEBEN
    order.aufgegeben_am = day
    order.save(update_fields=["stand", "aufgegeben_am"])
    audit.record(
        "print_posted", acting=acting, object_type="brief", object_id=order.brief_id, details={"am": day.isoformat()}
    )


@transaction.atomic
def note_posted_although_stopped(*, acting: Actor, order: Druckauftrag, day: date) -> None:
    """A stopped letter left all the same: its caseworker must know at once. The machine enters no Bekanntgabe."""
    note_posted(acting=acting, order=order, day=day)
    brief = order.brief
    casefile.add_aufgabe(
        acting=acting, akte=brief.akte, vorgang=brief.vorgang, art=SENT_ALL_THE_SAME,
        titel=f"Angehaltener Brief ist trotzdem aufgegeben: {brief.betreff}"[:160], frist=clock.today(),
        pool=Role.LEISTUNG.value, dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND,
    )  # fmt: skip
    casefile.add_eintrag(
        acting=acting, akte=brief.akte, vorgang=brief.vorgang, art=SENT_ALL_THE_SAME, fuer_buerger=False,
        text=f"{brief.betreff}: Der Druckdienstleister hat den angehaltenen Brief am {numeric_day(day)} aufgegeben.",
    )  # fmt: skip


@transaction.atomic
def note_rejected(*, acting: Actor, order: Druckauftrag, grund: str) -> None:
    """The provider will not send it: asked back it is stopped, else it lies ready again and the post room knows why."""
    order.stand = S.ABGELEHNT
    order.grund = (grund or "ohne Grund")[:200]
    order.save(update_fields=["stand", "grund"])
    brief: Brief = order.brief
    if order.rueckruf_at is not None:
        if brief.stand == Brief.Stand.BEREIT:
            stop_brief(acting=acting, brief=brief, grund=order.rueckruf_grund)
    else:
        casefile.add_aufgabe(
            acting=acting, akte=brief.akte, vorgang=brief.vorgang, art=TO_POST,
            titel=f"Vom Druckdienstleister abgelehnt, selbst verschicken: {brief.betreff}"[:160],
            frist=clock.today(), pool=Role.POSTROOM.value,
        )  # fmt: skip
    casefile.add_eintrag(
        acting=acting, akte=brief.akte, vorgang=brief.vorgang, art="druck_abgelehnt", fuer_buerger=False,
        text=f"{brief.betreff}: Der Druckdienstleister hat den Brief nicht verschickt ({order.grund}).",
    )  # fmt: skip
    audit.record("print_rejected", acting=acting, object_type="brief", object_id=order.brief_id)


@transaction.atomic
def note_returned(*, acting: Actor, order: Druckauftrag, day: date, grund: str) -> None:
    """It came back: the fiction of § 37 Abs. 2 SGB X falls, with it Bekanntgabe and the end of the Widerspruch.

    Nothing is stopped, reduced or revoked by it (U24); its caseworker clears up the address.
    """
    order.stand = S.ZURUECK
    order.zurueck_am = day
    order.grund = grund[:200]
    order.save(update_fields=["stand", "zurueck_am", "grund"])
    brief: Brief = (
        Brief.objects.select_for_update(of=("self",)).select_related("akte", "vorgang").get(id=order.brief_id)
    )
    brief.zurueck_am = day
    brief.zurueck_grund = grund[:200]
    brief.bekanntgabe_am = None
    brief.widerspruch_bis = None
    brief.save(update_fields=["zurueck_am", "zurueck_grund", "bekanntgabe_am", "widerspruch_bis"])
    casefile.add_aufgabe(
        acting=acting, akte=brief.akte, vorgang=brief.vorgang, art=RETURNED,
        titel=f"Brief zurückgekommen: Anschrift klären ({brief.betreff})"[:160], frist=clock.today(),
        pool=Role.LEISTUNG.value, dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND,
    )  # fmt: skip
    casefile.add_eintrag(
        acting=acting, akte=brief.akte, vorgang=brief.vorgang, art="brief_zurueck",
        text=f"{brief.betreff}: Der Brief kam am {numeric_day(day)} zurück ({grund or 'ohne Grund'}). Er gilt nicht"
        " als bekannt gegeben. Bitte nennen Sie uns Ihre Anschrift. Zahlungen laufen weiter.",
    )  # fmt: skip
    audit.record("brief_returned", acting=acting, object_type="brief", object_id=brief.id)


@transaction.atomic
def keep_receipt(
    *, acting: Actor, receipt: ReceiptFile, booked: int, refused: Sequence[tuple[str, str]]
) -> Druckquittung:
    """Keep that this receipt was read, and what of it was refused: id of the letter (or nothing) and sentence."""
    kept: Druckquittung = Druckquittung.objects.create(
        datei=receipt.name[:200],
        sha256=receipt.sha256,
        gelesen_at=clock.now(),
        stand=Druckquittung.Stand.QUARANTAENE if refused else Druckquittung.Stand.VERBUCHT,
        zeilen=booked,
        abgewiesen=[{"brief": letter, "satz": sentence} for letter, sentence in refused],
    )
    audit.record(
        "print_receipt_read", acting=acting, object_type="druckquittung", object_id=kept.id,
        details={"verbucht": booked, "abgewiesen": len(refused)},
    )  # fmt: skip
    return kept


@transaction.atomic
def ask_about_receipt(*, acting: Actor, line: ReceiptLine, sentence: str) -> None:
    """A line about a letter of the house was refused: a task for the post room in its file.

    A letter that does not exist has no file; such lines stand on the page of the batches alone.
    """
    brief = Brief.objects.select_related("akte", "vorgang").filter(id=line.letter).first()
    if brief is None:
        return
    casefile.add_aufgabe(
        acting=acting, akte=brief.akte, vorgang=brief.vorgang, art=UNCLEAR,
        titel=f"Quittung des Druckdienstleisters klären: {brief.betreff}"[:160], frist=clock.today(),
        pool=Role.POSTROOM.value, dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND,
    )  # fmt: skip
    casefile.add_eintrag(
        acting=acting, akte=brief.akte, vorgang=brief.vorgang, art=UNCLEAR, text=sentence[:400], fuer_buerger=False
    )


@transaction.atomic
def settle_receipt(*, acting: Actor, quittung: Druckquittung) -> None:
    """Somebody has cleared it up with the provider; the tasks about its letters end. Again it changes nothing."""
    row: Druckquittung = Druckquittung.objects.select_for_update(of=("self",)).get(id=quittung.id)
    if row.stand != Druckquittung.Stand.QUARANTAENE:
        return
    row.stand = Druckquittung.Stand.GEKLAERT
    row.geklaert_by = Account.objects.get(id=acting.account_id)
    row.save(update_fields=["stand", "geklaert_by"])
    letters = [line["brief"] for line in row.abgewiesen if line["brief"]]
    for brief in Brief.objects.select_related("vorgang").filter(id__in=letters):
        casefile.finish_aufgaben(acting=acting, vorgang=brief.vorgang, art=UNCLEAR)
    audit.record("print_receipt_settled", acting=acting, object_type="druckquittung", object_id=row.id)
