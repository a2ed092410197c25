"""Each applied norm as one plain German sentence, for the estimate, the Berechnungsbogen and the letters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from nahbar.law.explain import Step, Value

Phrase = str | Callable[[Step], str]


class NoSentence(KeyError):
    """A norm has no sentence yet."""


def euro(cents: int) -> str:
    """Cents as people read them: 137368 is `1.373,68 €`."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole:,}".replace(",", ".") + f",{rest:02d} €"


def sentence(step: Step) -> str:
    """The sentence of a step; raises NoSentence for a norm that is unknown here."""
    try:
        phrase = SENTENCES[step.name]
    except KeyError:
        raise NoSentence(step.name) from None
    return phrase(step) if callable(phrase) else phrase.format_map(_Words(step))


class _Words(dict[str, str]):
    """The words of a template: `ergebnis` and every input, amounts as euro."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self._step = step

    def __missing__(self, key: str) -> str:
        if key == "ergebnis":
            return _word(self._step.ergebnis, self._step.einheit)
        return _word(self._step.eingaben.get(key), "anzahl" if key in _COUNTS else self._step.einheit)


_COUNTS = frozenset({"tage", "stufe", "anzahl", "kinder", "nenner", "jahre"})


def _word(value: Value, einheit: str) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, int):
        return euro(value) if einheit in ("cent", "ja/nein") else str(value)
    if isinstance(value, str):
        try:
            return f"{date.fromisoformat(value):%d.%m.%Y}"
        except ValueError:
            return value
    return "nicht angegeben"


def _either(yes: str, no: str) -> Callable[[Step], str]:
    return lambda step: yes if step.ergebnis else no


def _divided(whole: str, share: str) -> Callable[[Step], str]:
    """One sentence for the amount that is divided, one for each person's share."""
    return lambda step: (whole if step.person is None else share).format(_word(step.ergebnis, "cent"))


def _regelbedarf_kind(step: Step) -> str:
    alter = {6: "bis zum 6. Geburtstag", 5: "vom 6. bis zum 14. Geburtstag", 4: "im Jahr vor dem 15. Geburtstag"}
    stufe = step.eingaben.get("stufe")
    words = alter[stufe] if isinstance(stufe, int) and stufe in alter else "für Kinder"
    return f"Der Regelbedarf für Kinder {words} beträgt {_word(step.ergebnis, 'cent')}."


def _bagatelle(step: Step) -> str:
    if step.ergebnis:
        return f"Die Einnahmen von {_word(step.ergebnis, 'cent')} liegen über 10 Euro und zählen ganz."
    return "Einnahmen bis 10 Euro im Monat zählen nicht."


def _freibetrag(step: Step) -> str:
    grenze = "1.500 Euro" if step.eingaben.get("mit_kind") else "1.200 Euro"
    return (
        f"Von {_word(step.eingaben.get('brutto'), 'cent')} Bruttoeinkommen bleiben nach Stufen "
        f"(bis höchstens {grenze}) weitere {_word(step.ergebnis, 'cent')} frei."
    )


def _sofortzuschlag(step: Step) -> str:
    if step.ergebnis:
        return f"Dazu kommt der Sofortzuschlag von {_word(step.ergebnis, 'cent')}."
    return "Ein Sofortzuschlag steht nicht zu."


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
        "Das Einkommen der Erwachsenen von {} wird im Verhältnis der offenen Bedarfe verteilt.",
        "Vom Einkommen der Erwachsenen entfallen {} auf diesen Bedarf.",
    ),
    "vermoegen_zugeteilt": _divided(
        "Vom Vermögen über den Freibeträgen werden {} im Verhältnis der offenen Bedarfe verteilt.",
        "Vom Vermögen über den Freibeträgen entfallen {} auf diesen Bedarf.",
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
        "Die Kosten von {} werden nach Köpfen geteilt.", "Der Anteil an Unterkunft und Heizung beträgt {}."
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
        "Von der Wohnung entfallen danach {} auf diese Person.",
    ),
    "meldeversaeumnis_mindert": "Ob dieser versäumte Termin das Geld mindern kann: {ergebnis}.",
    "meldeversaeumnis_mindert_frueher": "Nach dem Recht bis Juni 2026 kann schon der erste mindern: {ergebnis}.",
    "sechs_monate": "Festgestellt werden kann eine Minderung nur bis {ergebnis}.",
    "sofortzuschlag": _sofortzuschlag,
    "sofortzuschlag_ohne_kindergeld": _sofortzuschlag,
    "sofortzuschlag_summe": "Die Sofortzuschläge betragen zusammen {ergebnis}.",
}
