"""Writing applications: secured, answered, sent, corrected, withdrawn, decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection, transaction
from django.db.models.functions import Length

from nahbar.benefits import registry
from nahbar.domain.applications.access import antrag_for_access, new_access
from nahbar.domain.applications.errors import AlreadySubmitted, NotChangeable, NotSubmitted
from nahbar.domain.applications.models import Antrag, Antwortstand
from nahbar.domain.applications.papers import ask_for, note_completeness, other_paper, set_nachweis, sync_nachweise
from nahbar.domain.applications.uploads import record_accepted, record_refused, remove_upload
from nahbar.domain.applications.versions import brought_up_to_date
from nahbar.domain.casefile.models import Akte, Dokument, Vorgang
from nahbar.domain.people.models import Person
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.tenancy.models import Gemeinde
from nahbar.platform.tenancy.scope import current_traeger_id
from nahbar.platform.zone import BERLIN

__all__ = [
    "antrag_for_access",
    "ask_for",
    "attach_account",
    "begin_korrektur",
    "create_antrag",
    "drop_korrektur",
    "lock",
    "mark_submitted",
    "new_access",
    "next_number",
    "note_completeness",
    "other_paper",
    "record_accepted",
    "record_refused",
    "remove_upload",
    "replace_answers",
    "set_nachweis",
    "set_notlage",
    "set_receipt",
    "set_stand",
    "store_answers",
    "store_korrektur",
    "sync_nachweise",
]

CLOSED = (Antrag.Stand.ENTSCHIEDEN, Antrag.Stand.ZURUECKGENOMMEN)


def next_number() -> str:
    """`A-2026-000417`; the lock lasts until the transaction ends, so that no number is given twice."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 2))", [f"antrag:{current_traeger_id()}"])
    prefix = f"A-{clock.today().year}-"
    known = Antrag.objects.filter(nummer__startswith=prefix)
    last = known.order_by("-nummer").first()
    if last is not None and last.nummer == f"{prefix}999999":  # as text the millionth would come before
        last = known.order_by(Length("nummer").desc(), "-nummer").first() or last
    number = int(last.nummer.removeprefix(prefix)) + 1 if last else 1
    return f"{prefix}{number:06d}"


def lock(antrag: Antrag) -> Antrag:
    """The application as it is now, held until this transaction ends."""
    current: Antrag = Antrag.objects.select_for_update().get(id=antrag.id)
    return brought_up_to_date(current)


@transaction.atomic
def create_antrag(*, acting: Actor, leistung: str, gemeinde: Gemeinde | None, kanal: str, notlage: bool) -> Antrag:
    """Write down the signal: from this moment the application counts (§ 16 Abs. 2 SGB I, § 37 SGB II)."""
    benefit = registry.get(leistung)
    now = clock.now()
    antrag: Antrag = Antrag.objects.create(
        nummer=next_number(),
        art=Antrag.Art.FORMULAR if benefit.short is not None else Antrag.Art.ERSTANTRAG,
        leistung=leistung,
        fragebogen_version=benefit.questionnaire.version,
        kanal=kanal,
        gesichert_at=now,
        wirkt_ab=benefit.effect_from(now.astimezone(BERLIN).date()),
        gemeinde=gemeinde,
        notlage=notlage,
        account_id=acting.account_id if acting.kind == Account.Kind.CITIZEN else None,
    )
    audit.record("antrag_secured", acting=acting, object_type="antrag", object_id=antrag.id, details={"kanal": kanal})
    return antrag


@transaction.atomic
def store_answers(*, acting: Actor, antrag: Antrag, antworten: Mapping[str, Any]) -> Antrag:
    """Keep the answers of a draft; raises AlreadySubmitted. `antrag` is held by `lock`."""
    if antrag.stand != Antrag.Stand.GESICHERT:
        raise AlreadySubmitted
    antrag.antworten = dict(antworten)
    antrag.save(update_fields=["antworten", "fragebogen_version"])
    audit.record("answers_saved", acting=acting, object_type="antrag", object_id=antrag.id)
    return antrag


@transaction.atomic
def begin_korrektur(*, acting: Actor, antrag: Antrag) -> Antrag:
    """Begin a correction with the answers as they were sent; raises NotSubmitted, NotChangeable."""
    _must_be_open(antrag)
    if antrag.korrektur is None:
        antrag.korrektur = antrag.antworten
        antrag.save(update_fields=["korrektur"])
        audit.record("correction_begun", acting=acting, object_type="antrag", object_id=antrag.id)
    return antrag


