"""What visitors can try: the doors of the five seeds, and who stands in each."""

from __future__ import annotations

from dataclasses import dataclass

from nahbar.config.demo.secret import BETREUER

PANKRATIUS = "Gemeindehaus St. Pankratius"


@dataclass(frozen=True)
class Try:
    """One click: who somebody becomes, and where it leads."""

    key: str
    label: str
    """Begins with "Als …" where somebody signs in: the button."""
    path: str
    """Where it leads; `{antrag}` stands for the address of the citizen's application."""
    login: str = ""
    """The member of staff, by login."""
    citizen: str = ""
    """The citizen, by the name or key in `demo-where`."""
    place: str = ""
    """Where the member of staff works, by the name of the place; empty: at the desk."""


@dataclass(frozen=True)
class Door:
    """One door of the house."""

    title: str
    icon: str
    text: str
    tries: tuple[Try, ...]


ENDING = "weiter"
"""Key of the case of the stock whose period ends next."""
SIRIN = "Şirin Müßig-Öztürk"
MYKOLA = "Mykola Melnyk"

DOORS: tuple[Door, ...] = (
    Door(
        "Antrag und Entscheidung",
        "checklist",
        "Vom ersten Klick auf dem Telefon bis zur Zahlung: sichern, Fragen, Unterlagen, Berechnung, Freigabe.",
        (
            Try("antrag", "Ohne Anmeldung einen Antrag sichern", "/"),
            Try("status", f"Als {SIRIN} den Stand ansehen", "{antrag}/status", citizen=SIRIN),
            Try("entscheiden", "Als Frau Berg den Eingang öffnen", "/arbeit/", login="berg"),
            Try("freigeben", "Als Frau Wolter freigeben", "/arbeit/freigaben", login="wolter"),
            Try("kasse", "Als Herr Pütz die Zahlungen ansehen", "/arbeit/kasse", login="kasse"),
        ),
    ),
    Door(
        "Danach",
        "autorenew",
        "Weiter beantragen, eine Änderung melden, nicht einverstanden sein, für jemand anderen handeln.",
        (
            Try("weiter", "Weiter beantragen, was bald abläuft", "{antrag}/weiter/neu", citizen=ENDING),
            Try("aenderung", f"Als {MYKOLA} eine Änderung melden", "{antrag}/aenderung/neu", citizen=MYKOLA),
            Try("nicht-einverstanden", f"Als {MYKOLA} widersprechen", "{antrag}/nicht-einverstanden", citizen=MYKOLA),
            Try("betreuer", "Als Herr Dr. Lange für Hildegard Große-Wilde handeln", "/mein", login=BETREUER),
            Try("vollmachten", "Als Frau Berg prüfen, wer für wen handelt", "/arbeit/vertretungen", login="berg"),
            Try("widersprueche", "Als Frau Berg Widersprüche bearbeiten", "/arbeit/widersprueche", login="berg"),
        ),
    ),
    Door(
        "Das Terminal im Eingang",
        "monitor",
        "Wer keinen Drucker hat oder nicht lesen kann: Brief vor die Kamera, Blätter in den Scanner, fertig. Code und"
        " Geburtsjahr von Piotr Kowalczyk stehen auf der Liste im Fenster, in dem die Vorführung läuft.",
        (
            Try("terminal", "Ans Terminal gehen", "/terminal/vorfuehrung"),
            Try("tafel", "Als Empfang alle Terminals sehen", "/arbeit/terminals", login="empfang"),
        ),
    ),
    Door(
        "Die Poststelle",
        "mail",
        "Papier kommt gescannt herein und wird nach acht Wochen vernichtet; Briefe gehen als Stapel hinaus.",
        (
            Try("post-ein", "Als Frau Sandberg den Posteingang öffnen", "/arbeit/poststelle/", login="post"),
            Try("originale", "Als Frau Sandberg die Papiere verfolgen", "/arbeit/poststelle/originale", login="post"),
            Try("post-aus", "Als Frau Sandberg Briefe drucken lassen", "/arbeit/post/druck/", login="post"),
        ),
    ),
    Door(
        "Die Sprechstunde",
        "calendar-today",
        "Termine ohne Anmeldung, Räume bei Partnern nur für Beratung, Wartenummern und Aufruf.",
        (
            Try("buchen", "Ohne Anmeldung einen Termin buchen", "/termin/buchen"),
            Try("kalender", "Als Herr Nguyễn den Kalender öffnen", "/arbeit/termine", login="fall"),
            Try("gesperrt", "Als Herr Nguyễn im Gemeindehaus: nur Beratung", "/arbeit/versaeumt", login="fall",
                place=PANKRATIUS),
            Try("warten", "Als Empfang die nächste Nummer aufrufen", "/arbeit/warten", login="empfang"),
        ),
    ),
    Door(
        "Das Gespräch",
        "chat",
        "Nachrichten mit Foto als Antwort, absagen mit neuer Zeit, Video im Browser ohne Programm.",
        (
            Try("nachrichten", f"Als {SIRIN} schreiben", "{antrag}/nachrichten", citizen=SIRIN),
            Try("gespraeche", "Als Frau Berg antworten", "/arbeit/gespraeche", login="berg"),
        ),
    ),
    Door(
        "Die Karte",
        "map",
        "Wo der Bedarf am größten ist, welcher Raum wie viele Stunden braucht, und eine Vorlage für den Rat.",
        (Try("planung", "Als Frau Çelik planen", "/arbeit/planung", login="plan"),),
    ),
    Door(
        "Der Kreis",
        "building",
        "Städte gehen einzeln live, jede mit eigenem Briefkopf. Die Kundenkarte meldet an, ohne etwas zu verraten.",
        (
            Try("gemeinden", "Als Herr Brandt die Städte führen", "/arbeit/gemeinden", login="betrieb"),
            Try("parameter", "Als Herr Brandt neue Werte des Gesetzes laden", "/arbeit/parameter", login="betrieb"),
            Try("stadt", "Ohne Anmeldung nachsehen: Was geht in meiner Stadt?", "/ihre-stadt"),
            Try("karte", f"Als {SIRIN} die Karte zeigen", "{antrag}/karte", citizen=SIRIN),
            Try("einchecken", "Als Empfang eine Karte prüfen", "/arbeit/einchecken", login="empfang"),
        ),
    ),
    Door(
        "Das Wissen",
        "book",
        "Erklärung und Video an der Frage, an der sie helfen; die Regel der Praxis neben dem Feld.",
        (
            Try("hilfe", "Erklärungen mit Video ansehen", "/hilfe"),
            Try("wissen", "Als Herr Maier nachschlagen", "/arbeit/wissen", login="maier"),
        ),
    ),
)  # fmt: skip
