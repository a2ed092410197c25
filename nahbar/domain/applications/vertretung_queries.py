"""Reading who acts for whom: today's rights, requests for the office, who gets letters, contradictions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from nahbar.domain.applications.models import (
    Angabe,
    Antrag,
    Beratungscode,
    Vertreter,
    Vertretung,
    Zugang,
    Zustimmung,
)
from nahbar.domain.applications.vertretung_errors import VertretungUnknown
from nahbar.domain.applications.vertretung_policies import POST, in_force, may_receive, needs_consent, rights
from nahbar.domain.casefile.models import Akte
from nahbar.domain.people.models import Person
from nahbar.domain.people.names import search_key
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Befugnis
from nahbar.platform.ids import normal_code

__all__ = ["Angabe", "Vertreter", "Vertretung", "Zustimmung", "in_force"]


@dataclass(frozen=True)
class Kandidat:
    """Somebody whom a request may be about, for staff to choose: key `p:<person>`, `a:<draft>`, or `neu`."""

    key: str
    label: str
    warum: str


@dataclass(frozen=True)
class Empfaenger:
    """To whom a letter is addressed instead of the person: address, and in which capacity."""

    vertretung: Vertretung
    lines: tuple[str, ...]
    als: str
    """`als rechtlicher Betreuer …`: one line of the address field."""
    name: str


def vertreter_of(account_id: UUID | None) -> Vertreter | None:
    """The representative of this login."""
    found: Vertreter | None = Vertreter.objects.filter(account_id=account_id).first() if account_id else None
    return found


def _valid_today() -> Q:
    today = clock.today()
    return Q(stand=Vertretung.Stand.FREIGEGEBEN, von__lte=today) & (Q(bis=None) | Q(bis__gte=today))


def befugnisse(account_id: UUID) -> tuple[Befugnis, ...]:
    """What this login may do today, application by application; ends by the clock and needs no job."""
    mandates = Vertretung.objects.filter(_valid_today(), vertreter__account_id=account_id)
    found: list[Befugnis] = []
    for mandate in mandates.select_related("person", "antrag__person"):
        may = rights(mandate.art, mandate.aufgabenkreise, mandate.darf)
        if not may:
            continue
        for antrag_id in _antrag_ids(mandate):
            found.append(Befugnis(antrag_id, mandate.id, mandate.art, fuer(mandate), may))
    return tuple(found)


def _antrag_ids(mandate: Vertretung) -> list[UUID]:
    if mandate.antrag_id is not None:
        return [mandate.antrag_id]
    return list(Antrag.objects.filter(person_id=mandate.person_id).values_list("id", flat=True))


def fuer(mandate: Vertretung) -> str:
    """The name of the person for whom this is."""
    if mandate.person is not None:
        return str(mandate.person)
    if mandate.antrag is not None:
        return name_in(mandate.antrag)
    return f"{mandate.vorname} {mandate.nachname}".strip()


def name_in(antrag: Antrag) -> str:
    """The applicant's name as far as it is known; else the number of the application."""
    if antrag.person is not None:
        return str(antrag.person)
    typed = f"{antrag.antworten.get('vorname') or ''} {antrag.antworten.get('nachname') or ''}".strip()
    return typed or f"Antrag {antrag.nummer}"


def vertretung_by_id(vertretung_id: UUID) -> Vertretung:
    """The mandate of this id; raises VertretungUnknown."""
    found: Vertretung | None = (
        Vertretung.objects.select_related(
            "vertreter__account", "person", "antrag__person", "entschieden_by", "nachweis", "nachweis_ansicht"
        )
        .filter(id=vertretung_id)
        .first()
    )
    if found is None:
        raise VertretungUnknown
    return found


def own_vertretungen(vertreter: Vertreter) -> list[Vertretung]:
    """The mandates and requests of this representative, newest first."""
    return list(Vertretung.objects.filter(vertreter=vertreter).select_related("person", "antrag__person"))


def own_vertretung(vertreter: Vertreter | None, vertretung_id: UUID) -> Vertretung:
    """One's own mandate; raises VertretungUnknown for somebody else's as for none."""
    found = vertretung_by_id(vertretung_id)
    if vertreter is None or found.vertreter_id != vertreter.id:
        raise VertretungUnknown
    return found


