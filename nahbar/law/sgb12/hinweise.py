"""Remarks beside the amounts of the SGB XII: what a person or the office should still look at, each with its norm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from nahbar.law.calendar import NIE, erster, plus_monate
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.sachverhalt import NICHT_ANGEGEBEN, Rolle
from nahbar.law.sgb12.haushalt import MONATSTAGE, beantragt
from nahbar.law.sgb12.monat import Ergebnis
from nahbar.law.sgb12.sachverhalt import Leistung, Person, Sachverhalt

_EINMALZAHLUNG = date(2022, 7, 1)


class Anmerkung(NamedTuple):
    """Norm and sentence; `fuer_amt` if only the office can do something about it."""

    norm: str
    text: str
    fuer_amt: bool = False


def hinweise(sv: Sachverhalt, recht: Rechtsstand, ergebnis: Ergebnis) -> Iterator[Anmerkung]:
    """Every remark on this month, with its norm and whom it is for."""
    yield from _wohnung(sv, recht)
    for stelle, person in enumerate(sv.personen):
        if beantragt(person):
            yield from _person(sv, stelle, person)
    if any(e.sofortzuschlag and e.tage != MONATSTAGE for e in ergebnis.personen):
        yield Anmerkung("SGB XII § 145 Abs. 1", "Der Sofortzuschlag wird auch für einen Teil des Monats ganz gezahlt.")
    if ergebnis.vermoegen:
        yield Anmerkung("SGB XII § 90 Abs. 1", "Das Vermögen liegt über dem Freibetrag und mindert den Anspruch.")
    if recht.monat == _EINMALZAHLUNG and ergebnis.summe:
        yield Anmerkung("SGB XII § 144", "Für Juli 2022 kommt für Erwachsene eine Einmalzahlung von 200 Euro dazu.")
    gemischt = any(person.leistung == Leistung.SGB2 for person in sv.personen)
    if ergebnis.summe == 0 and not gemischt and any(e.in_bg and e.einkommen for e in ergebnis.personen):
        yield Anmerkung("WoGG § 7", "Wohngeld kann infrage kommen.")


def _person(sv: Sachverhalt, stelle: int, person: Person) -> Iterator[Anmerkung]:
    andere = [p for p in sv.personen if p.rolle == Rolle.HAUSHALTSMITGLIED and p is not person]
    if person.leistung == Leistung.KAPITEL_3 and andere:
        text = "Ob andere im Haushalt zum Lebensunterhalt beitragen, ist gesondert zu prüfen."
        yield Anmerkung("SGB XII § 39", text, fuer_amt=True)
    eltern = [s for s in (person.elternteil_1, person.elternteil_2) if s >= 0]
    fehlt = sv.wohnung.angemessen_eine_person_weniger == NICHT_ANGEGEBEN
    if person.leistung == Leistung.KAPITEL_4 and eltern and fehlt and not person.mietvertraglich_beteiligt:
        yield Anmerkung(
            "SGB XII § 42a Abs. 3",
            "Ohne Mietvertrag zählt bei den Eltern der Unterschied der angemessenen Miete mit und ohne diese Person. "
            "Die örtlichen Werte fehlen, angesetzt ist der Anteil nach Köpfen.",
            fuer_amt=True,
        )


def _wohnung(sv: Sachverhalt, recht: Rechtsstand) -> Iterator[Anmerkung]:
    wohnung = sv.wohnung
    miete, grenze = wohnung.bruttokaltmiete, wohnung.angemessen_bruttokalt
    if miete and grenze == NICHT_ANGEGEBEN:
        yield Anmerkung(
            "SGB XII § 35 Abs. 1 S. 1",
            "Ohne örtliche Grenze sind die tatsächlichen Kosten angesetzt. Ihre Angemessenheit ist zu prüfen.",
            fuer_amt=True,
        )
    elif miete > grenze != NICHT_ANGEGEBEN:
        karenz = recht.monat < plus_monate(erster(max(sv.leistungsbeginn, date(2023, 1, 1))), 12)
        if recht.monat >= date(2026, 7, 1) and karenz and 2 * miete > 3 * grenze:
            yield Anmerkung(
                "SGB XII § 35 Abs. 1 S. 8",
                "Die Miete liegt über dem Eineinhalbfachen der angemessenen Miete. "
                "Ob mehr anerkannt wird, entscheidet das Amt im Einzelfall.",
            )
        if not karenz and wohnung.kostensenkung_ab == NIE:
            yield Anmerkung(
                "SGB XII § 35 Abs. 3 S. 2",
                "Die Miete liegt über der örtlichen Grenze. Zur Kostensenkung wurde noch nicht aufgefordert.",
                fuer_amt=True,
            )
    if wohnung.eigentum:
        yield Anmerkung("SGB XII § 90 Abs. 2 Nr. 8", "Ein angemessenes, selbst bewohntes Hausgrundstück ist geschützt.")
