"""What the demo shows of knowledge: articles, rules of practice, a draft that waits, an answered question."""

from __future__ import annotations

from nahbar.config.demo.counter import Counter
from nahbar.domain.knowledge.actions import Content
from nahbar.domain.knowledge.queries import Beitrag
from nahbar.procedures.write_knowledge import answer_remark, publish_knowledge, remark_on_knowledge, write_knowledge

STATEMENTS = """
Wir brauchen Ihre Kontoauszüge der letzten drei Monate. Sie zeigen, welches Geld kommt und was Sie haben.

## Das muss zu sehen sein
- Ihr Name und Ihre IBAN
- alle Beträge
- alles Geld, das Sie bekommen, mit dem Namen der Person oder Firma
- der Kontostand

## Das dürfen Sie schwärzen
Bei Ausgaben dürfen Sie den Text schwärzen, wenn es um Gesundheit, Religion, Politik oder Ihr Privatleben geht.
Den Betrag schwärzen Sie nicht.

## So schicken Sie es
Ein Foto mit dem Telefon genügt, oder die PDF-Datei Ihrer Bank.
"""
RENT = """
Wir brauchen drei Zahlen: die Grundmiete, die Nebenkosten und die Heizkosten. Sie stehen im Mietvertrag oder im
letzten Schreiben der Vermietung.

- Grundmiete: für die Wohnung selbst, ohne alles andere
- Nebenkosten: zum Beispiel Wasser, Müll, Treppenhaus
- Heizkosten: für Heizung und oft auch für warmes Wasser

Steht nur eine Zahl da? Schreiben Sie sie bei der Grundmiete auf. Den Rest klären wir gemeinsam.
"""
BACK_PAYMENT = """
Eine Nachzahlung für Heizung gehört in den Monat, in dem sie fällig ist, nicht in den Zeitraum, für den abgerechnet
wurde.

- Rechnung und Datum der Fälligkeit in die Akte
- Haushaltsstrom vorher abziehen
- Bei einer Fälligkeit vor dem Antrag: an die Teamleitung geben
"""
OWN_HEATING = """
Wer Heizöl oder Holz selbst kauft, bekommt die Rechnung im Monat der Fälligkeit anerkannt, höchstens den Bedarf einer
Heizperiode. Drei Angebote sind nicht nötig, ein Kostenvoranschlag genügt.
"""
PARKING = """
Ein Stellplatz zählt zur Miete, wenn die Wohnung ohne ihn nicht zu haben ist und die Miete mit ihm angemessen bleibt.
Dann verlangen wir nicht, dass jemand ihn untervermietet.
"""


def fill(counter: Counter) -> None:
    """Two articles that are published, three rules, one of them with a newer draft and an answered question."""
    berg, lead, oeztuerk = counter.staff["berg"], counter.staff["wolter"], counter.staff["oeztuerk"]

    def released(art: str, content: Content) -> Beitrag:
        made = write_knowledge(acting=berg, art=art, content=content)
        publish_knowledge(acting=lead, beitrag=made, nr=1)
        return made

    since = counter.today
    released(
        "artikel",
        Content(
            "Kontoauszüge: Was muss zu sehen sein, was darf ich schwärzen?",
            STATEMENTS,
            "§ 60 SGB I, § 67a SGB X",
            ("unterlage:kontoauszuege", "frage:konto", "frage:vermoegen"),
            "kontoauszuege",
            since,
        ),
    )
    released("artikel", Content("Was gehört zur Miete?", RENT, "§ 22 SGB II", ("frage:miete",), "", since))
    heating = released(
        "regel", Content("Nachzahlung für Heizung", BACK_PAYMENT, "§ 22 Abs. 1 SGB II", ("feld:heizkosten",), "", since)
    )
    released(
        "regel",
        Content("Stellplatz in der Miete", PARKING, "§ 22 Abs. 1 SGB II", ("feld:bruttokaltmiete",), "", since),
    )
    write_knowledge(
        acting=oeztuerk,
        art="regel",
        content=Content("Heizöl und Holz", OWN_HEATING, "§ 22 Abs. 1 SGB II", ("feld:heizkosten",)),
    )
    asked = remark_on_knowledge(
        acting=oeztuerk, beitrag=heating, nr=1, text="Gilt das auch, wenn die Wohnung inzwischen gekündigt ist?"
    )
    answer_remark(
        acting=lead,
        anmerkung_id=asked.id,
        text="Ja, solange die Forderung in den Bezug fällt. Bei einem Umzug bitte vorher zu mir.",
        changes=False,
    )
    remark_on_knowledge(
        acting=berg, beitrag=heating, nr=1, text="Bitte ein Beispiel mit Fernwärme ergänzen, die Frage kommt oft."
    )