def antraege_of(mandate: Vertretung) -> list[Antrag]:
    """The applications that this mandate covers, newest first."""
    return list(Antrag.objects.filter(id__in=_antrag_ids(mandate)).order_by("-gesichert_at"))


def _about(antrag: Antrag) -> QuerySet[Vertretung]:
    which = Q(antrag=antrag)
    if antrag.person_id is not None:
        which |= Q(person_id=antrag.person_id, antrag=None)
    related = ("vertreter", "person", "antrag__person", "entschieden_by")
    rows: QuerySet[Vertretung] = Vertretung.objects.filter(which).select_related(*related)
    return rows


def of_antrag(antrag: Antrag) -> list[Vertretung]:
    """Everybody who acts or acted for this applicant: what counts today first."""
    rows = list(_about(antrag).exclude(stand__in=(Vertretung.Stand.BEANTRAGT, Vertretung.Stand.ABGELEHNT)))
    today = clock.today()
    return sorted(rows, key=lambda row: not in_force(row, today))


def active(antrag: Antrag) -> list[Vertretung]:
    """Who may act for this applicant today."""
    return list(_about(antrag).filter(_valid_today()))


def of_akte(akte: Akte) -> list[Vertretung]:
    """Everybody who acts or acted in this file, what counts today first."""
    rows = Vertretung.objects.filter(Q(antrag__akte=akte) | Q(person__antraege__akte=akte)).distinct()
    rows = rows.exclude(stand__in=(Vertretung.Stand.BEANTRAGT, Vertretung.Stand.ABGELEHNT))
    today = clock.today()
    return sorted(rows.select_related("vertreter", "person"), key=lambda row: not in_force(row, today))


def acting_in(akte: Akte) -> list[Vertretung]:
    """Who may act in this file today."""
    today = clock.today()
    return [row for row in of_akte(akte) if in_force(row, today)]


def consent_givers(antrag: Antrag) -> list[Vertretung]:
    """Betreuer whose consent the person's own acts need today (§ 1825 BGB, § 11 Abs. 2 SGB X)."""
    today = clock.today()
    return [row for row in active(antrag) if needs_consent(row, today)]


def betreuer_on(antrag: Antrag, day: date) -> list[Vertretung]:
    """The Betreuer who led this procedure on a day, whatever became of it later; who got letters comes first."""
    rows = _about(antrag).filter(art=Vertretung.Art.BETREUUNG, von__lte=day, entschieden_at__isnull=False)
    rows = rows.exclude(stand=Vertretung.Stand.ABGELEHNT).filter(Q(bis=None) | Q(bis__gte=day))
    rows = rows.filter(Q(beendet_at=None) | Q(beendet_at__date__gte=day))
    return [
        row for row in rows.order_by("von", "beantragt_at") if POST in rights(row.art, row.aufgabenkreise, row.darf)
    ]


def empfaenger(antrag: Antrag) -> Empfaenger | None:
    """To whom letters about this application go: § 13 Abs. 3 S. 1, § 37 Abs. 1 S. 2 SGB X. None: to the person.

    A legal representative comes before a Vollmacht, and that before somebody who only takes letters.
    """
    today = clock.today()
    order = ("betreuung", "eltern", "vollmacht", "empfang")
    fitting = [row for row in active(antrag) if row.art in order and may_receive(row, today)]
    if not fitting:
        return None
    chosen = min(fitting, key=lambda row: (order.index(row.art), row.von, row.beantragt_at))
    return Empfaenger(
        vertretung=chosen,
        lines=tuple(chosen.vertreter.anschrift),
        als=f"für {fuer(chosen)}",
        name=chosen.vertreter.name,
    )


def waiting() -> list[Vertretung]:
    """Requests that nobody has decided on, oldest first."""
    rows = Vertretung.objects.filter(stand=Vertretung.Stand.BEANTRAGT).select_related("vertreter")
    return list(rows.order_by("beantragt_at"))


def current() -> list[Vertretung]:
    """Released mandates that count today, by the person's name."""
    rows = Vertretung.objects.filter(_valid_today()).select_related("vertreter", "person", "antrag__person")
    return sorted(rows, key=lambda row: fuer(row).casefold())


