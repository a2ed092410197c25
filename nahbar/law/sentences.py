"""Each applied norm as one plain German sentence, for the estimate, the Berechnungsbogen and the letters."""

from __future__ import annotations

from nahbar.law.catalogue import GERMAN, Catalogue
from nahbar.law.catalogue import euro as euro
from nahbar.law.explain import Step
from nahbar.law.phrase import NoSentence as NoSentence
from nahbar.law.phrase import Phrase, Told, tell
from nahbar.law.phrase import divided as _divided
from nahbar.law.phrase import either as _either
from nahbar.law.sentences_einkommen import SENTENCES as _EINKOMMEN
from nahbar.law.sentences_fristen import SENTENCES as _FRISTEN
from nahbar.law.sentences_sgb2_beside import SENTENCES as _SGB2_BESIDE
from nahbar.law.sentences_sgb2_who import SENTENCES as _SGB2_WHO
from nahbar.law.sentences_sgb12 import SENTENCES as _SGB12
from nahbar.law.sentences_wogg import SENTENCES as _WOGG


def sentence(step: Step, words: Catalogue = GERMAN) -> str:
    """The sentence of a step; raises NoSentence for a norm that is unknown here."""
    return told(step, words).text


def told(step: Step, words: Catalogue = GERMAN) -> Told:
    """The sentence of a step with the language it is in; raises NoSentence for a norm that is unknown here."""
    return tell(step, SENTENCES, words)


_KINDER = {
    6: "Der Regelbedarf für Kinder bis zum 6. Geburtstag beträgt {ergebnis}.",
    5: "Der Regelbedarf für Kinder vom 6. bis zum 14. Geburtstag beträgt {ergebnis}.",
    4: "Der Regelbedarf für Kinder im Jahr vor dem 15. Geburtstag beträgt {ergebnis}.",
}


def _regelbedarf_kind(step: Step) -> str:
    stufe = step.eingaben.get("stufe")
    return _KINDER.get(stufe if isinstance(stufe, int) else 0, "Der Regelbedarf für Kinder beträgt {ergebnis}.")


def _freibetrag(step: Step) -> str:
    if step.eingaben.get("mit_kind"):
        return "Von {brutto} Bruttoeinkommen bleiben nach Stufen (bis höchstens 1.500 Euro) weitere {ergebnis} frei."
    return "Von {brutto} Bruttoeinkommen bleiben nach Stufen (bis höchstens 1.200 Euro) weitere {ergebnis} frei."


_bagatelle = _either(
    "Die Einnahmen von {ergebnis} liegen über 10 Euro und zählen ganz.",
    "Einnahmen bis 10 Euro im Monat zählen nicht.",
)
_sofortzuschlag = _either("Dazu kommt der Sofortzuschlag von {ergebnis}.", "Ein Sofortzuschlag steht nicht zu.")


