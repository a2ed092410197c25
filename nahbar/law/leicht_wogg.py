"""Wohngeld, Kinderzuschlag and what comes before Grundsicherungsgeld, in Leichte Sprache."""

from __future__ import annotations

from nahbar.law.phrase import Phrase, either

_ABGEZOGEN = "Davon ziehen wir {ergebnis} im Jahr ab."
_FREI = "Davon zählen {ergebnis} im Jahr nicht."

SENTENCES: dict[str, Phrase] = {
    # BKGG § 6a
    "anspruch_auf_kinderzuschlag": either(
        "Sie können {ergebnis} Kinder·zuschlag im Monat bekommen.", "Sie können keinen Kinder·zuschlag bekommen."
    ),
    "erweiterter_zugang": either(
        "Es fehlen höchstens 100 Euro. Kinder·zuschlag ist möglich.", "Auf diesem Weg gibt es keinen Kinder·zuschlag."
    ),
    "luecke_mit_kinderzuschlag": either(
        "Mit Kinder·zuschlag und Wohn·geld fehlen noch {ergebnis}.",
        "Mit Kinder·zuschlag und Wohn·geld reicht das Geld.",
    ),
    "gesamtbedarf_der_eltern": "Die Eltern brauchen {ergebnis}.",
    "gesamtkinderzuschlag": "Für alle Kinder sind das zusammen {ergebnis}.",
    "kinderzuschlag": either(
        "Der Kinder·zuschlag für alle Kinder ist {ergebnis} im Monat.", "Es gibt keinen Kinder·zuschlag."
    ),
    "kinderzuschlag_anstrengung_unterlassen": either(
        "Das Kind kann anderes Geld bekommen. Niemand hat danach gefragt. Darum gibt es keinen Kinder·zuschlag.",
        "Sie haben nach anderem Geld für das Kind gefragt.",
    ),
    "kinderzuschlag_des_kindes": "Das Kind hat eigenes Geld. Danach bleiben {ergebnis} Kinder·zuschlag.",
    "kinderzuschlag_gerundet": "Wir runden auf ganze Euro. Das sind {ergebnis}.",
    "kinderzuschlag_hoechstbetrag": "Kinder·zuschlag ist höchstens {ergebnis} für jedes Kind.",
    "kinderzuschlag_vermoegen": "Vom Ersparten zählen {ergebnis}.",
    "minderung_durch_einkommen_der_eltern": "Die Eltern haben Ein·kommen. Darum sind es {ergebnis} weniger.",
    "mindesteinkommen_erreicht": either(
        "Die Eltern verdienen genug für den Kinder·zuschlag.", "Die Eltern verdienen zu wenig für den Kinder·zuschlag."
    ),
    "nach_vermoegen": "Sie haben Erspartes. Danach bleiben {ergebnis} Kinder·zuschlag.",
    "wohnanteil_der_eltern": "Von den Kosten für die Wohnung zählen {ergebnis} bei den Eltern.",
    # § 12a SGB II
    "hilfebeduerftigkeit_entfaellt": either(
        "In diesem Monat reicht das Geld für alle.", "In diesem Monat reicht das Geld nicht für alle."
    ),
    "kinderzuschlag_zaehlt": "Vom Kinder·zuschlag zählen {ergebnis}.",
    "monate_ohne_hilfebeduerftigkeit": "Das Geld reicht in {ergebnis} Monaten für alle.",
    "offener_bedarf": "Es fehlen noch {ergebnis} im Monat.",
    "vorrang_vor_grundsicherung": either(
        "Beantragen Sie zuerst Wohn·geld und Kinder·zuschlag.",
        "Sie müssen Wohn·geld und Kinder·zuschlag nicht beantragen.",
    ),
    "vorzeitige_rente": either("Beantragen Sie die Rente früher.", "Sie müssen die Rente nicht früher beantragen."),
    "wohngeld_zaehlt": "Vom Wohn·geld zählen {ergebnis}.",
    # WoGG
    "wohngeld_abzug": "Für Steuern und Bei·träge ziehen wir {ergebnis} im Jahr ab.",
    "wohngeld_einkommen_im_monat": "Im Monat sind das {ergebnis}.",
    "wohngeld_einkuenfte": "Das Ein·kommen im Jahr ist {ergebnis}.",
    "wohngeld_gesamteinkommen": "Alle zusammen haben {ergebnis} Ein·kommen im Jahr.",
    "wohngeld_jahreseinkommen": "Diese Person hat {ergebnis} Ein·kommen im Jahr.",
    "wohngeld_weitere_einnahmen": "Anderes Geld zählt auch. Es sind {ergebnis} im Jahr.",
    "wohngeld_werbungskosten_arbeit": "Arbeit kostet auch Geld. " + _ABGEZOGEN,
    "wohngeld_werbungskosten_rente": "Diese Person bekommt Rente. " + _ABGEZOGEN,
    "wohngeld_ab_13": "Es wohnen mehr als 12 Personen zusammen. Das Wohn·geld ist {ergebnis}.",
    "wohngeld_nach_formel": "Wir rechnen mit einer Formel aus dem Gesetz. Das Wohn·geld ist {ergebnis}.",
    "abzug_unterhalt": "Sie zahlen Unter·halt. " + _ABGEZOGEN,
    "wohngeld_freibetrag_allein": "Sie erziehen die Kinder allein. Vom Ein·kommen zählen {ergebnis} im Jahr nicht.",
    "wohngeld_freibetrag_grundrente": "Sie haben lange gearbeitet und bekommen Rente. " + _FREI,
    "wohngeld_freibetrag_kind": "Das Kind verdient Geld. " + _FREI,
    "wohngeld_freibetrag_schwerbehindert": (
        "Diese Person hat eine schwere Be·hinderung. Vom Ein·kommen zählen {ergebnis} im Jahr nicht."
    ),
    "wohngeld_freibetrag_verfolgt": (
        "Diese Person war in der Nazi-Zeit verfolgt. Vom Ein·kommen zählen {ergebnis} im Jahr nicht."
    ),
    "wohngeld_heizkosten": "Für das Heizen kommen {ergebnis} dazu.",
    "wohngeld_hoechstbetrag": "Für die Miete zählen höchstens {ergebnis}.",
    "wohngeld_klimakomponente": "Für den Klima·schutz kommen {ergebnis} dazu.",
    "wohngeld_kopfanteil": "Nicht alle zählen beim Wohn·geld. Für die anderen sind es {ergebnis}.",
    "wohngeld_miete": "Beim Wohn·geld rechnen wir mit {ergebnis} Miete.",
    "wohngeld_miete_ohne_gewerbe": "Ein Teil der Wohnung ist für eine Firma. Danach bleiben {ergebnis} Miete.",
    "wohngeld_miete_ohne_mitbewohner": "Andere Personen wohnen auch hier. Danach bleiben {ergebnis} Miete.",
    "wohngeld_miete_ohne_ueberlassung": "Andere nutzen einen Teil der Wohnung. Danach bleiben {ergebnis} Miete.",
    "wohngeld_miete_ohne_zuschuss": "Andere zahlen einen Teil der Miete. Danach bleiben {ergebnis} Miete.",
    "ausgeschlossen_durch_bezug": either(
        "Diese Person bekommt schon anderes Geld für die Wohnung. Darum bekommt sie kein Wohn·geld.",
        "Das andere Geld ändert nichts beim Wohn·geld.",
    ),
    "ausgeschlossen_mit_angehoerigen": either(
        "Das Ein·kommen zählt schon bei einer anderen Person. Darum gibt es kein Wohn·geld.",
        "Das Geld von anderen ändert nichts beim Wohn·geld.",
    ),
    "ausschluss_ab": "Ab {ergebnis} gibt es kein Wohn·geld.",
    "ausschluss_letzter_monat": "Der letzte Monat ohne Wohn·geld beginnt am {ergebnis}.",
    "ist_haushaltsmitglied": either(
        "Diese Person wohnt hier. Sie zählt mit.", "Diese Person zählt beim Wohn·geld nicht mit."
    ),
    "kind_bei_getrennten_eltern": either(
        "Das Kind wohnt bei beiden Eltern. Es zählt auch hier.", "Das Kind ist zu selten hier. Es zählt hier nicht."
    ),
    "verstorbene_zaehlen": either(
        "Die Person ist gestorben. Sie zählt noch eine Zeit lang mit.",
        "Die Person ist gestorben. Sie zählt nicht mehr mit.",
    ),
    "wohngeld": either("Das Wohn·geld ist {ergebnis} im Monat.", "Sie bekommen kein Wohn·geld."),
    "wohngeld_ab_mindestbetrag": either(
        "Sie bekommen {ergebnis} Wohn·geld im Monat.", "Weniger als 10 Euro Wohn·geld zahlen wir nicht."
    ),
    "wohngeld_erhebliches_vermoegen": either(
        "Sie haben zu viel Erspartes für Wohn·geld.", "Sie haben nicht zu viel Erspartes für Wohn·geld."
    ),
    "wohngeld_mitglieder": "Beim Wohn·geld zählen {ergebnis} Personen.",
    "wohngeld_nur_auszubildende": either(
        "Alle hier können Geld für die Aus·bildung bekommen. Darum gibt es kein Wohn·geld.",
        "Nicht alle hier können Geld für die Aus·bildung bekommen.",
    ),
}
