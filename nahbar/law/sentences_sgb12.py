"""The norms of the SGB XII, and of the grouping of a household, as plain German sentences."""

from __future__ import annotations

from nahbar.law.explain import Step
from nahbar.law.phrase import Phrase
from nahbar.law.phrase import either as _either

_STUFEN = {
    1: "Der Regelbedarf für Erwachsene ohne Partner beträgt {ergebnis}.",
    2: "Der Regelbedarf für Erwachsene, die zu zweit leben, beträgt je {ergebnis}.",
    3: "Der Regelbedarf für Erwachsene in einer Einrichtung beträgt {ergebnis}.",
    4: "Der Regelbedarf für Jugendliche vom 14. bis zum 18. Geburtstag beträgt {ergebnis}.",
    5: "Der Regelbedarf für Kinder vom 6. bis zum 14. Geburtstag beträgt {ergebnis}.",
    6: "Der Regelbedarf für Kinder bis zum 6. Geburtstag beträgt {ergebnis}.",
}


def _regelbedarfsstufe(step: Step) -> str:
    stufe = step.eingaben.get("stufe")
    return _STUFEN.get(stufe if isinstance(stufe, int) else 0, "Der Regelbedarf beträgt {ergebnis}.")


SENTENCES: dict[str, Phrase] = {
    # §§ 27a, 27b, 28
    "regelbedarfsstufe": _regelbedarfsstufe,
    "anteilig": "Für {tage} von 30 Tagen sind das {ergebnis}.",
    "barbetrag": "In einer Einrichtung wird ein Barbetrag von {ergebnis} gezahlt.",
    # §§ 30, 42b
    "mehrbedarf_mittagessen": "Der Mehrbedarf für das gemeinsame Mittagessen an {tage} Tagen beträgt {ergebnis}.",
    "mehrbedarf_schulbuecher": "Der Mehrbedarf für Schulbücher beträgt {ergebnis}.",
    # §§ 35, 42, 42a
    "unterkunft_in_der_pandemie": "In der Pandemie gilt die Miete sechs Monate als angemessen: {ergebnis}.",
    "unterkunft_bei_angehoerigen": "Bei den Eltern zählt, was die Wohnung durch eine Person mehr kostet: {ergebnis}.",
    "unterkunft_besondere_wohnform": "Für die Wohnform werden {ergebnis} für Unterkunft und Heizung anerkannt.",
    "unterkunft_einrichtung": "In der Einrichtung wird die durchschnittliche Warmmiete von {ergebnis} anerkannt.",
    # §§ 82, 82a, 43, 83
    "sgb12_erwerbsfreibetrag": "Vom Einkommen aus Arbeit bleiben 30 Prozent, hier {ergebnis}, frei.",
    "sgb12_erwerbsfreibetrag_pflege": "Neben Pflege oder Eingliederungshilfe bleiben {ergebnis} vom Verdienst frei.",
    "sgb12_werbungskosten": "Für Arbeitsmittel und den Weg zur Arbeit werden {ergebnis} abgezogen.",
    "erwerb_in_ausbildung_frei": "Während Schule, Ausbildung oder Freiwilligendienst zählen {ergebnis} nicht.",
    "taschengeld_frei": "Vom Taschengeld im Freiwilligendienst zählen {ergebnis} nicht.",
    "sgb12_erwerbseinkommen": "Vom Einkommen aus Arbeit werden {ergebnis} angerechnet.",
    "werkstattentgelt": "Vom Entgelt der Werkstatt werden {ergebnis} angerechnet.",
    "altersvorsorge_freibetrag": "Von der zusätzlichen Altersvorsorge bleiben {ergebnis} frei.",
    "sgb12_kapitalertraege": "Von den Kapitalerträgen werden {ergebnis} angerechnet; 26 Euro im Jahr sind frei.",
    "zweckbestimmte_leistung": "Eine Leistung mit eigenem Zweck zählt mit {ergebnis}.",
    "sgb12_versicherungen": "Für Versicherungen und Altersvorsorge werden {ergebnis} abgezogen.",
    # §§ 19, 27, 43, 90
    "sgb12_einkommen_eingesetzt": "Auf diesen Bedarf werden {ergebnis} Einkommen angerechnet.",
    "ueberschuss": "Über dem eigenen Bedarf liegen {ergebnis}; sie zählen für die anderen.",
    "ohne_mittel_der_eltern": _either(
        "Einkommen und Vermögen der Eltern zählen hier nicht.", "Einkommen und Vermögen der Eltern zählen mit."
    ),
    "sgb12_vermoegen_zugeteilt": "Aus dem Vermögen über dem Freibetrag werden {ergebnis} eingesetzt.",
    "barbetrag_frei": "Vom Vermögen bleiben {ergebnis} frei.",
    "vermoegen_in_der_pandemie_frei": _either(
        "Für Zeiträume, die in der Pandemie begonnen haben, zählt das Vermögen sechs Monate nicht.",
        "Das Vermögen ist erheblich und zählt auch in der Pandemie.",
    ),
    "vermoegen_geschont": "Nach dem Recht der Grundsicherung für Arbeitsuchende bleiben {ergebnis} unberührt.",
    "vermoegen_einzusetzen": "Das Vermögen liegt um {ergebnis} über dem Freibetrag.",
    # § 41a
    "tage_im_ausland": "Nach vier Wochen im Ausland wird für {ergebnis} von 30 Tagen nicht gezahlt.",
    # §§ 26, 31, 34, 37a, 44a, 44b, 94
    "einmaliger_bedarf": "Für den einmaligen Bedarf werden {ergebnis} gezahlt.",
    "sgb12_schulbedarf": "Für den Schulbedarf kommen {ergebnis} dazu.",
    "sgb12_teilhabe": "Für Verein, Musik oder Freizeiten kommen {ergebnis} dazu.",
    "darlehensrate": "Das Darlehen wird mit {ergebnis} im Monat zurückgezahlt.",
    "darlehen_zurueckzuzahlen": "Vom Darlehen sind höchstens {ergebnis} zurückzuzahlen.",
    "einschraenkung_hoechstens": "Eingeschränkt werden darf die Leistung um höchstens {ergebnis}.",
    "sgb12_aufrechnung_hoechstens": "Aufgerechnet werden dürfen höchstens {ergebnis} im Monat.",
    "sgb12_aufrechnung": "Aufgerechnet werden {ergebnis} im Monat.",
    "sgb12_endgueltig": "Für diesen Monat werden endgültig {ergebnis} festgesetzt.",
    "sgb12_erstattung": "Nach der Verrechnung aller Monate sind {ergebnis} zu erstatten.",
    "sgb12_nachzahlung": "Nach der Verrechnung aller Monate werden {ergebnis} nachgezahlt.",
    "unterhalt_zu_beruecksichtigen": _either(
        "Das Einkommen liegt über 100.000 Euro im Jahr, deshalb zählt der Unterhalt.",
        "Bis 100.000 Euro im Jahr müssen Kinder und Eltern nicht zahlen.",
    ),
    # zuordnung: §§ 7, 9 SGB II, §§ 19, 39, 41 SGB XII
    "altersgrenze_erreicht": _either("Die Altersgrenze ist erreicht.", "Die Altersgrenze ist noch nicht erreicht."),
    "dauerhaft_voll_erwerbsgemindert": _either(
        "Die volle Erwerbsminderung auf Dauer ist festgestellt.",
        "Eine volle Erwerbsminderung auf Dauer zählt erst ab 18 Jahren.",
    ),
    "in_der_werkstatt": _either(
        "Wer in einer Werkstatt arbeitet, bekommt Grundsicherung bei Erwerbsminderung.",
        "Die Arbeit in einer Werkstatt zählt hier erst ab 18 Jahren.",
    ),
    "kann_arbeiten": _either(
        "Diese Person kann mindestens drei Stunden am Tag arbeiten.",
        "Diese Person kann nicht arbeiten oder ist zu jung dafür.",
    ),
    "in_der_bedarfsgemeinschaft": _either(
        "Diese Person gehört zur Bedarfsgemeinschaft der Grundsicherung für Arbeitsuchende.",
        "In dieser Familie kann niemand arbeiten, deshalb gibt es keine Bedarfsgemeinschaft.",
    ),
    "begruendet_bedarfsgemeinschaft": _either(
        "Weil diese Person arbeiten kann, bildet die Familie eine Bedarfsgemeinschaft.",
        "Dieses Kind lebt von eigenem Geld. Darum entsteht durch das Kind keine Bedarfsgemeinschaft.",
    ),
    "grundsicherung_geht_vor": _either(
        "Diese Person bekommt Grundsicherung im Alter und bei Erwerbsminderung.",
        "Grundsicherung im Alter und bei Erwerbsminderung kommt nicht infrage.",
    ),
    "hilfe_zum_lebensunterhalt_kommt_in_frage": _either(
        "Für diese Person bleibt die Hilfe zum Lebensunterhalt.",
        "Hilfe zum Lebensunterhalt kommt nicht infrage.",
    ),
    "nur_haushaltsgemeinschaft": _either(
        "Diese Person zählt nur bei den Kosten der Wohnung mit.",
        "Diese Person gehört zur Familie, für die gerechnet wird.",
    ),
    "summe_des_haushalts": "Zusammen beträgt der Anspruch {ergebnis}.",
    # §§ 43, 82 in gemischten Haushalten
    "ueberschuss_der_bedarfsgemeinschaft": "Vom Einkommen der Bedarfsgemeinschaft bleiben {ergebnis} übrig.",
}
