"""Objections step by step: declared, given its form, helped or passed on. Letters, tasks and money: procedures."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction

from nahbar.domain.appointments.models import Termin
from nahbar.domain.casefile.models import Dokument, Vorgang
from nahbar.domain.decisions.errors import (
    ArrivalWrong,
    FormNotForDesk,
    FormThereAlready,
    ReasonNeeded,
    RoleMissing,
    WiderspruchOver,
)
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.decisions.policies import can_decide, can_note_form
from nahbar.domain.decisions.widerspruch_form import AT_THE_COUNTER, day_of
from nahbar.domain.decisions.widerspruch_models import Widerspruch
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.zone import BERLIN

MAX_TEXT = 4000
RUNNING = (Widerspruch.Stand.OFFEN, Widerspruch.Stand.TEILABHILFE, Widerspruch.Stand.VORGELEGT)


def running(entscheidung: Entscheidung, weg: str) -> Widerspruch | None:
    """The one that is open against this decision on this way."""
    found: Widerspruch | None = Widerspruch.objects.filter(
        entscheidung=entscheidung, weg=weg, stand__in=RUNNING
    ).first()
    return found


@transaction.atomic
def declare(
    *, acting: Actor, entscheidung: Entscheidung, vorgang: Vorgang, weg: str, text: str, kanal: str, frist: date | None
) -> Widerspruch:
    """Keep the declaration with the server's time; a second one while the first is open adds its words to it.

    The first moment stays. Locks the decision, so that two clicks make one.
    """
    Entscheidung.objects.select_for_update(of=("self",)).get(id=entscheidung.id)
    now = clock.now()
    words = text.strip()[:MAX_TEXT]
    row = running(entscheidung, weg)
    if row is not None:
        if words and words not in row.text:
            row.text = "\n\n".join(part for part in (row.text, words) if part)[: 4 * MAX_TEXT]
            row.save(update_fields=["text"])
    else:
        brief = entscheidung.brief
        row = Widerspruch.objects.create(
            entscheidung=entscheidung,
            akte=entscheidung.akte,
            vorgang=vorgang,
            brief=brief,
            weg=weg,
            text=words,
            kanal=kanal,
            erklaert_at=now,
            frist=frist,
        )
    audit.record(
        "widerspruch_declared", acting=acting, object_type="widerspruch", object_id=row.id,
        details={"weg": str(row.weg), "kanal": kanal},
    )  # fmt: skip
    return row


def locked(widerspruch: Widerspruch) -> Widerspruch:
    """The row, locked; raises WiderspruchOver."""
    row: Widerspruch = (
        Widerspruch.objects.select_for_update(of=("self",))
        .select_related("akte", "vorgang", "entscheidung__antrag__person", "brief")
        .get(id=widerspruch.id)
    )
    if not row.laufend:
        raise WiderspruchOver(row.get_stand_display())
    return row


@transaction.atomic
def attach_termin(*, acting: Actor, widerspruch: Widerspruch, termin: Termin) -> Widerspruch:
    """The appointment at which the form will be made up for."""
    row = locked(widerspruch)
    row.termin = termin
    row.save(update_fields=["termin"])
    audit.record("widerspruch_termin", acting=acting, object_type="widerspruch", object_id=row.id)
    return row


@transaction.atomic
def note_form(
    *,
    acting: Actor,
    widerspruch: Widerspruch,
    form: str,
    arrived_on: date | None = None,
    text: str | None = None,
    dokument: Dokument | None = None,
) -> Widerspruch:
    """Somebody at the counter or in the post room saw the signature: from now on the form is there.

    A Niederschrift counts from this moment; a letter from the day on which it lay in the letter box (`arrived_on`).
    `text` replaces the words by what was read out and signed. Raises RoleMissing, FormNotForDesk, FormThereAlready,
    ArrivalWrong, WiderspruchOver.
    """
    if not can_note_form(acting):
        raise RoleMissing()
    if form not in AT_THE_COUNTER:
        raise FormNotForDesk()
    row = locked(widerspruch)
    if row.form:
        raise FormThereAlready(row.get_form_display())
    now = clock.now()
    at: datetime = now
    if form == Widerspruch.Form.SCHRIFT and arrived_on is not None and arrived_on != day_of(now):
        decided = row.entscheidung.freigegeben_at
        if arrived_on > day_of(now) or (decided is not None and arrived_on < day_of(decided)):
            raise ArrivalWrong()
        # the hour of the letter box is not known: its day counts in full (§ 130 BGB, § 26 SGB X)
        at = datetime.combine(arrived_on, time(12), tzinfo=BERLIN)
    row.form, row.form_at, row.form_by_id, row.form_dokument = form, at, acting.account_id, dokument
    if text is not None and text.strip():
        row.text = text.strip()[: 4 * MAX_TEXT]
    row.save(update_fields=["form", "form_at", "form_by", "form_dokument", "text"])
    audit.record(
        "widerspruch_form", acting=acting, object_type="widerspruch", object_id=row.id, details={"form": str(form)}
    )
    return row


@transaction.atomic
def prove_electronically(*, acting: Actor, widerspruch: Widerspruch, form: str) -> Widerspruch:
    """The person proved who she is on an electronic way of § 36a SGB I; raises FormThereAlready, WiderspruchOver."""
    row = locked(widerspruch)
    if row.form:
        raise FormThereAlready(row.get_form_display())
    row.form, row.form_at = Widerspruch.Form(form), clock.now()
    row.save(update_fields=["form", "form_at"])
    audit.record(
        "widerspruch_form", acting=acting, object_type="widerspruch", object_id=row.id, details={"form": str(form)}
    )
    return row


@transaction.atomic
def as_review(*, acting: Actor, widerspruch: Widerspruch) -> Widerspruch:
    """Treat it as a request for review (§ 44 SGB X): the period is over, or the form never came. Nothing is lost.

    Words and time stay. Raises RoleMissing, WiderspruchOver.
    """
    if not can_decide(acting):
        raise RoleMissing()
    row = locked(widerspruch)
    row.weg = Widerspruch.Weg.UEBERPRUEFUNG
    row.save(update_fields=["weg"])
    audit.record("widerspruch_as_review", acting=acting, object_type="widerspruch", object_id=row.id)
    return row


@transaction.atomic
def no_help(*, acting: Actor, widerspruch: Widerspruch, begruendung: str) -> Widerspruch:
    """Not helped: the objection body has it now (§ 85 Abs. 2 SGG). Raises ReasonNeeded, RoleMissing."""
    if not can_decide(acting):
        raise RoleMissing()
    if len(begruendung.strip()) < 10:
        raise ReasonNeeded()
    row = locked(widerspruch)
    row.stand, row.begruendung = Widerspruch.Stand.VORGELEGT, begruendung.strip()[:MAX_TEXT]
    row.bearbeitet_by_id = acting.account_id
    row.save(update_fields=["stand", "begruendung", "bearbeitet_by"])
    audit.record("widerspruch_passed_on", acting=acting, object_type="widerspruch", object_id=row.id)
    return row


@transaction.atomic
def take_back(*, acting: Actor, widerspruch: Widerspruch) -> Widerspruch:
    """The person takes it back; raises WiderspruchOver."""
    row = locked(widerspruch)
    row.stand, row.beendet_at = Widerspruch.Stand.ZURUECKGENOMMEN, clock.now()
    row.save(update_fields=["stand", "beendet_at"])
    audit.record("widerspruch_taken_back", acting=acting, object_type="widerspruch", object_id=row.id)
    return row
