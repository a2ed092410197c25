"""Destroy a file, or one document of it: rows by a written list, bytes with their keys, and a protocol without names.

One transaction for each: killed before the commit, nothing has happened; after it, the orders to destroy the bytes are
kept and the next round carries them out. The audit chain stays whole: its entries hold ids, never social data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from nahbar.domain.casefile.models import Akte
from nahbar.domain.decisions import aufbewahrung_queries as queries
from nahbar.domain.decisions.aufbewahrung import confirm_deletion
from nahbar.domain.decisions.aufbewahrung_models import Aufbewahrungssperre, Loeschprotokoll, Loeschvorschlag
from nahbar.domain.people.models import Person
from nahbar.platform import clock, failpoints
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.database.secure import tenant_models
from nahbar.platform.jobs.queue import enqueue, job
from nahbar.platform.jobs.rounds import every_minute
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.platform.vault.actions import delete_file
from nahbar.platform.vault.models import StoredFile

JOB = "erase_akte"


@dataclass(frozen=True)
class Goes:
    """Rows that go with what stands at the end of one of these paths."""

    table: str
    paths: tuple[str, ...]


def goes(table: str, *paths: str) -> Goes:
    """One line of the list."""
    return Goes(table, paths)


WITH_AKTE = (
    goes("conversations.Signal", "von__treffen__akte"),
    goes("conversations.Teilnahme", "treffen__akte"),
    goes("conversations.Treffen", "akte"),
    goes("conversations.Nachricht", "gespraech__akte"),
    goes("conversations.Gespraech", "akte"),
    goes("payments.Zahlungsauftrag", "akte"),
    goes("decisions.Leistungszeile", "entscheidung__akte"),
    goes("decisions.Widerspruch", "akte"),
    goes("decisions.Erstattungspruefung", "akte"),
    goes("decisions.Meldeversaeumnis", "akte"),
    goes("decisions.Datenschutzantrag", "akte"),
    goes("decisions.Zustellwahl", "antrag__akte"),
    goes("decisions.Entscheidung", "akte"),
    goes("decisions.Aufbewahrungssperre", "akte"),
    goes("decisions.Loeschvorschlag", "akte"),
    goes("applications.Einsendung", "upload__antrag__akte"),
    goes("applications.Sendung", "antrag__akte"),
    goes("applications.Upload", "antrag__akte"),
    goes("applications.Nachweis", "antrag__akte"),
    goes("applications.Antwortstand", "antrag__akte"),
    goes("applications.Zugang", "antrag__akte"),
    goes("applications.Briefcode", "antrag__akte"),
    goes("applications.Angabe", "antrag__akte"),
    goes("applications.Zustimmung", "antrag__akte"),
    goes("applications.Beratungscode", "antrag__akte"),
    goes("applications.Vertretung", "antrag__akte"),
    goes("applications.Trennung", "stamm__akte", "eigener__akte"),
    goes("applications.Antrag", "akte"),
    goes("mailroom.Druckauftrag", "brief__akte"),
    goes("mailroom.Brief", "akte"),
    goes("mailroom.Altakte", "akte"),
    goes("mailroom.Original", "scan__dokument__akte"),
    goes("mailroom.Scanseite", "scan__dokument__akte"),
    goes("mailroom.Scandokument", "dokument__akte"),
    goes("appointments.Belegung", "termin__akte"),
    goes("appointments.Termin", "akte"),
    goes("casefile.Fassungsseite", "fassung__dokument__akte"),
    goes("casefile.Dokumentfassung", "dokument__akte"),
    goes("casefile.Verweis", "von__akte", "nach__akte"),
    goes("casefile.Handgriff", "dokument__akte"),
    goes("casefile.Notiz", "akte"),
    goes("casefile.Wiedervorlage", "akte"),
    goes("casefile.Schutzteam", "schutz__akte"),
    goes("casefile.Aktenschutz", "akte"),
    goes("casefile.Aufgabe", "akte"),
    goes("casefile.Auffaelligkeit", "akte"),
    goes("casefile.Zugriff", "akte"),
    goes("casefile.Eintrag", "akte"),
    goes("casefile.Seite", "dokument__akte"),
    goes("casefile.Seitentext", "akte"),
    goes("casefile.Lesestand", "dokument__akte"),
    goes("casefile.Dokument", "akte"),
    goes("casefile.Vorgang", "akte"),
    goes("casefile.Teilakte", "akte"),
    goes("casefile.Akte", "id"),
)
"""All that goes with a whole file; what points comes before what it points to."""
WITH_DOKUMENT = (
    goes("mailroom.Original", "scan__dokument"),
    goes("mailroom.Scanseite", "scan__dokument"),
    goes("mailroom.Scandokument", "dokument"),
    goes("applications.Einsendung", "upload__dokument"),
    goes("applications.Sendung", "upload__dokument"),
    goes("applications.Upload", "dokument"),
    goes("casefile.Fassungsseite", "fassung__dokument"),
    goes("casefile.Dokumentfassung", "dokument"),
    goes("casefile.Verweis", "von", "nach"),
    goes("casefile.Handgriff", "dokument"),
    goes("casefile.Notiz", "dokument"),
    goes("casefile.Seite", "dokument"),
    goes("casefile.Seitentext", "dokument"),
    goes("casefile.Lesestand", "dokument"),
    goes("decisions.Loeschvorschlag", "dokument"),
    goes("casefile.Dokument", "id"),
)
"""All that goes with one document that came in."""
WITH_PERSON = (
    goes("people.Kartencode", "karte__person"),
    goes("people.Kundenkarte", "person"),
    goes("people.Kontowechsel", "person"),
    goes("people.Bankverbindung", "person"),
    goes("people.Adressschutz", "person"),
    goes("conversations.Hinweis", "weg__person"),
    goes("conversations.Hinweisweg", "person"),
    goes("people.Person", "id"),
)
"""All that goes with the last file of a person."""
LET_GO = (
    ("conversations.Nachricht", "dokument"),
    ("mailroom.Scandokument", "vorschlag"),
    ("mailroom.Scandokument", "vorgang"),
    ("applications.Antrag", "stamm"),
    ("applications.Vertretung", "person"),
    ("appointments.Wartenummer", "person"),
    ("appointments.Termin", "person"),
)
"""References from outside that become empty: the row stays, it holds nothing of the file."""
KEPT = {
    "accounts.Passkey": "goes with the account of the person",
    "accounts.Identity": "goes with the account of the person",
}
"""Tables that point to a file, a document or a person and stay, with the reason."""


def rows(model: type[models.Model], paths: Iterable[str], ids: Iterable[UUID]) -> models.QuerySet[Any]:
    """The rows of one line."""
    which = Q()
    for path in paths:
        which |= Q(**{f"{path}__in" if path == "id" else f"{path}_id__in": list(ids)})
    found: models.QuerySet[Any] = model.objects.filter(which)  # type: ignore[attr-defined]  # every TenantModel has it
    return found


def _files_of(model: type[models.Model]) -> list[str]:
    return [f.attname for f in model._meta.local_fields if f.related_model is StoredFile]


def _erase(plan: Iterable[Goes], subject: UUID, files: set[UUID], counts: dict[str, int]) -> None:
    """Delete line by line; the database looks at the references at the end of the transaction."""
    for line in plan:
        model = apps.get_model(line.table)
        ids = list(rows(model, line.paths, [subject]).values_list("id", flat=True))
        if not ids:
            continue
        these = model.objects.filter(id__in=ids)
        for name in _files_of(model):
            files |= {one for one in these.values_list(name, flat=True) if one is not None}
        counts[line.table] = counts.get(line.table, 0) + these._raw_delete(these.db)


def _let_go(subject: UUID, target: type[models.Model]) -> None:
    for table, name in LET_GO:
        model = apps.get_model(table)
        field = model._meta.get_field(name)
        related = field.related_model
        if related is target:
            model.objects.filter(**{f"{name}_id": subject}).update(**{name: None})
        elif target is Akte and isinstance(related, type) and hasattr(related, "akte_id"):
            model.objects.filter(**{f"{name}__akte_id": subject}).update(**{name: None})


def _needed(file_id: UUID) -> bool:
    """Whether any row still shows this file."""
    for model in tenant_models():
        for name in _files_of(model):
            if model.objects.filter(**{name: file_id}).exists():
                return True
    return False


@transaction.atomic
def erase(*, acting: Actor, row: Loeschvorschlag) -> Loeschprotokoll | None:
    """Carry out a confirmed deletion; None where something has come that stops it: then it is due again."""
    found = Loeschvorschlag.objects.select_for_update(of=("self",)).select_related("akte__person").get(id=row.id)
    wish = found.grund == Loeschvorschlag.Grund.VERLANGEN
    if queries.holds(found.akte, without=Aufbewahrungssperre.Art.EINSCHRAENKUNG if wish else ""):
        found.stand, found.beantragt_by, found.beantragt_at = Loeschvorschlag.Stand.OFFEN, None, None
        found.bestaetigt_by, found.bestaetigt_at = None, None
        found.save()
        audit.record("deletion_stopped", acting=acting, object_type="loeschvorschlag", object_id=found.id)
        return None
    files: set[UUID] = set()
    counts: dict[str, int] = {}
    if found.dokument_id is not None:
        subject, scope = found.dokument_id, "dokument"
        _let_go(subject, apps.get_model("casefile.Dokument"))
        _erase(WITH_DOKUMENT, subject, files, counts)
    else:
        subject, scope = found.akte_id, "akte"
        person = found.akte.person
        _let_go(subject, Akte)
        _erase(WITH_AKTE, subject, files, counts)
        if not Akte.objects.filter(person=person).exists():
            _erase_person(person, files, counts)
    gone = 0
    for stored in StoredFile.objects.filter(id__in=files):
        if not _needed(stored.id):
            delete_file(stored)
            gone += 1
    failpoints.hit("erase_akte.before_commit")
    protocol: Loeschprotokoll = Loeschprotokoll.objects.create(
        gegenstand=subject, umfang=scope, klasse=found.klasse, grund=found.grund, loeschbar_ab=found.loeschbar_ab,
        archiv=found.archiv, beantragt_by_id=found.beantragt_by_id, beantragt_at=found.beantragt_at,
        bestaetigt_by_id=found.bestaetigt_by_id, bestaetigt_at=found.bestaetigt_at, geloescht_at=clock.now(),
        dateien=gone, zeilen=counts,
    )  # fmt: skip
    audit.record(
        "erased", acting=acting, object_type=scope, object_id=subject,
        details={"klasse": found.klasse, "dateien": gone, "zeilen": sum(counts.values())},
    )  # fmt: skip
    return protocol


def _erase_person(person: Person, files: set[UUID], counts: dict[str, int]) -> None:
    """The person's own rows, and what an account shows of her: a login that nobody can use."""
    account_id = person.account_id
    _let_go(person.id, Person)
    _erase(WITH_PERSON, person.id, files, counts)
    account = Account.objects.filter(id=account_id, kind=Account.Kind.CITIZEN).first() if account_id else None
    if account is None or Person.objects.filter(account=account).exists():
        return
    account.passkeys.all().delete()
    apps.get_model("accounts.Identity").objects.filter(account=account).delete()
    account.login, account.name, account.telefon, account.totp_secret = f"geloescht-{account.id}"[:60], "", "", ""
    account.is_active = False
    account.set_password(None)
    account.save()


def confirm_and_erase(*, acting: Actor, row: Loeschvorschlag) -> Loeschvorschlag:
    """The second person's yes; the work is done behind, and done after a crash too."""
    done = confirm_deletion(acting=acting, row=row)
    enqueue(JOB, row_id=done.id)
    return done


@job(JOB, priority=-5)
def erase_job(row_id: str) -> None:
    """Carry out one; what is gone already is gone."""
    row = Loeschvorschlag.objects.filter(id=row_id, stand=Loeschvorschlag.Stand.BESTAETIGT).first()
    if row is not None:
        erase(acting=MACHINE, row=row)


@every_minute("erase_confirmed")
def erase_round(traeger_id: UUID) -> None:
    """What was confirmed and is still there, each in its own transaction."""
    with traeger_scope(traeger_id):
        waiting = list(Loeschvorschlag.objects.filter(stand=Loeschvorschlag.Stand.BESTAETIGT)[:50])
    for row in waiting:
        with traeger_scope(traeger_id):
            erase_job(row_id=str(row.id))


TABLES: Mapping[str, tuple[Goes, ...]] = {"akte": WITH_AKTE, "dokument": WITH_DOKUMENT, "person": WITH_PERSON}
