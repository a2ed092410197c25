"""The norms of the SGB XII, and which law a person belongs to, in Leichte Sprache."""

from __future__ import annotations

from nahbar.law.phrase import Phrase, either

_FREI = "Davon zählen {ergebnis} nicht."
_WEG = "Sie haben Schulden beim Amt. Wir behalten Geld ein. Das geht höchstens bis {ergebnis}."

SENTENCES: dict[str, Phrase] = {
    # Zuordnung
    "altersgrenze_erreicht": either(
        "Die Person ist alt genug für die Rente.", "Die Person ist noch nicht alt genug für die Rente."
    ),
    "begruendet_bedarfsgemeinschaft": either(
        "Diese Person kann arbeiten. Darum zahlt das Job·center für die Familie.",
        "Das Kind hat eigenes Geld. Darum zählt das Kind hier nicht.",
    ),
    "dauerhaft_voll_erwerbsgemindert": either(
        "Die Person kann auf Dauer nicht arbeiten.", "Das zählt erst ab 18 Jahren."
    ),
    "grundsicherung_geht_vor": either(
        "Die Person bekommt Hilfe vom Sozial·amt.", "Die Person bekommt diese Hilfe vom Sozial·amt nicht."
    ),
    "hilfe_zum_lebensunterhalt_kommt_in_frage": either(
        "Die Person bekommt eine andere Hilfe vom Sozial·amt.", "Die Person bekommt diese Hilfe nicht."
    ),
    "in_der_bedarfsgemeinschaft": either(
        "Die Person bekommt Geld vom Job·center. Wir rechnen sie mit.",
        "Niemand in dieser Familie kann arbeiten. Darum zahlt das Job·center nicht.",
    ),
    "in_der_werkstatt": either(
        "Die Person arbeitet in einer Werkstatt. Sie bekommt Hilfe vom Sozial·amt.",
        "Die Arbeit in der Werkstatt zählt erst ab 18 Jahren.",
    ),
    "kann_arbeiten": either(
        "Die Person kann mindestens 3 Stunden am Tag arbeiten.", "Die Person kann nicht arbeiten oder ist zu jung."
    ),
    "nur_haushaltsgemeinschaft": either(
        "Die Person zählt nur bei den Kosten für die Wohnung.", "Die Person gehört zur Familie. Wir rechnen sie mit."
    ),
    "summe_des_haushalts": "Alle zusammen bekommen {ergebnis}.",
    # Einkommen
    "altersvorsorge_freibetrag": "Sie haben selbst für die Rente gespart. " + _FREI,
    "erwerb_in_ausbildung_frei": "Sie lernen noch. Vom Lohn zählen {ergebnis} nicht.",
    "sgb12_erwerbseinkommen": "Vom Lohn zählen {ergebnis}.",
    "sgb12_erwerbsfreibetrag": "Vom Lohn bleiben {ergebnis} für Sie.",
    "sgb12_erwerbsfreibetrag_pflege": "Sie bekommen Pflege oder andere Hilfe. Vom Lohn bleiben {ergebnis} für Sie.",
    "sgb12_kapitalertraege": "Sie bekommen Zinsen oder ähnliches Geld. Davon zählen {ergebnis}.",
    "sgb12_versicherungen": "Für Ver·sicherungen ziehen wir {ergebnis} ab. Dieses Geld zählt nicht.",
    "sgb12_werbungskosten": "Arbeit kostet auch Geld. Darum ziehen wir {ergebnis} ab.",
    "taschengeld_frei": "Sie bekommen Taschen·geld. " + _FREI,
    "werkstattentgelt": "Sie arbeiten in einer Werkstatt. Vom Lohn zählen {ergebnis}.",
    "zweckbestimmte_leistung": "Sie bekommen Geld für einen besonderen Zweck. Davon zählen {ergebnis}.",
    # Einsatzgemeinschaft
    "ohne_mittel_der_eltern": either(
        "Das Geld von den Eltern zählt hier nicht.", "Das Geld von den Eltern zählt mit."
    ),
    "sgb12_einkommen_eingesetzt": "Bei dieser Person zählen {ergebnis} Ein·kommen.",
    "sgb12_vermoegen_zugeteilt": "Vom Ersparten zählen {ergebnis}.",
    "ueberschuss": "Diese Person hat {ergebnis} übrig. Das zählt für die anderen.",
    "ueberschuss_der_bedarfsgemeinschaft": "Die anderen haben {ergebnis} übrig. Das zählt mit.",
    "anteilig": "Das Geld gilt für {tage} von 30 Tagen. Das sind {ergebnis}.",
    # Bedarf
    "mehrbedarf_mittagessen": "Sie essen dort mit anderen zu Mittag. Der Mehr·bedarf ist {ergebnis}.",
    "mehrbedarf_schulbuecher": "Sie brauchen Bücher für die Schule. Der Mehr·bedarf ist {ergebnis}.",
    "regelbedarfsstufe": "Der Regel·bedarf ist {ergebnis}.",
    "barbetrag": "Sie leben in einem Heim. Für Sie selbst gibt es {ergebnis}.",
    "tage_im_ausland": "Sie waren mehr als 4 Wochen in einem anderen Land. Für {ergebnis} Tage gibt es kein Geld.",
    "unterkunft_bei_angehoerigen": "Sie wohnen bei den Eltern. Für die Wohnung zählen {ergebnis}.",
    "unterkunft_besondere_wohnform": "Sie wohnen mit Hilfe. Für die Wohnung zählen {ergebnis}.",
    "unterkunft_einrichtung": "Sie leben in einem Heim. Für die Wohnung zählen {ergebnis}.",
    "unterkunft_in_der_pandemie": "In der Corona-Zeit zählt die ganze Miete. Das sind {ergebnis}.",
    # Vermögen
    "barbetrag_frei": "Sie dürfen Erspartes haben. {ergebnis} zählen nicht.",
    "vermoegen_einzusetzen": either(
        "Sie haben mehr Erspartes als erlaubt. Es sind {ergebnis} mehr.", "Sie haben nicht mehr Erspartes als erlaubt."
    ),
    "vermoegen_geschont": "Andere Personen dürfen mehr Erspartes haben. {ergebnis} zählen nicht.",
    "vermoegen_in_der_pandemie_frei": either(
        "In der Corona-Zeit zählt Erspartes 6 Monate nicht.", "Sie haben sehr viel Erspartes. Es zählt."
    ),
    # Neben dem Monat
    "darlehen_zurueckzuzahlen": "Sie müssen höchstens {ergebnis} vom Kredit zurückzahlen.",
    "darlehensrate": "Sie zahlen den Kredit zurück. Es sind {ergebnis} im Monat.",
    "einmaliger_bedarf": "Sie brauchen einmal etwas Großes. Dafür zahlen wir {ergebnis}.",
    "einschraenkung_hoechstens": "Wir dürfen höchstens {ergebnis} weniger zahlen.",
    "sgb12_aufrechnung": "Sie haben Schulden beim Amt. Wir behalten {ergebnis} im Monat ein.",
    "sgb12_aufrechnung_hoechstens": "Sie haben Schulden beim Amt. Wir behalten höchstens {ergebnis} im Monat ein.",
    "sgb12_endgueltig": "Jetzt steht der Betrag fest. Für diesen Monat sind es {ergebnis}.",
    "sgb12_erstattung": "Sie haben zu viel Geld bekommen. Sie müssen {ergebnis} zurückzahlen.",
    "sgb12_nachzahlung": "Sie haben zu wenig Geld bekommen. Wir zahlen {ergebnis} nach.",
    "sgb12_schulbedarf": "Für Sachen für die Schule kommen {ergebnis} dazu.",
    "sgb12_teilhabe": "Für Verein oder Musik oder Freizeit kommen {ergebnis} dazu.",
    "unterhalt_zu_beruecksichtigen": either(
        "Ihre Familie verdient mehr als 100.000 Euro im Jahr. Sie muss Ihnen helfen.",
        "Ihre Familie muss nicht für Sie zahlen.",
    ),
    # Zeitraum
    "grundsicherung_aufrechnung_endet": _WEG,
    "sozialhilfe_aufrechnung_endet": _WEG,
    "grundsicherung_gesondert_zu_beantragen": either(
        "Dafür brauchen Sie einen eigenen Antrag.", "Dafür brauchen Sie keinen eigenen Antrag."
    ),
    "grundsicherung_jahr_nach_ende": "Bis {ergebnis} entscheiden wir endgültig.",
    "grundsicherung_monate": "Wir entscheiden für {ergebnis} Monate.",
    "grundsicherung_nach_sgb2_ab": "Das Geld vom Sozial·amt beginnt am {ergebnis}.",
    "grundsicherung_wirkt_ab": "Der Antrag gilt ab {ergebnis}.",
    "grundsicherung_zeitraum_ende": "Der Bescheid gilt bis {ergebnis}.",
    "sozialhilfe_setzt_ein": "Die Hilfe beginnt am {ergebnis}. Seit diesem Tag weiß das Amt Bescheid.",
}
