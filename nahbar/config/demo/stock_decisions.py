"""Decisions of the stock, what each member gets by them, and what was paid already."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from nahbar.benefits.base import MonthResult
from nahbar.benefits.grundsicherungsgeld.benefit import BENEFIT
from nahbar.config.demo.fates import Fate, Kind, take_over
from nahbar.config.demo.moments import moment
from nahbar.config.demo.rows import Rows
from nahbar.config.demo.stock_work import CASEWORKERS, note
from nahbar.domain.applications.models import Antrag
from nahbar.domain.decisions.calculation import months_between, period
from nahbar.domain.decisions.facts import KORREKTUREN, VERLAUF, names
from nahbar.domain.decisions.freeze import frozen_month, frozen_trace
from nahbar.domain.decisions.models import Entscheidung, Leistungszeile
from nahbar.domain.payments.models import Zahllauf, Zahlungsauftrag
from nahbar.domain.payments.orders import APPLICANT, due_on
from nahbar.law.calendar import erster
from nahbar.law.holidays import last_bank_day_before
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Role
from nahbar.platform.letters import words
from nahbar.platform.zone import BERLIN

TRACES_BACK = timedelta(days=92)
"""Older decisions keep their amounts; their way of calculation stayed in the earlier procedure."""


class Paid:
    """What was paid up to this month, in runs of the Kasse: weekly back payments and a run for each month."""

    def __init__(self, rows: Rows, staff: Mapping[str, Account], today: date) -> None:
        self.rows, self.staff, self.today = rows, staff, today
        self.runs: dict[tuple[str, date], Zahllauf] = {}

    def pay(self, entscheidung: Entscheidung, month: date, cents: int) -> None:
        """One order in the run that carried it; later months and empty ones are left to the runs to come."""
        assert entscheidung.freigegeben_at is not None and entscheidung.antrag.person is not None
        released = entscheidung.freigegeben_at.astimezone(BERLIN).date()
        if cents == 0 or month > erster(self.today):
            return
        iban = str(entscheidung.antrag.antworten.get("iban") or "")
        lauf = self._run(month, released)
        lauf.anzahl += 1
        lauf.summe += cents
        self.rows.add(
            Zahlungsauftrag(
                entscheidung=entscheidung, akte=entscheidung.akte, monat=month, stelle=APPLICANT,
                empfaenger=str(entscheidung.antrag.person)[:140], iban=iban,
                weg=Zahlungsauftrag.Weg.KONTO if iban else Zahlungsauftrag.Weg.ANWEISUNG, betrag=cents,
                zweck=f"BG {entscheidung.akte.aktenzeichen} {words.month(month)}", faellig_am=due_on(month, released),
                lauf=lauf, created_at=entscheidung.freigegeben_at,
            )
        )  # fmt: skip

    def _run(self, month: date, released: date) -> Zahllauf:
        if month > erster(released):
            art, day = Zahllauf.Art.MONATLICH, last_bank_day_before(month)
        else:
            # paid at the end of the week in which it was released, at the latest before the take-over
            saturday = released + timedelta(days=(5 - released.weekday()) % 7)
            art, day = Zahllauf.Art.SOFORT, last_bank_day_before(saturday)
        known = self.runs.get((art, day))
        if known is None:
            known = Zahllauf(
                nummer=f"NB-{day:%Y%m%d}-{'S' if art is Zahllauf.Art.SOFORT else 'M'}001", art=art, ausfuehrung_am=day,
                stand=Zahllauf.Stand.FREIGEGEBEN, created_by=self.staff["kasse"], created_at=moment(day, 8, 40),
                freigegeben_by=self.staff["kasse2"], freigegeben_at=moment(day, 9, 5),
            )  # fmt: skip
            self.runs[(art, day)] = known
        return known

    def close(self) -> None:
        """Hand over the runs in the order of their days."""
        for _, lauf in sorted(self.runs.items(), key=lambda item: item[0][1]):
            self.rows.add(lauf)


def decide(
    rows: Rows, antrag: Antrag, fate: Fate, dice: random.Random, staff: Mapping[str, Account], paid: Paid
) -> Entscheidung:
    """The decision of two different people, or one that waits for the second of them."""
    assert antrag.akte is not None and antrag.vorgang is not None and fate.complete is not None
    first, second = (staff[login] for login in dice.sample(CASEWORKERS, 2))
    von, bis = period(BENEFIT, antrag.antworten, antrag.wirkt_ab)
    facts = BENEFIT.facts_from_answers(antrag.antworten, erster(von))
    finished = fate.decided or fate.complete + timedelta(hours=3)
    explain = finished > take_over(paid.today) - TRACES_BACK
    months = _months(facts, von, bis, explain=explain)
    refused = fate.kind is Kind.REFUSED
    at = finished - timedelta(hours=2)
    row = rows.add(
        Entscheidung(
            antrag=antrag, akte=antrag.akte, vorgang=antrag.vorgang,
            art=Entscheidung.Art.ABLEHNUNG if refused else Entscheidung.Art.BEWILLIGUNG,
            stand=Entscheidung.Stand.FREIGEGEBEN if fate.decided else Entscheidung.Stand.VORGELEGT,
            von=von, bis=bis, antworten_nr=1, fakten={**facts, KORREKTUREN: [], VERLAUF: []},
            monate=[frozen_month(month) for month in months],
            trace=[frozen_trace(month) for month in months] if explain else [],
            rechtsstand=months[0].rechtsstand, erster_monat_summe=months[0].summe + months[0].sofortzuschlag,
            created_by=first, created_at=at, bearbeitet_by=first, bearbeitet_at=at,
            vorgelegt_by=first, vorgelegt_at=at + timedelta(minutes=20),
            freigegeben_by=second if fate.decided else None, freigegeben_at=fate.decided,
        )
    )  # fmt: skip
    if refused:
        reason = next(r for r in BENEFIT.refusal_reasons if r.key == "nicht_hilfebeduerftig")
        row.ablehnungsgruende = [{"key": reason.key, "title": reason.title, "text": reason.text, "norm": reason.norm}]
        row.begruendung = "Das Einkommen deckt den Bedarf."
        note(rows, antrag.vorgang, finished, "entschieden", f"Ablehnung: {reason.title}.", role=Role.LEISTUNG)
    elif fate.decided:
        _grant(rows, row, months, finished, paid)
    return row


def _months(facts: dict[str, Any], von: date, bis: date, *, explain: bool) -> list[MonthResult]:
    last = erster(BENEFIT.last_known_month())
    return [
        BENEFIT.calculate(facts, month, explain=explain, values_of=None if month <= last else last)
        for month in months_between(von, bis)
    ]


def _grant(rows: Rows, row: Entscheidung, months: list[MonthResult], at: datetime, paid: Paid) -> None:
    called = names(row.fakten)
    for month in months:
        for person in month.personen:
            if person.in_bg or person.anspruch or person.sofortzuschlag:
                rows.add(
                    Leistungszeile(
                        entscheidung=row, person_ref=person.id, name=called.get(person.id, person.id)[:250],
                        monat=month.monat, anspruch=person.anspruch, sofortzuschlag=person.sofortzuschlag,
                    )
                )  # fmt: skip
        paid.pay(row, month.monat, month.summe + month.sofortzuschlag)
    first = words.amount(row.erster_monat_summe)
    text = f"Bewilligung: {words.day(row.von)} bis {words.day(row.bis)}, im ersten Monat {first}."
    note(rows, row.vorgang, at, "entschieden", text, role=Role.LEISTUNG)
