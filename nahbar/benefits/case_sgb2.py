"""From a case to the facts of the SGB II; what the implementation does not cover yet is refused by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nahbar.benefits.base import FactsRefused
from nahbar.benefits.case_checks import Error, contradictions, error
from nahbar.benefits.case_format import Case, Person
from nahbar.benefits.case_reductions import wrong_reductions
from nahbar.law.calendar import erster, letzter, vollendet
from nahbar.law.sgb2 import sachverhalt as sgb2
from nahbar.law.sgb2.altersgrenze import erreicht

NICHT_ABGEDECKT = "nicht_abgedeckt"
_EARNINGS_DEDUCTIONS = ("fahrtkosten", "werbungskosten")
_INSURANCE_DEDUCTIONS = ("versicherung", "altersvorsorge")
_BACK_PAYMENTS = (
    "rente", "private_rente", "alg1", "elterngeld", "sonstiges", "kindergeld", "unterhalt", "unterhaltsvorschuss",
)  # fmt: skip
"""Back payments that are calculated, by the field of income they belong to."""
_SAME = (
    "erwerbsfaehig", "alleinerziehend", "gewinn", "rente", "private_rente", "alg1", "elterngeld", "sonstiges",
    "kindergeld", "unterhalt", "unterhaltsvorschuss", "minderjaehriges_kind_ausserhalb", "vermoegen", "schwanger_et",
    "merkzeichen_g", "teilhabe_leistung", "ernaehrung_aufwand", "mehrbedarf_unabweisbar", "umzug_ohne_zusicherung",
    "grundrentenzeiten_33",
)  # fmt: skip
"""Fields that both shapes hold under one name and in one unit."""


def facts_of(case: Case, month: date) -> sgb2.Sachverhalt:
    """The facts of this case in this month; raises FactsRefused with every contradiction and every uncovered fact."""
    errors = [*contradictions(case, month), *wrong_reductions(case, month), *_uncovered(case, month)]
    if errors:
        raise FactsRefused(errors)
    adults = tuple(p.id for p in case.personen if p.rolle in ("antragsteller", "partner"))
    applicant = next(p.id for p in case.personen if p.rolle == "antragsteller")
    dwelling = case.wohnung
    begin = case.leistungsbeginn or case.bewilligungszeitraum_beginn or month
    return sgb2.Sachverhalt(
        personen=tuple(_person(case, person, adults, applicant) for person in case.personen),
        wohnung=sgb2.Wohnung(
            bruttokaltmiete=dwelling.bruttokaltmiete or 0,
            heizkosten=dwelling.heizkosten or 0,
            anerkannt=dwelling.anerkannt,
            angemessen_bruttokalt=dwelling.angemessen_bruttokalt,
            kostensenkung_ab=dwelling.kostensenkung_ab,
            warmwasser_dezentral=dwelling.warmwasser_dezentral,
            eigentum=dwelling.eigentum,
        ),
        leistungsbeginn=erster(begin),
    )


def _person(case: Case, person: Person, adults: tuple[str, ...], applicant: str) -> sgb2.Person:
    def deductions(*kinds: str) -> int:
        return sum(a.betrag for a in person.absetzungen if a.art in kinds)

    recipient = person.id if person.rolle == "haushaltsmitglied" else applicant
    parents = person.elternteile
    if parents is None:
        parents = adults if person.rolle == "kind" else ()
    return sgb2.Person(
        id=person.id,
        rolle=sgb2.Rolle(person.rolle),
        geburtsdatum=person.geburtsdatum,
        elternteile=parents,
        kindergeld_empfaenger=person.kindergeld_empfaenger or recipient,
        brutto=person.brutto or 0,
        netto=person.netto or 0,
        rente_brutto=person.rente if person.rente_brutto is None else person.rente_brutto,
        absetzungen_versicherung=deductions(*_INSURANCE_DEDUCTIONS),
        absetzungen_erwerb=deductions(*_EARNINGS_DEDUCTIONS),
        unterhalt_titel=deductions("unterhalt_titel"),
        ausbildung=sgb2.Ausbildung(person.ausbildung) if person.ausbildung else None,
        nachzahlung=(
            sgb2.Nachzahlung(person.nachzahlung.art, person.nachzahlung.betrag, person.nachzahlung.zufluss)
            if person.nachzahlung
            else None
        ),
        minderungen=tuple(
            sgb2.Minderung(sgb2.Minderungsgrund(m.grund), m.ereignis, m.monat_nr) for m in person.minderungen
        ),
        von=max((d for d in (case.von, person.von) if d), default=None),
        bis=min((d for d in (case.bis, person.bis) if d), default=None),
        **{name: getattr(person, name) for name in _SAME},
    )


def _uncovered(case: Case, month: date) -> Iterator[Error]:
    for index, person in enumerate(case.personen):
        at = f"personen[{index}]"
        yield from (error(f"{at}.{name}", NICHT_ABGEDECKT, text) for name, text in _fields(person))
        recipient = next((p for p in case.personen if p.id == person.kindergeld_empfaenger), None)
        if person.kindergeld and recipient is not None and recipient.rolle == "kind" and recipient is not person:
            yield error(
                f"{at}.kindergeld_empfaenger", NICHT_ABGEDECKT,
                "Kindergeld, das ein anderes Kind erhält, wird noch nicht berechnet.",
            )  # fmt: skip
        if person.rolle == "haushaltsmitglied":
            continue
        if person.rolle != "kind" and (person.altersgrenze_erreicht or erreicht(person.id, person.geburtsdatum, month)):
            name = "altersgrenze_erreicht" if person.altersgrenze_erreicht else "geburtsdatum"
            yield error(
                f"{at}.{name}", NICHT_ABGEDECKT,
                "Die Altersgrenze ist erreicht. Die Grundsicherung im Alter (SGB XII) wird noch nicht berechnet.",
            )  # fmt: skip
        grown = vollendet(person.geburtsdatum, 15) <= letzter(month)
        if grown and person.erwerbsfaehig is False and (person.brutto or person.gewinn):
            yield error(
                f"{at}.{'brutto' if person.brutto else 'gewinn'}", NICHT_ABGEDECKT,
                "Erwerbseinkommen einer nicht erwerbsfähigen Person wird noch nicht berechnet.",
            )  # fmt: skip
        if case.von and person.bis and case.von > person.bis or case.bis and person.von and person.von > case.bis:
            yield error(f"{at}.von", "widerspruch", "Der Zeitraum der Person liegt außerhalb des Zeitraums des Falls.")


def _fields(person: Person) -> Iterator[tuple[str, str]]:
    if person.nachzahlung and person.nachzahlung.art not in _BACK_PAYMENTS:
        yield "nachzahlung.art", "Nachzahlungen dieser Art werden noch nicht berechnet."
    if person.kapitalertraege:
        yield (
            "kapitalertraege",
            "Kapitalerträge werden noch nicht berechnet, weil der Freibetrag von 100 Euro für das Kalenderjahr gilt.",
        )
    if person.erwerbsgemindert_dauerhaft:
        yield (
            "erwerbsgemindert_dauerhaft",
            "Die Grundsicherung bei Erwerbsminderung (SGB XII) wird noch nicht berechnet.",
        )
    if person.werkstatt_entgelt:
        yield "werkstatt_entgelt", "Entgelt einer Werkstatt (§ 82 SGB XII) wird noch nicht berechnet."
