"""Each applied norm in Leichte Sprache: short main clauses, one statement each, numbers in digits.

Compounds carry a Mediopunkt (`Regel·bedarf`); hard words are explained by `explained_words`.
"""

from __future__ import annotations

from nahbar.law.catalogue import LEICHT as LEICHTE_SPRACHE
from nahbar.law.catalogue import Catalogue
from nahbar.law.explain import Step
from nahbar.law.leicht_fristen import SENTENCES as FRISTEN
from nahbar.law.leicht_sgb2 import SENTENCES as SGB2
from nahbar.law.leicht_sgb2_neben import SENTENCES as SGB2_NEBEN
from nahbar.law.leicht_sgb2_wer import SENTENCES as SGB2_WER
from nahbar.law.leicht_sgb12 import SENTENCES as SGB12
from nahbar.law.leicht_wogg import SENTENCES as WOGG
from nahbar.law.phrase import Phrase, tell

LEICHT: dict[str, Phrase] = {**SGB2, **SGB2_WER, **SGB2_NEBEN, **SGB12, **WOGG, **FRISTEN}

WOERTER: dict[str, str] = {
    "Alters·grenze": "Die Alters·grenze ist ein Alter. Dann gehen Menschen in Rente.",
    "An·spruch": "Der An·spruch ist das Geld vom Amt. So viel steht Ihnen zu.",
    "Bedarf": "Der Bedarf ist alles Geld für das Leben und die Wohnung.",
    "Bescheid": "Der Bescheid ist ein Brief vom Amt. Darin steht eine Ent·scheidung.",
    "Ein·kommen": "Ein·kommen ist Geld von der Arbeit oder anderes Geld im Monat.",
    "Erspartes": "Erspartes ist Ihr Geld auf der Bank. Auch wert·volle Sachen gehören dazu.",
    "Frei·betrag": "Der Frei·betrag ist Geld vom Lohn. Sie dürfen es behalten.",
    "Frist": "Die Frist ist ein Zeit·raum. Danach ist es zu spät.",
    "Kinder·zuschlag": "Kinder·zuschlag ist Geld für Familien mit wenig Lohn.",
    "Kredit": "Einen Kredit müssen Sie zurückzahlen.",
    "Wohn·geld": "Wohn·geld ist Geld vom Staat für die Miete.",
    "Kinder·geld": "Kinder·geld ist Geld vom Staat für Kinder.",
    "Mehr·bedarf": "Mehr·bedarf ist Geld für besondere Aus·gaben.",
    "Minderung": "Minderung heißt: Sie bekommen eine Zeit lang weniger Geld.",
    "Regel·bedarf": "Der Regel·bedarf ist das Geld zum Leben. Zum Beispiel für Essen und Kleidung.",
    "Sofort·zuschlag": "Der Sofort·zuschlag ist Geld für Kinder und junge Menschen.",
    "Unter·halt": "Unter·halt ist Geld für ein Kind oder einen früheren Partner.",
    "Wider·spruch": "Wider·spruch heißt: Sie sagen Nein zu einem Bescheid.",
}
"""Hard words with their explanation."""


def leicht(step: Step, words: Catalogue = LEICHTE_SPRACHE) -> str:
    """The sentences of a step in Leichte Sprache; raises NoSentence for a norm that has none."""
    return tell(step, LEICHT, words).text


def explained_words(text: str) -> tuple[str, ...]:
    """What the hard words of this text mean, in the order of the text."""
    found = sorted((text.index(word), meaning) for word, meaning in WOERTER.items() if word in text)
    return tuple(meaning for _, meaning in found)
