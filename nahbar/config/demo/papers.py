"""Invented papers: rental contract, payslip, bank statement, a photo of a notice, the cover sheet of the take-over."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from nahbar.law.calendar import erster, letzter
from nahbar.platform import letters
from nahbar.platform.letters import words
from nahbar.platform.tenancy.models import Traeger

PAPER = Path(__file__).with_name("paper.typ")
FONT = Path(letters.__file__).with_name("fonts") / "NotoSans-Regular.ttf"


def _set(
    title: str,
    sender: Sequence[str],
    intro: Sequence[str],
    day: date,
    *,
    columns: Sequence[str] = (),
    rows: Sequence[Sequence[str]] = (),
    closing: Sequence[str] = (),
) -> bytes:
    data = {
        "titel": title, "absender": list(sender), "einleitung": list(intro), "spalten": list(columns),
        "zeilen": [list(row) for row in rows], "schluss": list(closing), "datum": [day.year, day.month, day.day],
    }  # fmt: skip
    return letters.render(PAPER, data)


def cover_sheet(traeger: Traeger, day: date) -> bytes:
    """The sheet that stands in the file for a paper of the earlier procedure."""
    return _set(
        "Deckblatt der Übernahme",
        (traeger.name, traeger.strasse, f"{traeger.plz} {traeger.ort}"),
        (
            f"Dieser Fall wurde am {words.day(day)} aus dem früheren Verfahren übernommen.",
            "Die Unterlage liegt im Archiv des früheren Verfahrens unter dem Zeichen dieser Akte.",
        ),
        day,
    )


def rental_contract(tenant: str, street: str, town: str, cold: int, extra: int, heating: int, since: date) -> bytes:
    """A rental contract of one page; amounts in cents."""
    return _set(
        "Mietvertrag über Wohnraum",
        ("Grünewald & Söhne Hausverwaltung GbR", "Öddingser Weg 4", "46325 Musterstadt"),
        (
            f"Zwischen der Hausverwaltung (Vermieterin) und {tenant} (Mietpartei) wird dieser Vertrag geschlossen.",
            f"Die Wohnung {street}, {town}, wird ab {words.day(since)} auf unbestimmte Zeit vermietet.",
        ),
        since,
        columns=("Was im Monat zu zahlen ist", "Betrag"),
        rows=(
            ("Grundmiete", words.amount(cold)),
            ("Vorauszahlung auf Betriebskosten ohne Heizung", words.amount(extra)),
            ("Vorauszahlung auf Heizkosten", words.amount(heating)),
            ("Zusammen", words.amount(cold + extra + heating)),
        ),
        closing=(
            "Warmwasser wird über die Zentralheizung bereitet. Die Miete ist bis zum dritten Werktag zu zahlen.",
            f"Musterstadt, {words.day(since - timedelta(days=20))}. Unterschriften: J. Grünewald, {tenant}",
        ),
    )


def payslip(name: str, month: date, gross: int, net: int) -> bytes:
    """A payslip of a small job; amounts in cents."""
    return _set(
        f"Entgeltabrechnung {words.month(month)}",
        ("Bäckerei Höltermann, Inhaberin Änne Höltermann", "Große Bäckerstraße 21", "46414 Rhede"),
        (f"Beschäftigte Person: {name}", "Geringfügige Beschäftigung, Verkauf, Steuerklasse: pauschal"),
        letzter(month),
        columns=("Lohnart", "Betrag"),
        rows=(
            ("Stundenlohn", words.amount(gross)),
            ("Gesamtbrutto", words.amount(gross)),
            ("Auszahlungsbetrag", words.amount(net)),
        ),
        closing=(f"Überwiesen zum {words.day(letzter(month))}.",),
    )


def bank_statement(
    name: str, iban: str, until: date, balance: int, rent: int, more: Sequence[tuple[str, int]] = ()
) -> bytes:
    """Three months of a bank account, amounts in cents; `more` comes in every month (text and cents)."""
    months = [erster(erster(until) - timedelta(days=1))]
    months = [erster(months[0] - timedelta(days=1)), months[0], erster(until)]
    lines = (*more, ("Grünewald & Söhne, Miete", -rent), ("Stadtwerke Musterstadt, Strom", -4800))
    rows = [
        (words.day(month + timedelta(days=3 + 4 * n)), text, f"{'−' if cents < 0 else '+'}{words.amount(abs(cents))}")
        for month in months
        for n, (text, cents) in enumerate(lines)
        if month + timedelta(days=3 + 4 * n) <= until
    ]
    return _set(
        "Kontoauszug",
        ("Sparkasse Musterland", "Marktplatz 7", "46325 Musterstadt"),
        ("Girokonto " + " ".join(iban[n : n + 4] for n in range(0, len(iban), 4)), f"Kontoinhaber/in: {name}"),
        until,
        columns=("Buchung am", "Verwendung", "Betrag"),
        rows=rows,
        closing=(f"Kontostand am {words.day(until)}: {words.amount(balance)}",),
    )


def photo(lines: Sequence[str], seed: int = 1) -> bytes:
    """A page as somebody's telephone sees it: on a table, a little turned, as JPEG."""
    dice = random.Random(seed)
    sheet = Image.new("RGB", (930, 1316), (250, 249, 244))
    draw = ImageDraw.Draw(sheet)
    for n, line in enumerate(lines):
        size = 42 if n == 0 else 27
        draw.text((80, 95 + n * 56), line, font=ImageFont.truetype(str(FONT), size), fill=(28, 30, 38))
    table = Image.new("RGB", (1100, 1480), (126, 98, 74))
    grain = ImageDraw.Draw(table)
    for y in range(0, 1480, 9):
        shade = dice.randint(-9, 9)
        grain.line((0, y, 1100, y + dice.randint(-6, 6)), fill=(126 + shade, 98 + shade, 74 + shade), width=5)
    turned = sheet.rotate(
        dice.uniform(-1.6, 1.6), expand=True, fillcolor=(126, 98, 74), resample=Image.Resampling.BICUBIC
    )
    table.paste(turned, ((1100 - turned.width) // 2, (1480 - turned.height) // 2))
    out = io.BytesIO()
    table.save(out, "JPEG", quality=82)
    return out.getvalue()
