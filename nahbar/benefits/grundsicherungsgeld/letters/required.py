"""What a Bewilligungsbescheid must contain, as far as it applies to this one."""

from __future__ import annotations

from collections.abc import Iterator

from nahbar.benefits.grundsicherungsgeld.letters.model import BescheidData, gesamt
from nahbar.benefits.grundsicherungsgeld.letters.sheet import rows
from nahbar.benefits.grundsicherungsgeld.letters.template import ANGEPASST, leitsatz, letzter_tag, person_row, span
from nahbar.platform.letters import words

Item = tuple[str, str, str]
"""Key, paragraph, text that must occur."""


def bescheid_required_items(data: BescheidData) -> list[Item]:
    """Every mandatory content with its paragraph and the words that prove it.

    Keys: `behoerde`, `name`, `adressat`, `personen`, `verfuegung`, `zeitraum`, `berechnung`, `zahlung`, `vorlaeufig`,
    `gruende`, `but`, `kdu`, `anpassung`, `mitteilung`, `verstaendlich`, `rechtsbehelf`.
    """
    return list(_items(data))


def first_page_items(data: BescheidData) -> list[Item]:
    """What must stand on page 1: the decision with the total."""
    return [
        ("verfuegung", "§ 33 Abs. 1 SGB X", leitsatz(data)),
        ("summe", "§ 33 Abs. 1 SGB X", words.amount_in_words(gesamt(data.monate[0]))),
    ]


def _items(data: BescheidData) -> Iterator[Item]:
    yield "behoerde", "§ 33 Abs. 3 SGB X", data.letter.head.name
    if data.signature.automatic:
        yield "name", "§ 33 Abs. 5 SGB X", "mit Hilfe automatischer Einrichtungen erstellt"
    else:
        yield "name", "§ 33 Abs. 3 SGB X", data.signature.name
    for line in data.letter.address.lines:
        yield "adressat", "§ 37 Abs. 1 SGB X", line
    yield "verfuegung", "§ 33 Abs. 1 SGB X", leitsatz(data)
    yield "zeitraum", "§ 41 Abs. 3 SGB II", words.day(data.monate[0].monat)
    yield "zeitraum", "§ 41 Abs. 3 SGB II", words.day(letzter_tag(data))
    for z in data.zeitraeume():
        yield "zeitraum", "§ 33 Abs. 1 SGB X", f"{span(z)} {ANGEPASST}" if z.angepasst else span(z)
        for member in z.erster.personen:
            # as the row of the table reads
            yield "personen", "§ 33 Abs. 1 SGB X", " ".join(person_row(data, member))
    for z in data.rechnungen():
        yield "berechnung", "§ 35 Abs. 1 SGB X", f"Berechnungsbogen für {span(z)}"
        for member in z.erster.personen:
            for label, norm, value in rows(data.person(member.id), member, z.erster.schritte):
                yield "berechnung", "§ 35 Abs. 1 SGB X", f"{label} {norm} {value}"
    for payee in data.zahlungen:
        yield "zahlung", "§ 47 SGB I", f"an {payee.name}, {payee.way}"
    if data.vorlaeufig_grund:
        yield "vorlaeufig", "§ 41a Abs. 2 SGB II", "Diese Entscheidung ist vorläufig"
        yield "vorlaeufig", "§ 41a Abs. 2 SGB II", data.vorlaeufig_grund
    yield "gruende", "§ 35 Abs. 1 SGB X", "Warum wir so entscheiden"
    for reason in data.gruende:
        yield "gruende", "§ 35 Abs. 1 SGB X", reason
    if data.but_gesondert:
        yield "but", "§ 41 Abs. 3 S. 4 SGB II", "nach § 28 Absatz 2, 4, 6 und 7 SGB II entscheiden wir gesondert"
    for text in data.kdu_hinweis:
        yield "kdu", "§ 22 Abs. 1a SGB II", text
    if any(z.angepasst for z in data.zeitraeume()):
        yield "anpassung", "§ 20 Abs. 1a SGB II", "passen wir Ihr Geld von selbst an"
    yield "mitteilung", "§ 60 Abs. 1 SGB I", "Teilen Sie uns bitte jede Änderung sofort mit"
    yield "verstaendlich", "§ 19 Abs. 1a SGB X", "in einfacher und verständlicher Sprache erklären"
    yield "rechtsbehelf", "§ 36 SGB X", "innerhalb eines Monats nach der Bekanntgabe Widerspruch erheben"
    yield "rechtsbehelf", "§ 36 SGB X", f"{data.rechtsbehelf.stelle}, {data.rechtsbehelf.sitz}"
    yield "rechtsbehelf", "§ 84 Abs. 1 SGG", "schriftlich, mit Ihrer Unterschrift"
    yield "rechtsbehelf", "§ 84 Abs. 1 SGG", "zur Niederschrift"
    yield "rechtsbehelf", "§ 84 Abs. 1 SGG", "in elektronischer Form nach § 36a Absatz 2"
    yield "rechtsbehelf", "§ 84 Abs. 1 SGG", "schriftformersetzend nach § 36a Absatz 2a SGB I und § 9a Absatz 5"
    for way in data.rechtsbehelf.wege:
        yield "rechtsbehelf", "§ 84 Abs. 1 SGG", way
