"""The norms of the SGB II about who can claim at all, as plain German sentences."""

from __future__ import annotations

from nahbar.law.phrase import Phrase, either

SENTENCES: dict[str, Phrase] = {
    "im_erwerbsalter": either(
        "Die Person ist mindestens 15 und hat die Altersgrenze nicht erreicht.",
        "Die Person ist unter 15 oder hat die Altersgrenze erreicht.",
    ),
    "drei_stunden_taeglich": either(
        "Die Person kann mindestens drei Stunden am Tag arbeiten.",
        "Die Person kann auf absehbare Zeit keine drei Stunden am Tag arbeiten.",
    ),
    "arbeit_erlaubt": either(
        "Eine Arbeit ist erlaubt oder kann erlaubt werden.",
        "Eine Arbeit ist nicht erlaubt und kann nicht erlaubt werden.",
    ),
    "aufenthalt_in_deutschland": either(
        "Die Person lebt in Deutschland.", "Die Person hat ihren Lebensmittelpunkt nicht in Deutschland."
    ),
    "hilfebeduerftig": either(
        "Eigenes Geld und Hilfe von anderen reichen nicht zum Leben.",
        "Eigenes Geld und Hilfe von anderen reichen zum Leben.",
    ),
    "altersrente_schliesst_aus": either(
        "Wer eine Altersrente bekommt, erhält keine Leistungen des Jobcenters.", "Eine Altersrente wird nicht bezogen."
    ),
    "einrichtung_schliesst_aus": either(
        "Während der Unterbringung gibt es keine Leistungen des Jobcenters.",
        "Die Unterbringung schließt Leistungen nicht aus.",
    ),
    "leistungen_nach_sgb_xiv_schliessen_aus": either(
        "Leistungen der Sozialen Entschädigung gehen vor.",
        "Leistungen der Sozialen Entschädigung stehen nicht entgegen.",
    ),
    "in_den_ersten_drei_monaten": either(
        "In den ersten drei Monaten des Aufenthalts gibt es keine Leistungen.",
        "Die ersten drei Monate des Aufenthalts stehen nicht entgegen.",
    ),
    "ohne_ausreichendes_aufenthaltsrecht": either(
        "Das Aufenthaltsrecht reicht für Leistungen nicht aus.", "Das Aufenthaltsrecht steht nicht entgegen."
    ),
    "seit_fuenf_jahren_hier": either(
        "Nach fünf Jahren in Deutschland gibt es Leistungen.", "Fünf Jahre in Deutschland sind noch nicht erreicht."
    ),
    "fuenf_jahre_ab": "Fünf Jahre seit der Anmeldung sind am {ergebnis} vorbei.",
    "asylbewerberleistungen_schliessen_aus": either(
        "Leistungen nach dem Asylbewerberleistungsgesetz gehen vor.",
        "Das Asylbewerberleistungsgesetz steht nicht entgegen.",
    ),
    "fiktionsbescheinigung_genuegt": either(
        "Mit der Fiktionsbescheinigung gibt es Leistungen.", "Eine Fiktionsbescheinigung liegt nicht vor."
    ),
    "erreichbar": either("Die Person ist erreichbar.", "Die Person ist nicht erreichbar."),
    "abwesend_mit_leistung": either(
        "Während der Abwesenheit laufen die Leistungen weiter.", "Während der Abwesenheit gibt es keine Leistungen."
    ),
    "drei_wochen_ausgeschoepft": either(
        "Die drei Wochen im Kalenderjahr sind in der Regel ausgeschöpft.",
        "Die drei Wochen im Kalenderjahr sind nicht ausgeschöpft.",
    ),
    "zustimmung_ist_zu_erteilen": either(
        "Die Zustimmung zur Abwesenheit ist zu erteilen.", "Über die Zustimmung entscheidet das Jobcenter."
    ),
    "anspruch_entfaellt_ab": "Der Anspruch entfällt ab {ergebnis}.",
    "nicht_erreichbar_bis": "Die Person gilt bis {ergebnis} als nicht erreichbar.",
    "durchgehend_erreichbar": either(
        "Wegen der persönlichen Meldung gilt die Person als durchgehend erreichbar.",
        "Eine persönliche Meldung im ersten Monat gab es nicht.",
    ),
    "einstehen_wird_vermutet": either(
        "Es wird vermutet, dass beide füreinander einstehen.", "Dass beide füreinander einstehen, wird nicht vermutet."
    ),
    "unterhaltsvermutung": either(
        "Es wird vermutet, dass Verwandte im Haushalt helfen.", "Hilfe von Verwandten wird nicht vermutet."
    ),
    "freibetrag_der_verwandten": "Vom Einkommen der Verwandten bleiben {ergebnis} außer Betracht.",
    "vermutete_leistung": either(
        "Es wird vermutet, dass Verwandte {ergebnis} im Monat geben.",
        "Das Einkommen der Verwandten lässt keine Hilfe erwarten.",
    ),
    "ausbildung_schliesst_aus": either(
        "Die Ausbildung kann anders gefördert werden und schließt Leistungen zum Lebensunterhalt aus.",
        "Die Ausbildung schließt Leistungen nicht aus.",
    ),
    "schueler_ohne_bafoeg": either(
        "Ohne Anspruch auf BAföG bleibt der Anspruch bestehen.", "Diese Ausnahme trifft nicht zu."
    ),
    "bei_den_eltern_mit_bafoeg": either(
        "Neben dem BAföG bleibt der Anspruch bestehen.", "Diese Ausnahme neben dem BAföG trifft nicht zu."
    ),
    "abendschule_ueber_altersgrenze": either(
        "An der Abendschule bleibt der Anspruch bestehen.", "Die Ausnahme für Abendschulen trifft nicht zu."
    ),
    "tage_im_haushalt": "Das Kind gehört an {ergebnis} von 30 Tagen zu diesem Haushalt.",
    "regelbedarf_beim_umgang": "Auf diese Tage entfallen {ergebnis} Regelbedarf.",
    "regelbedarf_im_haupthaushalt": "Im anderen Haushalt bleiben {ergebnis} Regelbedarf.",
    "werte_des_jahres": "Der Betrag folgt aus: {ergebnis}.",
    "karenzzeit_zaehlt_ab": "Für die Karenzzeit zählen Zeiten ab {ergebnis}.",
    "karenzzeit_ausgeschlossen": either(
        "Für diese Wohnung gibt es keine Karenzzeit.", "Eine Karenzzeit für diese Wohnung ist möglich."
    ),
    "vermoegen_nach_altem_recht": either(
        "Für diesen Bewilligungszeitraum gilt beim Vermögen das Recht bis Juni 2026.",
        "Beim Vermögen gilt das Recht seit Juli 2026.",
    ),
    "pflicht_nach_alter_belehrung": either(
        "Für die Pflicht gilt das Recht, über das belehrt wurde.", "Für die Pflicht gilt das heutige Recht."
    ),
}
