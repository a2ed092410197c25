"""Writing who acts for whom: asked for, released, refused, ended; consents; what two sides said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from nahbar.domain.applications.models import (
    Angabe,
    Antrag,
    Beratungscode,
    Einsendung,
    Upload,
    Vertreter,
    Vertretung,
    Zustimmung,
)
from nahbar.domain.applications.vertretung_errors import (
    CodeUnusable,
    PersonMissing,
    ReasonNeeded,
    ScopeMissing,
    VertretungDecided,
)
from nahbar.domain.applications.vertretung_policies import ALLES, HELFEN, KREISE, rights
from nahbar.domain.people.models import Person
from nahbar.platform import clock
from nahbar.platform.accounts import throttle
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.ids import new_code, normal_code
from nahbar.platform.vault.models import StoredFile

CODE_LIVES = timedelta(minutes=15)
"""As long as a helper sits beside the citizen."""
HELP_DAYS, VOLLMACHT_DAYS = 30, 365
"""Help with one application ends by itself after this; so does a Vollmacht that was given by a code."""
PERSON = "person"
"""`Angabe.urheber` of the person herself."""


@dataclass(frozen=True)
class Nachweisdatei:
    """The proof of a mandate as the intake accepted it."""

    name: str
    original: StoredFile
    ansicht: StoredFile


@transaction.atomic
def create_vertreter(
    *,
    acting: Actor,
    account: Account | None,
    name: str,
    organisation: str,
    strasse: str,
    hausnummer: str,
    plz: str,
    ort: str,
    telefon: str = "",
) -> Vertreter:
    """Write down somebody who acts for others, with the address at which letters reach them."""
    row: Vertreter = Vertreter.objects.create(
        account=account,
        name=name[:120],
        organisation=organisation[:120],
        strasse=strasse[:120],
        hausnummer=hausnummer[:20],
        plz=plz[:5],
        ort=ort[:80],
        telefon=telefon[:40],
        created_at=clock.now(),
    )
    audit.record("vertreter_created", acting=acting, object_type="vertreter", object_id=row.id)
    return row


@transaction.atomic
def ask(
    *,
    acting: Actor,
    vertreter: Vertreter,
    art: str,
    vorname: str,
    nachname: str,
    geburtsdatum: date,
    kennung: str,
    aufgabenkreise: Iterable[str],
    einwilligungsvorbehalt: bool,
    konflikt: str,
    von: date,
    bis: date | None,
    nachweis: Nachweisdatei | None,
) -> Vertretung:
    """Keep a request; it opens nothing until somebody of the office releases it."""
    row: Vertretung = Vertretung.objects.create(
        vertreter=vertreter,
        art=Vertretung.Art(art),
        vorname=vorname[:120],
        nachname=nachname[:120],
        geburtsdatum=geburtsdatum,
        kennung=kennung[:40],
        aufgabenkreise=sorted(set(aufgabenkreise) & set(KREISE)),
        darf=sorted(ALLES) if art == Vertretung.Art.VOLLMACHT else [],
        einwilligungsvorbehalt=einwilligungsvorbehalt and art == Vertretung.Art.BETREUUNG,
        konflikt=konflikt[:200],
        von=von,
        bis=bis,
        beantragt_at=clock.now(),
        nachweis_name=nachweis.name[:160] if nachweis else "",
        nachweis=nachweis.original if nachweis else None,
        nachweis_ansicht=nachweis.ansicht if nachweis else None,
    )
    audit.record(
        "vertretung_asked", acting=acting, object_type="vertretung", object_id=row.id, details={"art": row.art}
    )
    return row


def _locked(vertretung: Vertretung, *stands: str) -> Vertretung:
    row: Vertretung = Vertretung.objects.select_for_update(of=("self",)).get(id=vertretung.id)
    if row.stand not in stands:
        raise VertretungDecided
    return row


@transaction.atomic
def release(
    *,
    acting: Actor,
    vertretung: Vertretung,
    person: Person | None,
    aufgabenkreise: Iterable[str],
    einwilligungsvorbehalt: bool,
    von: date,
    bis: date | None,
    konflikt: str,
) -> Vertretung:
    """Release a request as its proof says; raises VertretungDecided, PersonMissing, ScopeMissing."""
    row = _locked(vertretung, Vertretung.Stand.BEANTRAGT)
    if person is None:
        raise PersonMissing
    row.aufgabenkreise = sorted(set(aufgabenkreise) & set(KREISE)) if row.art == Vertretung.Art.BETREUUNG else []
    if not rights(row.art, row.aufgabenkreise, row.darf):
        raise ScopeMissing
    row.person = person
    row.einwilligungsvorbehalt = einwilligungsvorbehalt and row.art == Vertretung.Art.BETREUUNG
    row.von, row.bis, row.konflikt = von, bis, konflikt[:200]
    row.stand = Vertretung.Stand.FREIGEGEBEN
    row.entschieden_at, row.entschieden_by_id = clock.now(), acting.account_id
    row.save()
    audit.record(
        "vertretung_released",
        acting=acting,
        object_type="vertretung",
        object_id=row.id,
        details={"art": row.art, "kreise": ",".join(row.aufgabenkreise), "bis": bis.isoformat() if bis else ""},
    )
    return row


@transaction.atomic
def refuse(*, acting: Actor, vertretung: Vertretung, grund: str) -> Vertretung:
    """Refuse a request with a reason that the representative reads; raises VertretungDecided, ReasonNeeded."""
    row = _locked(vertretung, Vertretung.Stand.BEANTRAGT)
    if not grund.strip():
        raise ReasonNeeded
    row.stand, row.grund = Vertretung.Stand.ABGELEHNT, grund.strip()[:300]
    row.entschieden_at, row.entschieden_by_id = clock.now(), acting.account_id
    row.save(update_fields=["stand", "grund", "entschieden_at", "entschieden_by"])
    audit.record("vertretung_refused", acting=acting, object_type="vertretung", object_id=row.id)
    return row


@transaction.atomic
def end(*, acting: Actor, vertretung: Vertretung, grund: str = "") -> Vertretung:
    """End a mandate now; raises VertretungDecided if it does not run. Effective at once (§ 13 Abs. 1 S. 4 SGB X)."""
    row = _locked(vertretung, Vertretung.Stand.FREIGEGEBEN)
    row.stand, row.grund, row.beendet_at = Vertretung.Stand.BEENDET, grund.strip()[:300], clock.now()
    row.save(update_fields=["stand", "grund", "beendet_at"])
    audit.record("vertretung_ended", acting=acting, object_type="vertretung", object_id=row.id)
    return row


@transaction.atomic
def note_end(*, acting: Actor, vertretung: Vertretung) -> bool:
    """Note that the office has the list of what is open; False if it had it before."""
    row: Vertretung = Vertretung.objects.select_for_update(of=("self",)).get(id=vertretung.id)
    if row.ende_notiert_at is not None:
        return False
    row.ende_notiert_at = clock.now()
    row.save(update_fields=["ende_notiert_at"])
    audit.record("vertretung_end_noted", acting=acting, object_type="vertretung", object_id=row.id)
    return True


@transaction.atomic
def grant(
    *, acting: Actor, vertreter: Vertreter, antrag: Antrag, art: str, darf: Iterable[str], bis: date | None
) -> Vertretung:
    """The person herself allows somebody to act in this application; no release is needed (§ 13 Abs. 1 SGB X)."""
    now = clock.now()
    row: Vertretung = Vertretung.objects.create(
        vertreter=vertreter,
        art=Vertretung.Art(art),
        person=antrag.person,
        antrag=antrag,
        darf=sorted(set(darf) & ALLES),
        von=clock.today(),
        bis=bis,
        stand=Vertretung.Stand.FREIGEGEBEN,
        beantragt_at=now,
        entschieden_at=now,
    )
    audit.record(
        "vertretung_granted",
        acting=acting,
        object_type="vertretung",
        object_id=row.id,
        details={"art": row.art, "darf": ",".join(row.darf)},
    )
    return row


@transaction.atomic
def new_helper_code(
    *, acting: Actor, antrag: Antrag, art: str, darf: Iterable[str], bis: date | None = None
) -> Beratungscode:
    """A code for somebody who helps: a quarter of an hour, once; an earlier unused one ends."""
    now = clock.now()
    Beratungscode.objects.filter(antrag=antrag, benutzt_at=None, gilt_bis__gt=now).update(gilt_bis=now)
    allowed = ALLES if art == Vertretung.Art.VOLLMACHT else frozenset(HELFEN)
    code = new_code()
    while Beratungscode.objects.filter(code=code).exists():
        code = new_code()
    row: Beratungscode = Beratungscode.objects.create(
        antrag=antrag,
        code=code,
        art=Vertretung.Art(art),
        darf=sorted(allowed.intersection(darf)),
        bis=bis or clock.today() + timedelta(days=VOLLMACHT_DAYS if art == Vertretung.Art.VOLLMACHT else HELP_DAYS),
        gilt_bis=now + CODE_LIVES,
    )
    audit.record("helper_code_given", acting=acting, object_type="antrag", object_id=antrag.id)
    return row


def redeem_helper_code(*, acting: Actor, vertreter: Vertreter, code: str) -> Vertretung:
    """Type a citizen's code: it opens that one application as far as she allowed. Raises CodeUnusable, never for good.

    Not atomic by itself: a failure must stay counted although it is refused.
    """
    target = f"helper:{vertreter.id}"
    if wait := throttle.seconds_to_wait(target):
        raise CodeUnusable(wait)
    found = Beratungscode.objects.select_for_update(of=("self",)).select_related("antrag__person")
    row = found.filter(code=normal_code(code) or "", benutzt_at=None, gilt_bis__gt=clock.now()).first()
    if row is None:
        throttle.note_failure(target)
        raise CodeUnusable(throttle.seconds_to_wait(target))
    throttle.note_success(target)
    row.benutzt_at = clock.now()
    row.save(update_fields=["benutzt_at"])
    return grant(acting=acting, vertreter=vertreter, antrag=row.antrag, art=row.art, darf=row.darf, bis=row.bis)


@transaction.atomic
def ask_consent(*, acting: Actor, antrag: Antrag, vertretung: Vertretung | None, handlung: str) -> Zustimmung:
    """Keep an act that needs consent, and for whose; asked once as long as it is open."""
    known: Zustimmung | None = Zustimmung.objects.filter(
        antrag=antrag, vertretung=vertretung, handlung=handlung, stand=Zustimmung.Stand.OFFEN
    ).first()
    if known is not None:
        return known
    row: Zustimmung = Zustimmung.objects.create(
        antrag=antrag, vertretung=vertretung, handlung=Zustimmung.Handlung(handlung), at=clock.now()
    )
    audit.record(
        "consent_asked", acting=acting, object_type="antrag", object_id=antrag.id, details={"handlung": handlung}
    )
    return row


@transaction.atomic
def answer_consent(*, acting: Actor, zustimmung: Zustimmung, ja: bool) -> Zustimmung:
    """Keep the answer; raises VertretungDecided if there is one."""
    row: Zustimmung = (
        Zustimmung.objects.select_for_update(of=("self",)).select_related("antrag", "vertretung").get(id=zustimmung.id)
    )
    if row.stand != Zustimmung.Stand.OFFEN:
        raise VertretungDecided
    row.stand = Zustimmung.Stand.ERTEILT if ja else Zustimmung.Stand.VERWEIGERT
    row.beantwortet_at = clock.now()
    row.save(update_fields=["stand", "beantwortet_at"])
    audit.record("consent_answered", acting=acting, object_type="antrag", object_id=row.antrag_id, details={"ja": ja})
    return row


@transaction.atomic
def note_angabe(
    *,
    acting: Actor,
    antrag: Antrag,
    pfad: str,
    seite: str,
    frage: str,
    vertreter: Vertreter | None,
    wert: Any,
    text: str,
    at: datetime | None = None,
) -> Angabe:
    """Keep what one side said to a question; what the other side said stays. A new word opens a settled question."""
    Angabe.objects.filter(antrag=antrag, pfad=pfad).update(geklaert_at=None, geklaert_by=None)
    said = {
        "seite": seite[:80],
        "frage": frage[:300],
        "vertreter": vertreter,
        "wert": wert,
        "text": text[:400],
        "at": at or clock.now(),
    }
    who = str(vertreter.id) if vertreter else PERSON
    row: Angabe = Angabe.objects.update_or_create(antrag=antrag, pfad=pfad, urheber=who, defaults=said)[0]
    audit.record("angabe_kept", acting=acting, object_type="antrag", object_id=antrag.id, details={"frage": pfad[:120]})
    return row


@transaction.atomic
def settle_angaben(*, acting: Actor, antrag: Antrag, pfad: str) -> int:
    """The office has settled a contradiction; both statements stay. Gives how many rows it was about."""
    rows = Angabe.objects.filter(antrag=antrag, pfad=pfad, geklaert_at=None)
    count: int = rows.update(geklaert_at=clock.now(), geklaert_by_id=acting.account_id)
    if count:
        audit.record(
            "angabe_settled", acting=acting, object_type="antrag", object_id=antrag.id, details={"frage": pfad[:120]}
        )
    return count


@transaction.atomic
def note_sender(*, acting: Actor, upload: Upload, vertreter: Vertreter) -> None:
    """Note which of those who act for the person sent this file."""
    _, new = Einsendung.objects.get_or_create(upload=upload, defaults={"vertreter": vertreter})
    if new:
        audit.record("upload_by_vertreter", acting=acting, object_type="antrag", object_id=upload.antrag_id)


@transaction.atomic
def set_person(*, acting: Actor, antrag: Antrag, person: Person) -> Antrag:
    """Say for whom a draft is, before it is sent: a representative began it."""
    antrag.person = person
    antrag.save(update_fields=["person"])
    audit.record("antrag_person_set", acting=acting, object_type="antrag", object_id=antrag.id)
    return antrag