@transaction.atomic
def store_korrektur(*, acting: Actor, antrag: Antrag, antworten: Mapping[str, Any]) -> Antrag:
    """Keep a correction that is not sent yet; what was sent stays as it is."""
    _must_be_open(antrag)
    antrag.korrektur = dict(antworten)
    antrag.save(update_fields=["korrektur"])
    audit.record("correction_saved", acting=acting, object_type="antrag", object_id=antrag.id)
    return antrag


@transaction.atomic
def drop_korrektur(*, acting: Actor, antrag: Antrag) -> Antrag:
    """Forget a correction that was not sent."""
    antrag.korrektur = None
    antrag.save(update_fields=["korrektur"])
    audit.record("correction_dropped", acting=acting, object_type="antrag", object_id=antrag.id)
    return antrag


def _must_be_open(antrag: Antrag) -> None:
    if antrag.stand == Antrag.Stand.GESICHERT:
        raise NotSubmitted
    if antrag.stand in CLOSED:
        raise NotChangeable


@transaction.atomic
def replace_answers(*, acting: Actor, antrag: Antrag, antworten: Mapping[str, Any], anlass: str) -> Antrag:
    """New answers of a sent application: the number of the state grows, the state is kept with who and when (U21)."""
    _must_be_open(antrag)
    antrag.antworten = dict(antworten)
    antrag.antworten_nr += 1
    antrag.korrektur = None
    antrag.save(update_fields=["antworten", "antworten_nr", "korrektur"])
    _keep_state(acting, antrag, anlass)
    return antrag


def _keep_state(acting: Actor, antrag: Antrag, anlass: str) -> None:
    Antwortstand.objects.create(
        antrag=antrag,
        nr=antrag.antworten_nr,
        antworten=antrag.antworten,
        at=clock.now(),
        akteur_art=acting.kind,
        account_id=acting.account_id,
        anlass=anlass[:200],
    )
    audit.record(
        "answers_stated", acting=acting, object_type="antrag", object_id=antrag.id, details={"nr": antrag.antworten_nr}
    )


@transaction.atomic
def mark_submitted(
    *, acting: Actor, antrag: Antrag, person: Person, akte: Akte, vorgang: Vorgang, bescheid_weg: str, notlage: bool
) -> Antrag:
    """The declaration has arrived: from here it belongs to the file, and its answers are a kept state."""
    antrag.stand = Antrag.Stand.EINGEGANGEN
    antrag.eingegangen_at = clock.now()
    antrag.person, antrag.akte, antrag.vorgang = person, akte, vorgang
    antrag.bescheid_weg = Antrag.Weg(bescheid_weg)
    antrag.notlage = notlage
    antrag.antworten_nr = 1
    antrag.save()
    _keep_state(acting, antrag, "Antrag abgeschickt")
    audit.record("antrag_submitted", acting=acting, object_type="antrag", object_id=antrag.id)
    note_completeness(antrag)
    return antrag


@transaction.atomic
def set_receipt(*, acting: Actor, antrag: Antrag, dokument: Dokument) -> Antrag:
    """The Eingangsbestätigung of this application."""
    antrag.eingangsbestaetigung = dokument
    antrag.save(update_fields=["eingangsbestaetigung"])
    audit.record("receipt_given", acting=acting, object_type="antrag", object_id=antrag.id)
    return antrag


@transaction.atomic
def set_stand(*, acting: Actor, antrag: Antrag, stand: str) -> Antrag:
    """Move an application on: `vorgelegt`, back to `eingegangen`, `entschieden`, `zurueckgenommen`."""
    antrag.stand = Antrag.Stand(stand)
    fields = ["stand"]
    if antrag.stand == Antrag.Stand.ENTSCHIEDEN:
        antrag.entschieden_at = clock.now()
        fields.append("entschieden_at")
    antrag.save(update_fields=fields)
    audit.record(
        "antrag_moved", acting=acting, object_type="antrag", object_id=antrag.id, details={"stand": str(stand)}
    )
    return antrag


@transaction.atomic
def set_notlage(*, acting: Actor, antrag: Antrag, notlage: bool) -> Antrag:
    """Say that help is needed today, or no longer."""
    antrag.notlage = notlage
    antrag.save(update_fields=["notlage"])
    audit.record(
        "antrag_notlage", acting=acting, object_type="antrag", object_id=antrag.id, details={"notlage": notlage}
    )
    return antrag


@transaction.atomic
def attach_account(*, acting: Actor, antrag: Antrag, account: Account) -> Antrag:
    """Let an account open this application, and the person of a sent one."""
    antrag.account = account
    antrag.save(update_fields=["account"])
    if antrag.person is not None and antrag.person.account_id is None:
        antrag.person.account = account
        antrag.person.save(update_fields=["account"])
    audit.record("account_attached", acting=acting, object_type="antrag", object_id=antrag.id)
    return antrag