def kandidaten(mandate: Vertretung) -> list[Kandidat]:
    """Persons and drafts that fit what was stated; staff compare and choose, nothing is matched by itself."""
    found: dict[str, Kandidat] = {}

    def add(person: Person, why: str) -> None:
        born = f", geboren {person.geburtsdatum:%d.%m.%Y}" if person.geburtsdatum else ""
        label = f"{person}{born}, {person.ort_gezeigt}".rstrip(", ")
        found.setdefault(f"p:{person.id}", Kandidat(f"p:{person.id}", label, why))

    text = mandate.kennung.strip().upper()
    if text:
        for akte in Akte.objects.filter(aktenzeichen=text).select_related("person"):
            add(akte.person, f"Aktenzeichen {akte.aktenzeichen}")
        antrag = _by_number(text)
        if antrag is not None and antrag.person is not None:
            add(antrag.person, f"Antrag {antrag.nummer}")
        elif antrag is not None:
            label = f"Antrag {antrag.nummer}, noch nicht abgeschickt: {name_in(antrag)}"
            found[f"a:{antrag.id}"] = Kandidat(f"a:{antrag.id}", label, "Code oder Nummer des Antrags")
    wanted = search_key(f"{mandate.vorname} {mandate.nachname}")
    for person in Person.objects.filter(search_key=wanted, geburtsdatum=mandate.geburtsdatum):
        add(person, "Name und Geburtsdatum stimmen überein")
    fresh = Kandidat("neu", f"{mandate.vorname} {mandate.nachname} ist hier noch nicht bekannt", "Neu anlegen")
    return [*found.values(), fresh]


def _by_number(text: str) -> Antrag | None:
    """The application of this number or code."""
    if text.startswith("A-"):
        found: Antrag | None = Antrag.objects.select_related("person").filter(nummer=text).first()
        return found
    code = normal_code(text)
    zugang = Zugang.objects.select_related("antrag__person").filter(code=code).first() if code else None
    return zugang.antrag if zugang else None


def open_consents(antrag: Antrag) -> list[Zustimmung]:
    """Acts of the person that wait for consent, oldest first."""
    rows = Zustimmung.objects.filter(antrag=antrag, stand=Zustimmung.Stand.OFFEN)
    return list(rows.select_related("vertretung__vertreter"))


def consents(antrag: Antrag) -> list[Zustimmung]:
    """All acts of the person for which consent was asked, oldest first."""
    return list(Zustimmung.objects.filter(antrag=antrag).select_related("vertretung__vertreter"))


def own_consent(vertreter: Vertreter | None, zustimmung_id: UUID) -> Zustimmung | None:
    """A question put to this representative; None for somebody else's as for none."""
    if vertreter is None:
        return None
    rows = Zustimmung.objects.filter(id=zustimmung_id, vertretung__vertreter=vertreter)
    found: Zustimmung | None = rows.select_related("antrag", "vertretung").first()
    return found


def all_open_consents() -> list[Zustimmung]:
    """Every act in the office that waits for consent, oldest first."""
    rows = Zustimmung.objects.filter(stand=Zustimmung.Stand.OFFEN)
    return list(rows.select_related("antrag__person", "antrag__akte", "vertretung__vertreter"))


def consent_by_id(zustimmung_id: UUID) -> Zustimmung:
    """The question of this id; raises VertretungUnknown."""
    rows = Zustimmung.objects.filter(id=zustimmung_id).select_related("antrag", "vertretung")
    found: Zustimmung | None = rows.first()
    if found is None:
        raise VertretungUnknown
    return found


def helper_code_now(antrag: Antrag) -> Beratungscode | None:
    """The code that this citizen may show at this moment; None: none, or it was used."""
    rows = Beratungscode.objects.filter(antrag=antrag, benutzt_at=None, gilt_bis__gt=clock.now())
    found: Beratungscode | None = rows.order_by("-gilt_bis").first()
    return found


def contradictions(antrag: Antrag) -> list[dict[str, Any]]:
    """Questions to which two sides said different things and which nobody has settled: `pfad`, `frage`, `angaben`."""
    by_path: dict[str, list[Angabe]] = {}
    for row in Angabe.objects.filter(antrag=antrag, geklaert_at=None).select_related("vertreter"):
        by_path.setdefault(row.pfad, []).append(row)
    return [
        {"pfad": path, "frage": rows[0].frage, "seite": rows[0].seite, "angaben": rows}
        for path, rows in by_path.items()
        if len({repr(row.wert) for row in rows}) > 1
    ]
