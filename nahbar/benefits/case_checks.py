"""What the fields of a case mean together: contradictions are refused with path, code and sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from nahbar.benefits.case_format import Case, Person
from nahbar.benefits.case_shape import ANERKANNT, BRUTTO_FEHLT, DOPPELT, NETTO_FEHLT
from nahbar.law.calendar import erster, letzter, vollendet

Error = dict[str, str]
_ERWERBSALTER = 15


def contradictions(case: Case, month: date) -> list[Error]:
    """Everything in the case that cannot be true together, or not in this month."""
    return [*_case(case, month), *_roles(case), *_people(case, month)]


def error(path: str, code: str, text: str) -> Error:
    """One refusal."""
    return {"pfad": path, "code": code, "text": text}


def _case(case: Case, month: date) -> Iterator[Error]:
    if case.bewilligungszeitraum_beginn and case.bewilligungszeitraum_beginn > letzter(month):
        yield error(
            "bewilligungszeitraum_beginn", "widerspruch", "Der Bewilligungszeitraum beginnt erst nach diesem Monat."
        )
    if case.leistungsbeginn and case.leistungsbeginn > letzter(month):
        yield error("leistungsbeginn", "widerspruch", "Der erste Leistungsmonat liegt nach diesem Monat.")
    yield from _period("", case.von, case.bis, month)
    if case.wohnung.anerkannt is not None:
        for name in ("bruttokaltmiete", "heizkosten"):
            if getattr(case.wohnung, name) is not None:
                yield error(f"wohnung.{name}", "widerspruch", ANERKANNT)


def _roles(case: Case) -> Iterator[Error]:
    seen: set[str] = set()
    roles = [person.rolle for person in case.personen]
    if "antragsteller" not in roles:
        yield error("personen", "fehlt", "Eine Person muss die antragstellende Person sein.")
    for index, person in enumerate(case.personen):
        if person.id in seen:
            yield error(f"personen[{index}].id", "doppelt", DOPPELT)
        seen.add(person.id)
        if person.rolle in ("antragsteller", "partner") and person.rolle in roles[:index]:
            yield error(f"personen[{index}].rolle", "doppelt", "Diese Rolle kann nur eine Person haben.")


def _people(case: Case, month: date) -> Iterator[Error]:
    by_id = {person.id: person for person in case.personen}
    for index, person in enumerate(case.personen):
        at = f"personen[{index}]"
        yield from _age(at, person, month)
        yield from _earnings(at, person)
        yield from _period(f"{at}.", person.von, person.bis, month)
        yield from _family(at, person, by_id)


def _age(at: str, person: Person, month: date) -> Iterator[Error]:
    if person.geburtsdatum > letzter(month):
        yield error(f"{at}.geburtsdatum", "in_der_zukunft", "Das Geburtsdatum liegt nach dem berechneten Monat.")
    elif month.year - person.geburtsdatum.year > 125:
        yield error(f"{at}.geburtsdatum", "unplausibel", "Das Geburtsdatum liegt zu lange zurück.")
    if person.erwerbsfaehig and letzter(month) < vollendet(person.geburtsdatum, _ERWERBSALTER):
        yield error(f"{at}.erwerbsfaehig", "widerspruch", "Erwerbsfähig ist eine Person frühestens mit 15 Jahren.")


def _earnings(at: str, person: Person) -> Iterator[Error]:
    if person.brutto is not None and person.netto is None:
        yield error(f"{at}.netto", "fehlt", NETTO_FEHLT)
    if person.netto is not None and person.brutto is None:
        yield error(f"{at}.brutto", "fehlt", BRUTTO_FEHLT)
    if person.brutto is not None and person.netto is not None and person.netto > person.brutto:
        yield error(f"{at}.netto", "widerspruch", "Der Nettolohn ist höher als der Bruttolohn.")


def _period(at: str, von: date | None, bis: date | None, month: date) -> Iterator[Error]:
    for name, day in (("von", von), ("bis", bis)):
        if day is not None and erster(day) != month:
            yield error(f"{at}{name}", "ausserhalb_des_monats", "Das Datum liegt nicht im berechneten Monat.")
    if von is not None and bis is not None and von > bis:
        yield error(f"{at}bis", "widerspruch", "Das Ende liegt vor dem Beginn.")


def _family(at: str, person: Person, by_id: dict[str, Person]) -> Iterator[Error]:
    for number, parent in enumerate(person.elternteile or ()):
        where = f"{at}.elternteile[{number}]"
        if parent not in by_id:
            yield error(where, "unbekannte_person", "Diese Person kommt in der Liste nicht vor.")
        elif parent == person.id or by_id[parent].geburtsdatum >= person.geburtsdatum:
            yield error(where, "widerspruch", "Diese Person kann kein Elternteil sein.")
    if len(set(person.elternteile or ())) != len(person.elternteile or ()):
        yield error(f"{at}.elternteile", "doppelt", "Ein Elternteil ist mehrfach genannt.")
    if person.kindergeld_empfaenger is not None and person.kindergeld_empfaenger not in by_id:
        yield error(f"{at}.kindergeld_empfaenger", "unbekannte_person", "Diese Person kommt in der Liste nicht vor.")
    adults = [p for p in by_id.values() if p.rolle in ("antragsteller", "partner")]
    if person.rolle == "kind" and adults and all(p.geburtsdatum >= person.geburtsdatum for p in adults):
        yield error(f"{at}.geburtsdatum", "widerspruch", "Das Kind ist älter als die Erwachsenen des Haushalts.")
    if person.rolle == "kind" and person.elternteile is not None and not person.elternteile:
        yield error(
            f"{at}.elternteile", "widerspruch",
            "Ein Kind braucht einen Elternteil im Haushalt. Ohne Elternteil ist die Rolle haushaltsmitglied richtig.",
        )  # fmt: skip
