"""From a case to the facts of the SGB II; what the implementation does not cover yet is refused by name."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from datetime import date

from nahbar.benefits.base import FactsRefused
from nahbar.benefits.case_checks import Error, contradictions, error
from nahbar.benefits.case_format import Case, Person
from nahbar.benefits.case_reductions import wrong_reductions
from nahbar.law.calendar import NIE, erster, letzter, vollendet
from nahbar.law.sgb2 import sachverhalt as sgb2
from nahbar.law.sgb2.altersgrenze import erreicht

NICHT_ABGEDECKT = "nicht_abgedeckt"
_EARNINGS_DEDUCTIONS = ("fahrtkosten", "werbungskosten")
_INSURANCE_DEDUCTIONS = ("versicherung", "altersvorsorge")
_BACK_PAYMENTS = (
    "brutto", "netto", "rente", "private_rente", "alg1", "elterngeld", "sonstiges", "kindergeld", "unterhalt",
    "unterhaltsvorschuss",
)  # fmt: skip
"""Back payments that are calculated, by the field of income they belong to."""
_SAME = (
    "gewinn", "rente", "private_rente", "alg1", "elterngeld", "kapitalertraege", "sonstiges",
    "kindergeld", "unterhalt", "unterhaltsvorschuss", "minderjaehriges_kind_ausserhalb", "vermoegen",
    "merkzeichen_g", "teilhabe_leistung", "ernaehrung_aufwand", "mehrbedarf_unabweisbar", "umzug_ohne_zusicherung",
    "grundrentenzeiten_33",
)  # fmt: skip
"""Fields that both shapes hold under one name and in one unit."""


def facts_of(case: Case, month: date, sgb12: Container[int] = ()) -> sgb2.Sachverhalt:
    """The facts of this case in this month; raises FactsRefused with every contradiction and every uncovered fact.

    `sgb12` are the places of persons who live by the SGB XII: their own facts are no affair of this law.
    """
    errors = [*contradictions(case, month), *wrong_reductions(case, month), *_uncovered(case, month, sgb12)]
    if errors:
        raise FactsRefused(errors)
    numbers = {person.id: nr for nr, person in enumerate(case.personen)}
    dwelling = case.wohnung
    begin = case.leistungsbeginn or case.bewilligungszeitraum_beginn or month
    return sgb2.Sachverhalt(
        personen=tuple(_person(case, person, numbers) for person in case.personen),
        wohnung=sgb2.Wohnung(
            bruttokaltmiete=dwelling.bruttokaltmiete or 0,
            heizkosten=dwelling.heizkosten or 0,
            anerkannt=_amount(dwelling.anerkannt),
            angemessen_bruttokalt=_amount(dwelling.angemessen_bruttokalt),
            kostensenkung_ab=dwelling.kostensenkung_ab or NIE,
            warmwasser_dezentral=dwelling.warmwasser_dezentral,
            eigentum=dwelling.eigentum,
        ),
        leistungsbeginn=erster(begin),
    )


def _amount(cents: int | None) -> int:
    return sgb2.NICHT_ANGEGEBEN if cents is None else cents


def _answer(value: bool | None) -> sgb2.Angabe:
    return sgb2.Angabe.OFFEN if value is None else sgb2.Angabe(int(value))


def _parents(case: Case, person: Person, numbers: Mapping[str, int]) -> int:
    """A bit for the place of each parent; by default all adults of the household are the parents of a child."""
    parents = person.elternteile
    if parents is None:
        adults = [p.id for p in case.personen if p.rolle in ("antragsteller", "partner")]
        parents = tuple(adults) if person.rolle == "kind" else ()
    return sum(1 << numbers[parent] for parent in set(parents) if parent in numbers)


def _recipient(case: Case, person: Person, numbers: Mapping[str, int]) -> int:
    """Who receives the Kindergeld; by default the applicant, for other members of the household they themselves."""
    if person.kindergeld_empfaenger is not None:
        return numbers[person.kindergeld_empfaenger]
    if person.rolle == "haushaltsmitglied":
        return numbers[person.id]
    return next(nr for nr, p in enumerate(case.personen) if p.rolle == "antragsteller")


def _person(case: Case, person: Person, numbers: Mapping[str, int]) -> sgb2.Person:
    def deductions(*kinds: str) -> int:
        return sum(a.betrag for a in person.absetzungen if a.art in kinds)

    return sgb2.Person(
        id=person.id,
        nr=numbers[person.id],
        rolle=sgb2.Rolle[person.rolle.upper()],
        geburtsdatum=person.geburtsdatum,
        eltern=_parents(case, person, numbers),
        kindergeld_empfaenger=_recipient(case, person, numbers),
        erwerbsfaehig=_answer(False if person.erwerbsgemindert_dauerhaft else person.erwerbsfaehig),
        alleinerziehend=_answer(person.alleinerziehend),
        schwanger_et=person.schwanger_et or NIE,
        brutto=person.brutto or 0,
        netto=person.netto or 0,
        rente_brutto=person.rente if person.rente_brutto is None else person.rente_brutto,
        absetzungen_versicherung=deductions(*_INSURANCE_DEDUCTIONS),
        absetzungen_erwerb=deductions(*_EARNINGS_DEDUCTIONS),
        unterhalt_titel=deductions("unterhalt_titel"),
        ausbildung=sgb2.Ausbildung[(person.ausbildung or "keine").upper()],
        nachzahlung=(
            sgb2.Nachzahlung(person.nachzahlung.art, person.nachzahlung.betrag, person.nachzahlung.zufluss)
            if person.nachzahlung
            else None
        ),
        minderungen=tuple(
            sgb2.Minderung(sgb2.Minderungsgrund(m.grund), m.ereignis, m.monat_nr) for m in person.minderungen
        ),
        von=max((d for d in (case.von, person.von) if d), default=NIE),
        bis=min((d for d in (case.bis, person.bis) if d), default=NIE),
        **{name: getattr(person, name) for name in _SAME},
    )


def _uncovered(case: Case, month: date, sgb12: Container[int]) -> Iterator[Error]:
    for index, person in enumerate(case.personen):
        at = f"personen[{index}]"
        if index in sgb12:
            continue
        yield from (error(f"{at}.{name}", NICHT_ABGEDECKT, text) for name, text in _fields(person, month))
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
                "Die Altersgrenze ist erreicht. Dafür gibt es die Grundsicherung im Alter nach dem SGB XII.",
            )  # fmt: skip
        if case.von and person.bis and case.von > person.bis or case.bis and person.von and person.von > case.bis:
            yield error(f"{at}.von", "widerspruch", "Der Zeitraum der Person liegt außerhalb des Zeitraums des Falls.")


def _fields(person: Person, month: date) -> Iterator[tuple[str, str]]:
    if person.nachzahlung and person.nachzahlung.art not in _BACK_PAYMENTS:
        yield "nachzahlung.art", "Nachzahlungen dieser Art werden noch nicht berechnet."
    if person.rolle == "haushaltsmitglied":
        return
    if person.erwerbsgemindert_dauerhaft and vollendet(person.geburtsdatum, 18) <= letzter(month):
        text = "Bei dauerhafter Erwerbsminderung gibt es die Grundsicherung nach dem SGB XII."
        yield "erwerbsgemindert_dauerhaft", text
    if person.werkstatt_entgelt:
        yield "werkstatt_entgelt", "Entgelt einer Werkstatt zählt nach dem SGB XII (§ 82 Abs. 3)."
