"""The norms of Wohngeld, Kinderzuschlag and the question which comes first, as plain German sentences."""

from __future__ import annotations

from nahbar.law.explain import Step
from nahbar.law.phrase import Phrase, either


def _unterhalt(step: Step) -> str:
    if step.eingaben.get("mit_titel"):
        return "Gezahlter Unterhalt wird bis zur Höhe des Titels mit {ergebnis} im Jahr abgezogen."
    return "Gezahlter Unterhalt wird bis zum Höchstbetrag mit {ergebnis} im Jahr abgezogen."


def _monate(step: Step) -> str:
    if step.ergebnis == 1:
        return "Die Hilfebedürftigkeit aller entfällt höchstens für einen Monat."
    return "Die Hilfebedürftigkeit aller entfällt für {ergebnis} Monate hintereinander."


SENTENCES: dict[str, Phrase] = {
    # WoGG §§ 4-8, 20, 21
    "wohngeld": either("Das Wohngeld beträgt {ergebnis} im Monat.", "Wohngeld steht nicht zu."),
    "wohngeld_mitglieder": "Für das Wohngeld zählen {ergebnis} Personen im Haushalt.",
    "ist_haushaltsmitglied": either(
        "Diese Person gehört zum Haushalt.", "Diese Person gehört für das Wohngeld nicht zum Haushalt."
    ),
    "kind_bei_getrennten_eltern": either(
        "Das Kind getrennter Eltern gehört auch hier zum Haushalt.",
        "Das Kind wird zu weniger als einem Drittel hier betreut und gehört nicht zum Haushalt.",
    ),
    "verstorbene_zaehlen": either(
        "Eine verstorbene Person zählt bis zwölf Monate nach dem Sterbemonat mit.",
        "Die verstorbene Person zählt nicht mehr mit.",
    ),
    "ausgeschlossen_durch_bezug": either(
        "Wer diese Leistung mit Wohnkosten bekommt, ist vom Wohngeld ausgeschlossen.",
        "Diese Leistung schließt das Wohngeld nicht aus.",
    ),
    "ausgeschlossen_mit_angehoerigen": either(
        "Das Einkommen zählt bei der Leistung einer anderen Person. Das schließt vom Wohngeld aus.",
        "Andere bekommen Leistungen. Diese Person kann trotzdem Wohngeld bekommen.",
    ),
    "ausschluss_ab": "Der Ausschluss vom Wohngeld beginnt am {ergebnis}.",
    "ausschluss_letzter_monat": "Der letzte Monat ohne Wohngeld beginnt am {ergebnis}.",
    "wohngeld_nur_auszubildende": either(
        "Alle im Haushalt können Ausbildungsförderung bekommen. Dann gibt es kein Wohngeld.",
        "Nicht alle im Haushalt können Ausbildungsförderung bekommen.",
    ),
    "wohngeld_erhebliches_vermoegen": either(
        "Das Vermögen ist für Wohngeld in der Regel zu hoch.", "Das Vermögen steht dem Wohngeld nicht entgegen."
    ),
    "wohngeld_ab_mindestbetrag": either(
        "Gezahlt werden {ergebnis} Wohngeld im Monat.", "Unter 10 Euro im Monat wird kein Wohngeld gezahlt."
    ),
    # WoGG §§ 11, 12
    "wohngeld_hoechstbetrag": "Der Höchstbetrag für die Miete ist {ergebnis}.",
    "wohngeld_heizkosten": "Zur Entlastung bei den Heizkosten kommen {ergebnis} hinzu.",
    "wohngeld_klimakomponente": "Die Klimakomponente erhöht den Höchstbetrag um {ergebnis}.",
    "wohngeld_kopfanteil": "Auf die Personen, die für das Wohngeld zählen, entfallen {ergebnis}.",
    "wohngeld_miete_ohne_gewerbe": "Ohne die gewerblich genutzten Räume bleiben {ergebnis} Miete.",
    "wohngeld_miete_ohne_ueberlassung": "Ohne die Räume, die andere nutzen, bleiben {ergebnis} Miete.",
    "wohngeld_miete_ohne_mitbewohner": "Ohne den Anteil von Mitbewohnern bleiben {ergebnis} Miete.",
    "wohngeld_miete_ohne_zuschuss": "Nach anderen Leistungen für die Wohnung bleiben {ergebnis} Miete.",
    "wohngeld_miete": "Als Miete werden für das Wohngeld {ergebnis} berücksichtigt.",
    # WoGG §§ 13-18
    "wohngeld_werbungskosten_arbeit": "Vom Arbeitslohn des Jahres werden {ergebnis} Werbungskosten abgezogen.",
    "wohngeld_werbungskosten_rente": "Von den Renten des Jahres werden {ergebnis} Werbungskosten abgezogen.",
    "wohngeld_einkuenfte": "Die Einkünfte im Jahr betragen {ergebnis}.",
    "wohngeld_weitere_einnahmen": "Weitere Einnahmen, die für das Wohngeld zählen: {ergebnis} im Jahr.",
    "wohngeld_abzug": "Für Steuern und Beiträge werden pauschal {ergebnis} im Jahr abgezogen.",
    "wohngeld_jahreseinkommen": "Das Jahreseinkommen dieser Person beträgt {ergebnis}.",
    "wohngeld_freibetrag_schwerbehindert": "Wegen der Schwerbehinderung bleiben {ergebnis} im Jahr frei.",
    "wohngeld_freibetrag_verfolgt": "Für Opfer der nationalsozialistischen Verfolgung bleiben {ergebnis} im Jahr frei.",
    "wohngeld_freibetrag_allein": "Wer allein mit Kindern wohnt, hat {ergebnis} im Jahr frei.",
    "wohngeld_freibetrag_kind": "Vom Verdienst des Kindes bleiben {ergebnis} im Jahr frei.",
    "wohngeld_freibetrag_grundrente": "Mit 33 Jahren Grundrentenzeiten bleiben {ergebnis} der Rente im Jahr frei.",
    "abzug_unterhalt": _unterhalt,
    "wohngeld_gesamteinkommen": "Das Gesamteinkommen des Haushalts im Jahr beträgt {ergebnis}.",
    "wohngeld_einkommen_im_monat": "Ein Zwölftel davon sind {ergebnis} im Monat.",
    # WoGG § 19
    "wohngeld_nach_formel": "Bei {miete} Miete und {einkommen} Einkommen ergibt die Formel {ergebnis} Wohngeld.",
    "wohngeld_ab_13": "Mit dem Zuschlag ab der 13. Person ergeben sich {ergebnis} Wohngeld.",
    # BKGG §§ 6a, 11
    "kinderzuschlag": either(
        "Der Kinderzuschlag für alle Kinder beträgt {ergebnis} im Monat.", "Kinderzuschlag ergibt sich nicht."
    ),
    "kinderzuschlag_hoechstbetrag": "Der Kinderzuschlag beträgt höchstens {ergebnis} für jedes Kind.",
    "kinderzuschlag_des_kindes": "Nach dem eigenen Einkommen des Kindes bleiben {ergebnis} Kinderzuschlag.",
    "kinderzuschlag_anstrengung_unterlassen": either(
        "Ansprüche des Kindes auf Einkommen wurden nicht verfolgt. Dann gibt es für das Kind keinen Kinderzuschlag.",
        "Ansprüche des Kindes auf Einkommen wurden verfolgt.",
    ),
    "gesamtkinderzuschlag": "Zusammen sind das für alle Kinder {ergebnis}.",
    "wohnanteil_der_eltern": "Von der Wohnung entfallen nach dem Existenzminimumbericht {ergebnis} auf die Eltern.",
    "gesamtbedarf_der_eltern": "Der Bedarf der Eltern beträgt {ergebnis}.",
    "minderung_durch_einkommen_der_eltern": (
        "Weil das Einkommen der Eltern über ihrem Bedarf liegt, sinkt der Kinderzuschlag um {ergebnis}."
    ),
    "kinderzuschlag_vermoegen": "Vom Vermögen zählen über den Freibeträgen {ergebnis}.",
    "nach_vermoegen": "Nach dem Vermögen bleiben {ergebnis} Kinderzuschlag.",
    "kinderzuschlag_gerundet": "Auf volle Euro gerundet sind das {ergebnis}.",
    "mindesteinkommen_erreicht": either(
        "Das Einkommen der Eltern reicht für den Kinderzuschlag.",
        "Das Einkommen der Eltern liegt unter dem Mindesteinkommen für den Kinderzuschlag.",
    ),
    "luecke_mit_kinderzuschlag": either(
        "Mit Kinderzuschlag und Wohngeld fehlen noch {ergebnis}.", "Mit Kinderzuschlag und Wohngeld reicht das Geld."
    ),
    "erweiterter_zugang": either(
        "Es fehlen höchstens 100 Euro. Der Kinderzuschlag ist trotzdem möglich.",
        "Der Zugang bei einer kleinen Lücke ist nicht möglich.",
    ),
    "anspruch_auf_kinderzuschlag": either(
        "Es besteht Anspruch auf {ergebnis} Kinderzuschlag im Monat.", "Es besteht kein Anspruch auf Kinderzuschlag."
    ),
    # SGB II § 12a
    "offener_bedarf": "Nach dem Einkommen fehlen noch {ergebnis} im Monat.",
    "kinderzuschlag_zaehlt": "Vom Kinderzuschlag zählen {ergebnis} für den Bedarf.",
    "wohngeld_zaehlt": "Vom Wohngeld zählen {ergebnis} als Einkommen.",
    "hilfebeduerftigkeit_entfaellt": either(
        "In diesem Monat brauchen alle keine Hilfe mehr.", "In diesem Monat reicht das Geld nicht für alle."
    ),
    "monate_ohne_hilfebeduerftigkeit": _monate,
    "vorrang_vor_grundsicherung": either(
        "Wohngeld und Kinderzuschlag gehen vor und sind zu beantragen.",
        "Wohngeld und Kinderzuschlag müssen nicht beantragt werden.",
    ),
    "vorzeitige_rente": either(
        "Eine vorzeitige Altersrente ist zu beantragen.", "Eine vorzeitige Altersrente muss nicht beantragt werden."
    ),
}
