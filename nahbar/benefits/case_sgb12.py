"""From a case to the facts of the SGB XII, and to the grouping of the household."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from datetime import date

from nahbar.benefits.base import FactsRefused
from nahbar.benefits.case_checks import Error, contradictions, error
from nahbar.benefits.case_format import Case, Person
from nahbar.law.calendar import NIE, erster, letzter, plus_monate
from nahbar.law.explain import silent
from nahbar.law.sgb2.altersgrenze import erreicht
from nahbar.law.sgb2.sachverhalt import NICHT_ANGEGEBEN, Ausbildung, Rolle
from nahbar.law.sgb12 import sachverhalt as sgb12
from nahbar.law.sgb12.sachverhalt import NIEMAND, Leistung
from nahbar.law.zuordnung import Mitglied, altersgrenze_erreicht

NICHT_ABGEDECKT = "nicht_abgedeckt"
WIDERSPRUCH = "widerspruch"
_FOUR, _THREE = "sgb12-4", "sgb12-3"
_SAME = (
    "gewinn", "werkstatt_entgelt", "rente", "private_rente", "alg1", "elterngeld", "kapitalertraege", "sonstiges",
    "kindergeld", "unterhalt", "unterhaltsvorschuss", "vermoegen", "merkzeichen_g", "teilhabe_leistung",
    "ernaehrung_aufwand", "mehrbedarf_unabweisbar", "grundrentenzeiten_33",
)  # fmt: skip
"""Fields that both shapes hold under one name and in one unit."""
_BACK_PAYMENTS = (
    "brutto", "netto", "rente", "private_rente", "alg1", "elterngeld", "sonstiges", "kindergeld", "unterhalt",
    "unterhaltsvorschuss",
)  # fmt: skip
_ADULTS = ("antragsteller", "partner")


def members(case: Case, month: date, law: str, covering: Container[int] = ()) -> tuple[Mitglied, ...]:
    """The household as the grouping looks at it.

    Who asks for chapter 4 leaves the SGB II with the first of the month in which the age is reached (§ 44 Abs. 2); who
    asks for chapter 3 says that nobody is able to work, unless a person is said to be. `covering` are the places of
    children who live on their own income.
    """
    people = (_member(case, person, month, law) for person in case.personen)
    return tuple(replace(person, deckt_bedarf=nr in covering) for nr, person in enumerate(people))


def _member(case: Case, person: Person, month: date, law: str) -> Mitglied:
    able, age, incapacity = person.erwerbsfaehig, person.altersgrenze_erreicht, person.erwerbsgemindert_dauerhaft
    if law == _FOUR and able is None and erreicht(person.id, person.geburtsdatum, plus_monate(month, 1)):
        able = False
    if law == _THREE:
        able, age, incapacity = bool(able), False, False
    return Mitglied(
        person.id, Rolle[person.rolle.upper()], person.geburtsdatum, _parents(case, person), able, incapacity, age,
        werkstatt=person.werkstatt_entgelt > 0 and person.erwerbsfaehig is not True and law != _THREE,
    )  # fmt: skip


def _parents(case: Case, person: Person) -> tuple[int, ...]:
    numbers = {p.id: nr for nr, p in enumerate(case.personen)}
    parents = person.elternteile
    if parents is None:
        adults = tuple(p.id for p in case.personen if p.rolle in _ADULTS)
        parents = adults if person.rolle == "kind" else ()
    return tuple(sorted({numbers[parent] for parent in parents if parent in numbers}))


def check(case: Case, month: date, groups: Sequence[Leistung] | None) -> None:
    """Refuse contradictions and what is not covered; without `groups` only contradictions."""
    errors = contradictions(case, month)
    for index, person in enumerate(case.personen):
        at = f"personen[{index}]"
        if person.erwerbsgemindert_dauerhaft and person.erwerbsfaehig:
            errors.append(error(f"{at}.erwerbsfaehig", WIDERSPRUCH,
                                "Wer dauerhaft voll erwerbsgemindert ist, ist nicht erwerbsfähig."))  # fmt: skip
        if case.von and person.bis and case.von > person.bis or case.bis and person.von and person.von > case.bis:
            text = "Der Zeitraum der Person liegt außerhalb des Zeitraums des Falls."
            errors.append(error(f"{at}.von", WIDERSPRUCH, text))
        if groups is not None and groups[index] in (Leistung.KAPITEL_3, Leistung.KAPITEL_4):
            errors += list(_uncovered(at, person))
    if errors:
        raise FactsRefused(errors)


def _uncovered(at: str, person: Person) -> Iterator[Error]:
    if person.minderungen:
        text = "Minderungen nach dem SGB II treffen diese Person nicht. Sie bekommt Sozialhilfe."
        yield error(f"{at}.minderungen", NICHT_ABGEDECKT, text)
    if person.nachzahlung and person.nachzahlung.art not in _BACK_PAYMENTS:
        text = "Nachzahlungen dieser Art werden noch nicht berechnet."
        yield error(f"{at}.nachzahlung.art", NICHT_ABGEDECKT, text)


def facts_of(case: Case, month: date, groups: Sequence[Leistung]) -> sgb12.Sachverhalt:
    """The facts of this case by the SGB XII; the case was checked and its persons are grouped."""
    begin = case.leistungsbeginn or case.bewilligungszeitraum_beginn or month
    dwelling = case.wohnung
    return sgb12.Sachverhalt(
        personen=tuple(_person(case, month, nr, groups) for nr in range(len(case.personen))),
        wohnung=sgb12.Wohnung(
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
    return NICHT_ANGEGEBEN if cents is None else cents


def _person(case: Case, month: date, nr: int, groups: Sequence[Leistung]) -> sgb12.Person:
    person = case.personen[nr]

    def deductions(*kinds: str) -> int:
        return sum(a.betrag for a in person.absetzungen if a.art in kinds)

    parents = (*_parents(case, person), NIEMAND, NIEMAND)
    return sgb12.Person(
        id=person.id,
        rolle=Rolle[person.rolle.upper()],
        geburtsdatum=person.geburtsdatum,
        leistung=groups[nr],
        partner=_partner(case, person),
        elternteil_1=parents[0],
        elternteil_2=parents[1],
        kindergeld_empfaenger=_recipient(case, nr),
        altersgrenze_erreicht=_old(case, person, month),
        voll_erwerbsgemindert=(
            person.erwerbsgemindert_dauerhaft or person.erwerbsfaehig is False or person.werkstatt_entgelt > 0
        ),
        alleinerziehend=_alone(case, person, month),
        brutto=person.brutto or 0,
        netto=person.netto or 0,
        rente_brutto=person.rente if person.rente_brutto is None else person.rente_brutto,
        fahrtkosten=deductions("fahrtkosten"),
        werbungskosten=deductions("werbungskosten"),
        versicherungen=deductions("versicherung", "altersvorsorge"),
        ausbildung=Ausbildung[(person.ausbildung or "keine").upper()],
        schwanger_et=person.schwanger_et or NIE,
        nachzahlung=(
            sgb12.Nachzahlung(person.nachzahlung.art, person.nachzahlung.betrag, person.nachzahlung.zufluss)
            if person.nachzahlung
            else None
        ),
        von=max((d for d in (case.von, person.von) if d), default=NIE),
        bis=min((d for d in (case.bis, person.bis) if d), default=NIE),
        **{name: getattr(person, name) for name in _SAME},
    )


def _partner(case: Case, person: Person) -> int:
    """The place of the other adult; persons who live like spouses are treated like them (§ 20)."""
    if person.rolle not in _ADULTS:
        return NIEMAND
    return next((nr for nr, p in enumerate(case.personen) if p.rolle in _ADULTS and p is not person), NIEMAND)


def _recipient(case: Case, nr: int) -> int:
    """Who receives the Kindergeld; by default the applicant, for other members of the household they themselves."""
    person = case.personen[nr]
    if person.kindergeld_empfaenger is not None:
        return next((n for n, p in enumerate(case.personen) if p.id == person.kindergeld_empfaenger), NIEMAND)
    if person.rolle == "haushaltsmitglied":
        return nr
    return next((n for n, p in enumerate(case.personen) if p.rolle == "antragsteller"), NIEMAND)


def _alone(case: Case, person: Person, month: date) -> bool:
    """As stated, else the only adult beside its own children, who may be of age."""
    if person.rolle not in _ADULTS:
        return False
    if person.alleinerziehend is not None:
        return person.alleinerziehend
    grown = plus_monate(month, -12 * 18)
    others = [p for p in case.personen if p is not person]
    return not any(
        p.rolle in _ADULTS or (p.rolle == "haushaltsmitglied" and p.geburtsdatum <= letzter(grown)) for p in others
    )



def _old(case: Case, person: Person, month: date) -> bool:
    """Whether the Altersgrenze is reached, as stated or by the birth date (§ 30 Abs. 1 Nr. 1)."""
    if person.altersgrenze_erreicht is not None:
        return person.altersgrenze_erreicht
    with silent():
        return altersgrenze_erreicht(_member(case, person, month, "auto"), person.geburtsdatum, month, False)
