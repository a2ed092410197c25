"""From BescheidData to the data of `bescheid_bewilligung.typ`."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from nahbar.benefits.base import PersonResult
from nahbar.benefits.grundsicherungsgeld.letters.model import BescheidData, Zeitraum, gesamt, zahlbetrag
from nahbar.benefits.grundsicherungsgeld.letters.sheet import berechnungsbogen
from nahbar.law.bgb.fristen import end_after_months
from nahbar.platform.letters import blocks, render, words
from nahbar.platform.letters.blocks import Block

TEMPLATE = Path(__file__).with_name("bescheid_bewilligung.typ")
ANGEPASST = "(werden von selbst angepasst)"


def render_bescheid(data: BescheidData, *, attachments: dict[str, bytes] | None = None) -> bytes:
    """The letter as PDF."""
    return render(TEMPLATE, as_data(data), attachments=attachments)


def as_data(data: BescheidData) -> dict[str, Any]:
    """The data of the template."""
    kinds = "vorläufig bewilligt" if data.vorlaeufig_grund else "bewilligt"
    return {
        **data.letter.as_data(f"Bescheid: Ihr Antrag auf {data.leistung} ist {kinds}"),
        "leistung": data.leistung,
        "mehrere": len(data.personen) > 1,
        "leitsatz": leitsatz(data),
        "antrag_vom": words.day(data.antrag_vom),
        "von": words.day(data.monate[0].monat),
        "bis": words.day(letzter_tag(data)),
        "zahlungen": zahlungen(data),
        "nachzahlung": nachzahlung(data),
        "je_person": je_person(data),
        "angepasst": any(z.angepasst for z in data.zeitraeume()),
        "werte_stand": next((words.month(m.werte_stand) for m in data.monate if m.werte_stand), ""),
        "vorlaeufig_grund": data.vorlaeufig_grund,
        "rechnungen": [
            {"titel": f"Berechnungsbogen für {span(z)}", "bloecke": berechnungsbogen(data, z)}
            for z in data.rechnungen()
        ],
        "gruende": list(data.gruende),
        "hinweise": hinweise(data),
        "kdu_hinweis": list(data.kdu_hinweis),
        "but_gesondert": data.but_gesondert,
        "rechtsbehelf": data.rechtsbehelf.as_data(),
        **data.signature.as_data(),
    }


def letzter_tag(data: BescheidData) -> date:
    """The last day of the period; benefit periods do not move with holidays (§ 26 Abs. 4 SGB X)."""
    return end_after_months(data.monate[-1].monat, 1) - timedelta(days=1)


def leitsatz(data: BescheidData) -> str:
    """The total first: what comes each month, or what comes in the first months and afterwards."""
    totals = [(gesamt(z.erster), z.erster.monat, z.letzter.monat) for z in data.rechnungen()]
    start = words.day(data.monate[0].monat)
    cents = words.amount_in_words(totals[0][0])
    if len({total for total, _, _ in totals}) == 1:
        return f"Sie bekommen ab {start} jeden Monat {cents}."
    first = f"Sie bekommen ab {start} {cents} im Monat"
    change = next(part for part in totals if part[0] != totals[0][0])
    if len({total for total, _, _ in totals}) == 2 and totals[-1][0] == change[0]:
        return f"{first}, ab {words.day(change[1])} {words.amount_in_words(change[0])}."
    return f"{first}. Der Betrag ändert sich später; die Tabelle zeigt jeden Monat."


def span(z: Zeitraum) -> str:
    """The months of a range in words."""
    return words.months(z.erster.monat, z.letzter.monat)


def zahlungen(data: BescheidData) -> list[str]:
    """One sentence per payee, with the amount of the first month."""
    when = "im Monat" if len({gesamt(m) for m in data.monate}) == 1 else f"im {words.month(data.monate[0].monat)}"
    return [
        f"{words.amount(p.cents)} {when} an {p.name}, {p.way}" + (f" ({p.fuer})" if p.fuer else "")
        for p in data.zahlungen
    ]


def nachzahlung(data: BescheidData) -> str:
    """The sentence on what is paid at once, or nothing."""
    if not data.nachzahlung_cents:
        return ""
    return f"Für {data.nachzahlung_fuer} zahlen wir {words.amount(data.nachzahlung_cents)} sofort nach."


def je_person(data: BescheidData) -> list[Block]:
    """Per range of months one table: every person with an own claim, its amount and the total."""
    columns = [
        blocks.column("Person"),
        blocks.column("geboren am", width=0),
        blocks.column(data.leistung, number=True),
        blocks.column("Sofortzuschlag", number=True),
        blocks.column("im Monat", number=True),
    ]
    found = []
    for z in data.zeitraeume():
        month = z.erster
        rows = [person_row(data, member) for member in month.personen]
        total = (
            "Zusammen",
            "",
            words.amount(month.summe),
            words.amount(month.sofortzuschlag),
            words.amount(gesamt(month)),
        )
        title = f"{span(z)} {ANGEPASST}" if z.angepasst else span(z)
        found.append(blocks.table(columns, rows, total=total, title=title))
    return found


def person_row(data: BescheidData, member: PersonResult) -> tuple[str, ...]:
    """Name, birthday, claim, Sofortzuschlag and their sum."""
    named = data.person(member.id)
    cells = (member.anspruch, member.sofortzuschlag, zahlbetrag(member))
    return (named.name, words.numeric_day(named.geburtsdatum), *(words.amount(cents) for cents in cells))


def hinweise(data: BescheidData) -> list[str]:
    """The remarks of all months that are for the person, each once."""
    lines = [f"{h.text} ({h.norm})" for month in data.monate for h in month.hinweise if not h.fuer_amt]
    return list(dict.fromkeys(lines))
