"""The norms of the SGB II in Leichte Sprache."""

from __future__ import annotations

from nahbar.law.explain import Step
from nahbar.law.phrase import Phrase, divided, either

_KINDER = {
    6: "Das Kind ist jünger als 6 Jahre. Der Regel·bedarf ist {ergebnis}.",
    5: "Das Kind ist 6 bis 13 Jahre alt. Der Regel·bedarf ist {ergebnis}.",
    4: "Das Kind ist 14 Jahre alt. Der Regel·bedarf ist {ergebnis}.",
}


def _regelbedarf_kind(step: Step) -> str:
    stufe = step.eingaben.get("stufe")
    return _KINDER.get(stufe if isinstance(stufe, int) else 0, "Der Regel·bedarf für das Kind ist {ergebnis}.")


_sofortzuschlag = either(
    "Dazu kommen {ergebnis} Sofort·zuschlag.", "Diese Person bekommt keinen Sofort·zuschlag."
)  # fmt: skip
_anteil = "Davon zählen {ergebnis} für diese Person."

SENTENCES: dict[str, Phrase] = {
    # §§ 7, 7a, 9
    "ende_der_altersgrenze": "Die Alters·grenze ist am {ergebnis} erreicht.",
    "kind_der_bedarfsgemeinschaft": either(
        "Das Kind ist jünger als 25 Jahre. Es wohnt bei den Eltern. Wir rechnen das Kind mit.",
        "Das Kind hat eine eigene Rechnung.",
    ),
    "deckt_eigenen_bedarf": either(
        "Das Kind hat selbst genug Geld. Wir rechnen das Kind nicht mit.",
        "Das Kind hat selbst nicht genug Geld. Wir rechnen das Kind mit.",
    ),
    "ohne_einkommen_der_eltern": either(
        "Das Kind ist schwanger. Das Geld von den Eltern zählt dann nicht.", "Das Geld von den Eltern zählt mit."
    ),
    "einkommen_zugeteilt": divided(
        "Vom Ein·kommen zählen {ergebnis}. Wir teilen das Geld auf alle auf.", _anteil
    ),
    "vermoegen_zugeteilt": divided(
        "Vom Ersparten zählen {ergebnis}. Wir teilen das Geld auf alle auf.", _anteil
    ),
    # §§ 11, 11b, Grundsicherungsgeld-Verordnung
    "bagatelle": either(
        "Sie haben {ergebnis} bekommen. Das ist mehr als 10 Euro. Alles davon zählt.",
        "Sie haben höchstens 10 Euro bekommen. Das zählt nicht.",
    ),
    "versicherungspauschale": "Für Ver·sicherungen ziehen wir {ergebnis} ab. Dieses Geld zählt nicht.",
    "erwerb_unter_15_frei": "Das Kind ist jünger als 15 Jahre. {ergebnis} vom Lohn zählen nicht.",
    "tatsaechliche_absetzungen": "Sie haben Kosten. Wir rechnen mit {ergebnis}.",
    "grundabsetzungsbetrag": "Vom Lohn bleiben zuerst {ergebnis} für Sie.",
    "absetzbetrag_ausbildung": (
        "Sie lernen noch. Zum Beispiel in der Schule oder im Betrieb. Vom Lohn bleiben {ergebnis} für Sie."
    ),
    "absetzbetrag_erwerb": "Für Kosten ziehen wir {ergebnis} vom Lohn ab. Dieses Geld zählt nicht.",
    "erwerbsfreibetrag": "Vom Lohn bleiben weitere {ergebnis} für Sie. Das ist der Frei·betrag.",
    "grundrente_freibetrag": "Sie haben lange gearbeitet. {ergebnis} von der Rente zählen nicht.",
    "unterhalt_nach_titel": "Sie zahlen Unter·halt. Wir ziehen {ergebnis} vom Ein·kommen ab.",
    "erwerbseinkommen": "Vom Lohn zählen {ergebnis}.",
    "sonstiges_einkommen": "Diese Person bekommt noch anderes Geld. Davon zählen {ergebnis}.",
    "einkommen": "Vom Ein·kommen zählen zusammen {ergebnis}.",
    "nachzahlung_im_zuflussmonat": (
        "Sie haben Geld für früher bekommen. Es sind {ergebnis}. Das Geld zählt in diesem Monat."
    ),
    "nachzahlung_aufgeteilt": (
        "Sie haben Geld für früher bekommen. Wir teilen es auf 6 Monate auf. In diesem Monat zählen {ergebnis}."
    ),
    "nachzahlung_im_folgemonat": (
        "Sie haben Geld für früher bekommen. Es sind {ergebnis}. Das Geld zählt erst in diesem Monat."
    ),
    "nachzahlung_ohne_freibetrag": (
        "Sie haben Lohn für früher bekommen. Davon teilen wir {ergebnis} auf. Der Rest ist Ihr Frei·betrag."
    ),
    "kapitalertraege_frei": "Sie bekommen Zinsen. Davon zählen {ergebnis} nicht.",
    "geldgeschenk_frei": "Ein Kind hat Geld geschenkt bekommen. {ergebnis} davon rechnen wir nicht mit.",
    "ferienjob_frei": either(
        "Das Kind arbeitet in den Schul·ferien. {ergebnis} vom Lohn zählen nicht.",
        "Das Kind arbeitet in den Schul·ferien. Der Lohn zählt jetzt mit.",
    ),
    "kindergeld_beim_kind": "Vom Kinder·geld zählen {ergebnis} beim Kind.",
    "einkommen_des_kindes": "Das Kind hat eigenes Geld. Davon zählen zusammen {ergebnis}.",
    # § 12
    "vermoegensfreibetrag": "Sie dürfen Erspartes haben. Diese Person darf {ergebnis} behalten.",
    "vermoegensfreibetrag_in_der_karenzzeit": "Sie dürfen Erspartes haben. Im 1. Jahr zählen {ergebnis} nicht.",
    "vermoegen_ueber_freibetrag": either(
        "Sie haben mehr Erspartes als erlaubt. Es sind {ergebnis} mehr.",
        "Sie haben nicht mehr Erspartes als erlaubt. Es zählt nicht.",
    ),
    "vermoegen_des_kindes": "Das Kind hat eigenes Erspartes. Davon zählen {ergebnis}. Das zählt nur beim Kind.",
    # § 19
    "bedarf": "Diese Person braucht {ergebnis}. Das ist der Bedarf.",
    "anspruch": either(
        "Diese Person bekommt {ergebnis}. Das ist der An·spruch.", "Diese Person bekommt kein Geld vom Amt."
    ),
    "anspruch_fuer_unterkunft": "Davon sind {ergebnis} für die Wohnung.",
    "summe": "Alle zusammen bekommen {ergebnis}.",
    # §§ 20, 23
    "regelbedarf": "Der Regel·bedarf in diesem Monat ist {ergebnis}.",
    "regelbedarf_alleinstehend": "Diese Person lebt ohne Partner. Der Regel·bedarf ist {ergebnis}.",
    "regelbedarf_partner": "2 Partner leben zusammen. Der Regel·bedarf ist für jeden {ergebnis}.",
    "regelbedarf_junge_erwachsene": "Diese Person wohnt bei den Eltern. Der Regel·bedarf ist {ergebnis}.",
    "regelbedarf_ohne_zusicherung": (
        "Diese Person ist jünger als 25 Jahre. Sie ist ohne Erlaubnis vom Amt umgezogen. "
        "Der Regel·bedarf ist {ergebnis}."
    ),
    "regelbedarf_jugendliche": "Diese Person ist jünger als 18 Jahre. Der Regel·bedarf ist {ergebnis}.",
    "regelbedarf_kind": _regelbedarf_kind,
    # § 21
    "mehrbedarf": either(
        "Diese Person hat besondere Aus·gaben. Der Mehr·bedarf ist zusammen {ergebnis}.",
        "Diese Person hat keinen Mehr·bedarf.",
    ),
    "mehrbedarf_schwangerschaft": "Diese Person ist schwanger. Der Mehr·bedarf ist {ergebnis}.",
    "mehrbedarf_alleinerziehend": "Sie erziehen die Kinder allein. Der Mehr·bedarf ist {ergebnis}.",
    "mehrbedarf_teilhabe": "Diese Person bekommt Hilfe zur Arbeit. Der Mehr·bedarf ist {ergebnis}.",
    "mehrbedarf_ernaehrung": "Diese Person braucht besonderes Essen. Der Mehr·bedarf ist {ergebnis}.",
    "mehrbedarf_unabweisbar": "Diese Person braucht dringend etwas Besonderes. Der Mehr·bedarf ist {ergebnis}.",
    "mehrbedarf_warmwasser": "Das Wasser wird in der Wohnung warm. Der Mehr·bedarf ist {ergebnis}.",
    "mehrbedarf_merkzeichen_g": "Diese Person hat das Merk·zeichen G. Der Mehr·bedarf ist {ergebnis}.",
    "mehrbedarf_hoechstens": "Mehr·bedarf und Regel·bedarf dürfen gleich hoch sein. Wir rechnen mit {ergebnis}.",
    # § 22
    "ende_der_karenzzeit": "Am Anfang zahlen wir auch eine hohe Miete. Diese Zeit endet vor dem {ergebnis}.",
    "unterkunft_in_der_karenzzeit": "Am Anfang zahlen wir auch eine hohe Miete. Wir rechnen mit {ergebnis}.",
    "unterkunft_mit_kindern": "Sie haben Kinder. Wir können mit {ergebnis} für die Miete rechnen.",
    "unterkunft_nach_der_karenzzeit": "Die Zeit am Anfang ist vorbei. Wir rechnen mit {ergebnis} für die Miete.",
    "unterkunft_und_heizung": "Für Miete und Heizung rechnen wir mit {ergebnis}.",
    "unterkunft_je_kopf": divided(
        "Miete und Heizung kosten {ergebnis}. Wir teilen die Kosten auf alle auf.",
        "Für Miete und Heizung zählen {ergebnis} bei dieser Person.",
    ),
    "unterkunft_ohne_zusicherung": (
        "Diese Person ist jünger als 25 Jahre. Sie ist ohne Erlaubnis vom Amt umgezogen. Wir zahlen keine Miete."
    ),
    # § 41
    "gerundet": "Wir runden auf ganze Cent. Das sind {ergebnis}.",
    "anteil_nach_tagen": "Das Geld gilt für {tage} von 30 Tagen. Das sind {ergebnis}.",
    "anspruchstage": "Diese Person bekommt Geld für {ergebnis} von 30 Tagen.",
    # §§ 7b, 31a, 31b, 32
    "minderung_pflichtverletzung": "Sie haben eine Pflicht verletzt. Wir ziehen {ergebnis} ab. Das ist eine Minderung.",
    "minderung_meldeversaeumnis": "Sie waren nicht beim Termin. Wir ziehen {ergebnis} ab. Das ist eine Minderung.",
    "minderung_hoechstens": (
        "Wir dürfen höchstens 30 Prozent vom Regel·bedarf abziehen. Die Minderung ist zusammen {ergebnis}."
    ),
    "entfall_bei_arbeitsverweigerung": "Sie haben Nein zu einer Arbeit gesagt. Darum bekommen Sie {ergebnis} weniger.",
    "ohne_regelbedarf": "Wir können Sie nicht erreichen. Darum bekommen Sie {ergebnis} weniger.",
    "entfall_bei_nichterreichbarkeit": "Wir können Sie weiter nicht erreichen. Darum bekommen Sie {ergebnis}.",
    "gemindert": "Nach der Minderung bleiben {ergebnis}. Das Geld für die Wohnung bleibt gleich.",
    "mindestleistung": "Sie behalten {ergebnis}. So bleiben Sie kranken·versichert.",
    "unterkunft_ohne_nicht_erreichbare": divided(
        "Wir können eine Person nicht erreichen. Die anderen bekommen ihr Geld für die Wohnung.",
        "Für die Wohnung zählen dann {ergebnis} bei dieser Person.",
    ),
    "meldeversaeumnis_mindert": either(
        "Sie waren nicht beim Termin. Das kann Ihr Geld weniger machen.",
        "Sie waren nicht beim Termin. Ihr Geld bleibt gleich.",
    ),
    "meldeversaeumnis_mindert_frueher": either(
        "Sie waren vor Juli 2026 nicht beim Termin. Das kann Ihr Geld weniger machen.",
        "Sie waren vor Juli 2026 nicht beim Termin. Ihr Geld bleibt gleich.",
    ),
    "sechs_monate": "Nur bis {ergebnis} dürfen wir eine Minderung beschließen.",
    # § 72
    "sofortzuschlag": _sofortzuschlag,
    "sofortzuschlag_ohne_kindergeld": _sofortzuschlag,
    "sofortzuschlag_summe": "Alle zusammen bekommen {ergebnis} Sofort·zuschlag.",
}
