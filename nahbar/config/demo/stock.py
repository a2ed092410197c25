"""The stock of Kreis Musterland: about 300 households of the last fourteen months, written in bulk."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from nahbar.benefits.base import FactsRefused
from nahbar.benefits.grundsicherungsgeld.benefit import BENEFIT
from nahbar.config.demo.fates import Fate, Kind, fates, take_over
from nahbar.config.demo.households import make_answers
from nahbar.config.demo.rows import Rows
from nahbar.config.demo.special import SPECIAL, without_empty
from nahbar.config.demo.stock_decisions import Paid, decide
from nahbar.config.demo.stock_work import Cover, note, papers, put_on_list
from nahbar.domain.applications.models import Antrag, Antwortstand, Zugang
from nahbar.domain.casefile.models import Akte, Teilakte, Vorgang
from nahbar.domain.people.models import Bankverbindung, Person
from nahbar.domain.people.names import search_key, sort_key
from nahbar.platform.accounts.models import Account
from nahbar.platform.ids import new_code
from nahbar.platform.tenancy.models import Gemeinde
from nahbar.platform.zone import BERLIN
from nahbar.questionnaire import engine
from nahbar.questionnaire.model import Answers

STAND = {
    Kind.GRANTED: Antrag.Stand.ENTSCHIEDEN,
    Kind.REFUSED: Antrag.Stand.ENTSCHIEDEN,
    Kind.WITHDRAWN: Antrag.Stand.ZURUECKGENOMMEN,
    Kind.SECURED: Antrag.Stand.GESICHERT,
    Kind.MISSING: Antrag.Stand.EINGEGANGEN,
    Kind.COMPLETE: Antrag.Stand.EINGEGANGEN,
    Kind.PRESENTED: Antrag.Stand.VORGELEGT,
}
ASKED = BENEFIT.earlier_questionnaires[0]
"""The questions of the months in which the stock was applied for: sent applications keep them."""
NO_PIN = "!"
"""No PIN opens an application of the stock."""


@dataclass(frozen=True)
class Office:
    """What the stock needs to know of its office."""

    staff: Mapping[str, Account]
    towns: tuple[Gemeinde, ...]
    cover: Cover
    """The sheet that stands for papers in the archive of the earlier procedure."""
    today: date


def write_stock(rows: Rows, office: Office, size: int, seed: int) -> None:
    """Collect the rows of `size` cases; the same seed and day give the same names, days and amounts."""
    dice = random.Random(seed)
    numbers = _Numbers()
    paid = Paid(rows, office.staff, office.today)
    special = iter(SPECIAL)
    for fate in fates(dice, size, office.today):
        answers = _answers(dice, fate, office, special)
        _write(rows, office, dice, fate, answers, numbers, paid)
    paid.close()


class _Numbers:
    """Numbers in the order of the year, as the office gives them out."""

    def __init__(self) -> None:
        self.last: dict[str, int] = {}

    def next(self, prefix: str) -> str:
        self.last[prefix] = self.last.get(prefix, 0) + 1
        return f"{prefix}{self.last[prefix]:06d}"


def _answers(dice: random.Random, fate: Fate, office: Office, special: Iterator[Answers]) -> Answers:
    """A household whose facts can be calculated, with a claim if one was granted."""
    month = fate.secured.astimezone(BERLIN).date().replace(day=1)
    if fate.kind is Kind.GRANTED and fate.secured.astimezone(BERLIN).date() > office.today - timedelta(days=160):
        chosen = next(special, None)
        if chosen is not None:
            return engine.effective(ASKED, without_empty(chosen))
    while True:
        town = dice.choices(office.towns, (10, 3, 2, 2, 4)[: len(office.towns)])[0]
        answers = make_answers(dice, month, town.name, town.plz[0])
        answers["notlage"] = ["keine"]  # who was in need last week has been helped
        if fate.kind is Kind.REFUSED and not answers["personen"]:
            answers |= {"einkommen_arten": ["lohn"], "lohn_brutto": "2650.00", "lohn_netto": "1930.00"}
            answers["kind_woanders"] = False
        if _fits(fate.kind, answers, month):
            return engine.effective(ASKED, answers)


def _fits(kind: Kind, answers: Answers, month: date) -> bool:
    try:
        facts = BENEFIT.facts_from_answers(answers, month)
        result = BENEFIT.calculate(facts, month)
    except FactsRefused:
        return False
    if kind is Kind.REFUSED:
        return result.summe == 0
    if any(check.colour == "red" for check in BENEFIT.checks(answers, facts, [result])):
        return False
    return result.summe > 0


def _write(
    rows: Rows, office: Office, dice: random.Random, fate: Fate, answers: Answers, numbers: _Numbers, paid: Paid
) -> None:
    antrag = _antrag(rows, fate, answers, numbers)
    if fate.received is None:
        antrag.antworten = _first_pages(dice, answers)
        _way_back(rows, antrag)
        return
    received = fate.received
    person = _person(rows, answers, office, received)
    akte = rows.add(
        Akte(
            aktenzeichen=numbers.next(f"{received.year}-"), person=person, gemeinde=person.gemeinde, created_at=received
        )
    )
    teilakte = rows.add(Teilakte(akte=akte, plan=antrag.leistung, created_at=received))
    vorgang = rows.add(
        Vorgang(
            akte=akte, teilakte=teilakte, art="erstantrag", titel=f"Erstantrag {antrag.nummer}", created_at=received
        )
    )
    antrag.person, antrag.akte, antrag.vorgang, antrag.gemeinde = person, akte, vorgang, person.gemeinde
    antrag.eingegangen_at, antrag.antworten_nr = received, 1
    rows.add(
        Antwortstand(
            antrag=antrag, nr=1, antworten=answers, at=received, akteur_art="machine",
            anlass="aus dem früheren Verfahren übernommen",
        )
    )  # fmt: skip
    _way_back(rows, antrag)
    note(rows, vorgang, received, "antrag_eingegangen", f"Antrag {antrag.nummer} eingegangen.")
    papers(rows, antrag, fate, dice, office.cover)
    if fate.kind in (Kind.GRANTED, Kind.REFUSED, Kind.PRESENTED):
        decide(rows, antrag, fate, dice, office.staff, paid)
    elif fate.kind is Kind.WITHDRAWN:
        note(rows, vorgang, received + timedelta(days=3), "antrag_zurueckgenommen",
             f"Antrag {antrag.nummer} zurückgenommen.")  # fmt: skip
    note(rows, vorgang, take_over(office.today), "uebernommen",
         "Aus dem früheren Verfahren übernommen. Frühere Briefe und Unterlagen liegen dort im Archiv.")  # fmt: skip
    put_on_list(rows, antrag, fate, dice, office.staff, office.today)
    if fate.decided or fate.kind is Kind.WITHDRAWN:
        vorgang.closed_at = fate.decided or received + timedelta(days=3)


def _antrag(rows: Rows, fate: Fate, answers: Answers, numbers: _Numbers) -> Antrag:
    secured = fate.secured.astimezone(BERLIN).date()
    return rows.add(
        Antrag(
            nummer=numbers.next(f"A-{secured.year}-"), leistung=BENEFIT.key,
            fragebogen_version=ASKED.version, stand=STAND[fate.kind], kanal="portal",
            gesichert_at=fate.secured, wirkt_ab=BENEFIT.effect_from(secured), antworten=answers,
            bescheid_weg=Antrag.Weg.PORTAL if answers["bescheid_weg"] == "portal" else Antrag.Weg.POST,
            vollstaendig_at=fate.complete, entschieden_at=fate.decided,
        )
    )  # fmt: skip


def _first_pages(dice: random.Random, answers: Answers) -> dict[str, Any]:
    """Somebody stopped in the middle: nothing at all, the name, or the name and the flat."""
    pages = dice.choice((0, 3, 3, 8))
    return dict(list(answers.items())[:pages])


def _way_back(rows: Rows, antrag: Antrag) -> None:
    rows.add(Zugang(antrag=antrag, code=new_code(), pin_hash=NO_PIN, created_at=antrag.gesichert_at))


def _person(rows: Rows, answers: Answers, office: Office, at: datetime) -> Person:
    place = str(answers.get("ort") or answers.get("aufenthaltsort"))
    name = (str(answers["vorname"]), str(answers["nachname"]))
    person = rows.add(
        Person(
            vorname=name[0], nachname=name[1], geburtsdatum=date.fromisoformat(answers["geburtsdatum"]),
            strasse=str(answers.get("strasse") or ""), hausnummer=str(answers.get("hausnummer") or ""),
            zusatz="Abholung im Amt" if answers["bescheid_weg"] == "abholen" else "",
            plz=str(answers.get("plz") or ""), ort=place, telefon=str(answers.get("telefon") or ""),
            gemeinde=next((town for town in office.towns if town.name == place), None),
            sort_key=sort_key(*name), search_key=search_key(" ".join(name)), created_at=at,
        )
    )  # fmt: skip
    iban = str(answers.get("iban") or "")
    rows.add(
        Bankverbindung(
            person=person, iban=iban, kontoinhaber=str(person) if iban else "",
            gilt_ab=at.astimezone(BERLIN).date(), created_at=at,
        )
    )  # fmt: skip
    return person