SENTENCES: dict[str, Phrase] = {
    # §§ 7, 7a, 9
    "ende_der_altersgrenze": "Die Altersgrenze ist mit Ablauf des {ergebnis} erreicht.",
    "kind_der_bedarfsgemeinschaft": _either(
        "Das Kind ist unter 25 Jahre alt und gehört dem Haushalt an.",
        "Das Kind bildet eine eigene Bedarfsgemeinschaft.",
    ),
    "deckt_eigenen_bedarf": _either(
        "Das Kind deckt seinen Bedarf aus eigenem Einkommen und gehört nicht zur Bedarfsgemeinschaft.",
        "Das eigene Einkommen des Kindes reicht nicht für seinen Bedarf.",
    ),
    "ohne_einkommen_der_eltern": _either(
        "Wegen der Schwangerschaft zählt das Einkommen der Eltern für das Kind nicht.",
        "Das Einkommen der Eltern zählt für das Kind mit.",
    ),
    "einkommen_zugeteilt": _divided(
        "Die Erwachsenen haben {ergebnis} Einkommen. Wir teilen es auf: Wem mehr fehlt, dem rechnen wir mehr an.",
        "Vom Einkommen der Erwachsenen entfallen {ergebnis} auf diesen Bedarf.",
    ),
    "vermoegen_zugeteilt": _divided(
        "Über den Grenzen liegen {ergebnis} vom Vermögen. Wir teilen sie auf: Wem mehr fehlt, dem rechnen wir mehr an.",
        "Vom Vermögen über den Freibeträgen entfallen {ergebnis} auf diesen Bedarf.",
    ),
    # §§ 11, 11b, Grundsicherungsgeld-Verordnung
    "bagatelle": _bagatelle,
    "versicherungspauschale": "Für private Versicherungen werden pauschal {ergebnis} abgezogen.",
    "erwerb_unter_15_frei": "Vor dem 15. Geburtstag zählen {ergebnis} vom eigenen Verdienst nicht.",
    "tatsaechliche_absetzungen": "Die nachgewiesenen Ausgaben betragen mit der Pauschale {ergebnis}.",
    "grundabsetzungsbetrag": "Vom Einkommen aus Arbeit werden zuerst {ergebnis} abgezogen.",
    "absetzbetrag_ausbildung": "Während Schule, Ausbildung oder Freiwilligendienst werden {ergebnis} abgezogen.",
    "absetzbetrag_erwerb": "Vom Einkommen aus Arbeit werden {ergebnis} für Ausgaben abgezogen.",
    "erwerbsfreibetrag": _freibetrag,
    "grundrente_freibetrag": "Wegen langer Grundrentenzeiten bleiben {ergebnis} der Rente frei.",
    "unterhalt_nach_titel": "Gezahlter Unterhalt nach einem Titel wird mit {ergebnis} abgezogen.",
    "erwerbseinkommen": "Vom Einkommen aus Arbeit werden {ergebnis} angerechnet.",
    "sonstiges_einkommen": "Von anderen Einkünften werden {ergebnis} angerechnet.",
    "einkommen": "Insgesamt werden {ergebnis} Einkommen angerechnet.",
    "nachzahlung_im_zuflussmonat": "Die Nachzahlung von {ergebnis} zählt in dem Monat, in dem sie ankommt.",
    "nachzahlung_aufgeteilt": "Die Nachzahlung wird auf sechs Monate verteilt, hier zählen {ergebnis}.",
    "kindergeld_beim_kind": "Vom Kindergeld werden {ergebnis} für das Kind gebraucht und zählen bei ihm.",
    "einkommen_des_kindes": "Das angerechnete Einkommen des Kindes beträgt {ergebnis}.",
    # § 12
    "vermoegensfreibetrag": "Vom Vermögen bleiben für diese Person {ergebnis} frei.",
    "vermoegensfreibetrag_in_der_karenzzeit": "Im ersten Jahr bleiben für diese Person {ergebnis} Vermögen frei.",
    "vermoegen_ueber_freibetrag": "Das Vermögen liegt um {ergebnis} über allen Freibeträgen.",
    "vermoegen_des_kindes": "Vom eigenen Vermögen des Kindes zählen {ergebnis}, nur für das Kind selbst.",
    # § 19
    "bedarf": "Der Bedarf beträgt {ergebnis}.",
    "anspruch": "Der Anspruch beträgt {ergebnis}.",
    "anspruch_fuer_unterkunft": "Davon sind {ergebnis} für Unterkunft und Heizung.",
    "summe": "Zusammen beträgt der Anspruch {ergebnis}.",
    # §§ 20, 23
    "regelbedarf": "Der Regelbedarf in diesem Monat beträgt {ergebnis}.",
    "regelbedarf_alleinstehend": "Der Regelbedarf für Alleinstehende und Alleinerziehende beträgt {ergebnis}.",
    "regelbedarf_partner": "Der Regelbedarf für volljährige Partner beträgt je {ergebnis}.",
    "regelbedarf_junge_erwachsene": "Der Regelbedarf für junge Erwachsene bei den Eltern beträgt {ergebnis}.",
    "regelbedarf_ohne_zusicherung": "Nach einem Umzug unter 25 ohne Zusicherung beträgt der Regelbedarf {ergebnis}.",
    "regelbedarf_jugendliche": "Der Regelbedarf für Jugendliche unter 18 beträgt {ergebnis}.",
    "regelbedarf_kind": _regelbedarf_kind,
    # § 21
    "mehrbedarf": "Die Mehrbedarfe betragen zusammen {ergebnis}.",
    "mehrbedarf_schwangerschaft": "Der Mehrbedarf in der Schwangerschaft beträgt {ergebnis}.",
    "mehrbedarf_alleinerziehend": "Der Mehrbedarf für Alleinerziehende beträgt {ergebnis}.",
    "mehrbedarf_teilhabe": "Der Mehrbedarf bei Leistungen zur Teilhabe beträgt {ergebnis}.",
    "mehrbedarf_ernaehrung": "Der Mehrbedarf für notwendige besondere Ernährung beträgt {ergebnis}.",
    "mehrbedarf_unabweisbar": "Der unabweisbare besondere Bedarf beträgt {ergebnis}.",
    "mehrbedarf_warmwasser": "Der Mehrbedarf für Warmwasser, das in der Wohnung erzeugt wird, beträgt {ergebnis}.",
    "mehrbedarf_merkzeichen_g": "Der Mehrbedarf mit Merkzeichen G beträgt {ergebnis}.",
    "mehrbedarf_hoechstens": "Die Mehrbedarfe werden bis zur Höhe des Regelbedarfs mit {ergebnis} anerkannt.",
    # § 22
    "ende_der_karenzzeit": "Die Karenzzeit für die Unterkunft endet vor dem {ergebnis}.",
    "unterkunft_in_der_karenzzeit": "In der Karenzzeit wird die Miete mit {ergebnis} anerkannt.",
    "unterkunft_mit_kindern": "Mit Kindern kann die höhere Miete von {ergebnis} im Einzelfall anerkannt werden.",
    "unterkunft_nach_der_karenzzeit": "Nach der Karenzzeit wird die Miete mit {ergebnis} anerkannt.",
    "unterkunft_und_heizung": "Für die Wohnung werden {ergebnis} für Unterkunft und Heizung anerkannt.",
    "unterkunft_je_kopf": _divided(
        "Die Kosten von {ergebnis} werden nach Köpfen geteilt.",
        "Der Anteil an Unterkunft und Heizung beträgt {ergebnis}.",
    ),
    "unterkunft_ohne_zusicherung": "Nach einem Umzug unter 25 ohne Zusicherung wird die Unterkunft nicht anerkannt.",
    # § 41
    "gerundet": "Gerundet auf zwei Stellen sind das {ergebnis}.",
    "anteil_nach_tagen": "Auf {tage} von 30 Tagen entfallen {ergebnis}.",
    "anspruchstage": "Der Anspruch besteht für {ergebnis} von 30 Tagen.",
    # § 72
    "minderung_pflichtverletzung": "Wegen einer Pflichtverletzung werden {ergebnis} abgezogen.",
    "minderung_meldeversaeumnis": "Wegen eines versäumten Termins werden {ergebnis} abgezogen.",
    "minderung_hoechstens": "Alle Minderungen zusammen nehmen höchstens 30 Prozent des Regelbedarfs: {ergebnis}.",
    "entfall_bei_arbeitsverweigerung": "Wegen verweigerter Arbeit entfallen {ergebnis}.",
    "ohne_regelbedarf": "Wer als nicht erreichbar gilt, bekommt einen Monat ohne Regelbedarf; es entfallen {ergebnis}.",
    "entfall_bei_nichterreichbarkeit": "Wer weiter als nicht erreichbar gilt, bekommt {ergebnis}.",
    "gemindert": "Nach der Minderung bleiben {ergebnis}. Das Geld für die Wohnung wird nicht gekürzt.",
    "mindestleistung": "Damit der Anspruch bestehen bleibt, wird {ergebnis} gezahlt.",
    "unterkunft_ohne_nicht_erreichbare": _divided(
        "Der Anteil an der Wohnung von Personen, die nicht erreichbar sind, geht auf die anderen über.",
        "Von der Wohnung entfallen danach {ergebnis} auf diese Person.",
    ),
    "meldeversaeumnis_mindert": "Ob dieser versäumte Termin das Geld mindern kann: {ergebnis}.",
    "meldeversaeumnis_mindert_frueher": "Nach dem Recht bis Juni 2026 kann schon der erste mindern: {ergebnis}.",
    "sechs_monate": "Festgestellt werden kann eine Minderung nur bis {ergebnis}.",
    "sofortzuschlag": _sofortzuschlag,
    "sofortzuschlag_ohne_kindergeld": _sofortzuschlag,
    "sofortzuschlag_summe": "Die Sofortzuschläge betragen zusammen {ergebnis}.",
}

SENTENCES |= _EINKOMMEN
SENTENCES |= _FRISTEN
SENTENCES |= _SGB12
SENTENCES |= _SGB2_BESIDE
SENTENCES |= _SGB2_WHO
SENTENCES |= _WOGG
