"""What stands in a paper for the council: texts with their first wording, costs, decisions, history (P01–P06)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Baustein:
    """A block of text: heading, first wording, what belongs there."""

    titel: str
    anfang: str
    hilfe: str


TEXTE = {
    "beschluss": Baustein(
        "Der Beschluss",
        "Es wird ein Konzept zur stärkeren Präsenz des Jobcenters in Sozialräumen entwickelt. Offene Sprechstunden und"
        " Einzelberatungen finden verstärkt in Räumen öffentlicher oder frei-gemeinnütziger Träger statt. Die Räume"
        " dienen nur der Information und Beratung, nicht der Verhängung von Sanktionen.",
        "Wortlaut des Beschlusses",
    ),
    "bericht": Baustein(
        "Hierzu wird berichtet",
        "Die räumliche Verteilung der Menschen mit Leistungsbezug wurde ausgewertet. Daraus ist ein Vorschlag für Orte"
        " und Zeiten entstanden. Er steht unten mit Karte, Tabelle und Methode.",
        "Was geschehen ist und was folgt",
    ),
    "raeume": Baustein(
        "Zweckbindung der Räume",
        "In den Räumen wird nur informiert und beraten. Das Programm lässt dort keine Anhörung und keine Minderung zu:"
        " Der Ort trägt diese Bindung, und niemand kann sie im Einzelfall umgehen.",
        "Wofür die Räume da sind und wofür nicht",
    ),
    "demografie": Baustein(
        "Demografische und klimatische Auswirkungen",
        "Kürzere Wege helfen älteren Menschen und Familien mit kleinen Kindern und ersparen Fahrten. Weitere"
        " Auswirkungen sind nicht bekannt.",
        "Auswirkungen auf Bevölkerung und Klima",
    ),
}
KOSTEN = {
    "gesamt": "Gesamtkosten im Jahr",
    "eigen": "davon eigener Anteil",
    "dritte": "davon Bund und Dritte",
    "folge": "Folgekosten im Jahr",
}
SCHRITTE = ("Antrag", "Beschlussempfehlung", "Beschluss", "Zwischenbericht", "Schlussbericht")
ENTSCHEIDUNGEN = (
    "Der Bericht wird zur Kenntnis genommen.",
    "Der Beschluss wird als erledigt betrachtet.",
)
METHODE = (
    "Gezeigt wird je Planungsraum, wie viele Menschen Leistungen beziehen (Zahl) und welcher Anteil der Bevölkerung das"
    " ist (Anteil). Ein hoher Anteil heißt dichte Not, eine hohe Zahl heißt viel Arbeit; beides gehört zusammen.",
    "Schwerpunkte sind Räume, die mit ihren Nachbarn zusammen auffällig hohe Werte haben (Getis-Ord Gi*, Falschfundrate"
    " 5 %), verglichen mit allen hier gezeigten Räumen.",
    "Die Orte sind so gewählt, dass der Weg zu Fuß, gewichtet nach Zahl der Menschen und Bedarf, zusammen am kürzesten"
    " ist. Der Weg ist die Luftlinie von der Mitte des Raums mal 1,3 bei 4,5 km/h; Bus und Bahn sind nicht gerechnet."
    " Bei langen Wegen in großen Räumen ist das ungenau.",
)


def schutz(minimum: int) -> str:
    """The note on privacy, for this smallest number."""
    return (
        f"Die Zahlen enthalten keine Angaben zu einzelnen Menschen. Zahlen unter {minimum} werden nicht gezeigt, ebenso"
        f" Zahlen, bei denen weniger als {minimum} Menschen übrig blieben. Weitere Zahlen sind verborgen, damit sich"
        " keine verborgene aus Summen zurückrechnen lässt; das ist rechnerisch geprüft. Anteile sind aus den gezeigten"
        " Zahlen gebildet."
    )


def texte(given: Mapping[str, str]) -> dict[str, str]:
    """All blocks, in their order: as typed, else the first wording."""
    return {name: given.get(name, block.anfang) for name, block in TEXTE.items()}
