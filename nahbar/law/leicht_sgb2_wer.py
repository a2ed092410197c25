"""Who gets Grundsicherungsgeld, from when and for how long, in Leichte Sprache."""

from __future__ import annotations

from nahbar.law.phrase import Phrase, either

_EIGENER_ANTRAG = either("Dafür brauchen Sie einen eigenen Antrag.", "Dafür brauchen Sie keinen eigenen Antrag.")

SENTENCES: dict[str, Phrase] = {
    # § 37
    "gesondert_zu_beantragen": _EIGENER_ANTRAG,
    "heizkosten_antrag_rechtzeitig": either(
        "Sie haben den Antrag für das Heizen rechtzeitig gestellt.", "Für den Antrag gibt es nicht mehr Zeit."
    ),
    "wirkt_ab_antragstellung": "Sie bekommen Geld ab {ergebnis}. An diesem Tag war der Antrag da.",
    "wirkt_ab_faelligkeitsmonat": "Der Antrag gilt ab {ergebnis}. In diesem Monat kam die Rechnung.",
    "wirkt_ab_monatsersten": "Der Antrag gilt ab {ergebnis}. Das ist der 1. Tag vom Monat.",
    # § 7 Abs. 1 S. 2 to 7
    "asylbewerberleistungen_schliessen_aus": either(
        "Sie bekommen Geld nach dem Asyl-Gesetz. Darum zahlt das Job·center nicht.",
        "Das Asyl-Gesetz gilt für Sie nicht.",
    ),
    "fiktionsbescheinigung_genuegt": either(
        "Ihr Papier vom Ausländer-Amt reicht.", "Ein Papier vom Ausländer-Amt fehlt."
    ),
    "fuenf_jahre_ab": "Am {ergebnis} sind Sie 5 Jahre in Deutschland angemeldet.",
    "in_den_ersten_drei_monaten": either(
        "In den ersten 3 Monaten in Deutschland gibt es kein Geld.", "Sie sind länger als 3 Monate in Deutschland."
    ),
    "ohne_ausreichendes_aufenthaltsrecht": either(
        "Sie dürfen in Deutschland sein. Für das Geld reicht das nicht.", "Ihr Recht auf Auf·enthalt reicht."
    ),
    "seit_fuenf_jahren_hier": either(
        "Sie leben 5 Jahre in Deutschland. Darum bekommen Sie Geld.", "Sie leben noch keine 5 Jahre in Deutschland."
    ),
    # § 7 Abs. 5, 6
    "abendschule_ueber_altersgrenze": either(
        "Sie gehen am Abend zur Schule. Sie bekommen weiter Geld.", "Diese Ausnahme gilt für Sie nicht."
    ),
    "ausbildung_schliesst_aus": either(
        "Für Ihre Aus·bildung gibt es anderes Geld. Darum zahlt das Job·center nicht.",
        "Ihre Aus·bildung ändert nichts.",
    ),
    "bei_den_eltern_mit_bafoeg": either("Sie bekommen Bafög und weiter Geld.", "Diese Ausnahme gilt für Sie nicht."),
    "schueler_ohne_bafoeg": either(
        "Sie können kein Bafög bekommen. Darum bekommen Sie weiter Geld.", "Diese Ausnahme gilt für Sie nicht."
    ),
    # § 7b
    "abwesend_mit_leistung": either("Sie sind weg. Sie bekommen weiter Geld.", "Sie sind weg. Sie bekommen kein Geld."),
    "anspruch_entfaellt_ab": "Ab {ergebnis} bekommen Sie kein Geld.",
    "drei_wochen_ausgeschoepft": either(
        "Sie waren in diesem Jahr schon 3 Wochen weg.", "Sie waren in diesem Jahr noch keine 3 Wochen weg."
    ),
    "durchgehend_erreichbar": either(
        "Sie haben sich selbst gemeldet. Es gilt: Wir konnten Sie immer erreichen.", "Sie haben sich nicht gemeldet."
    ),
    "erreichbar": either("Wir können Sie erreichen.", "Wir können Sie nicht erreichen."),
    "nicht_erreichbar_bis": "Bis {ergebnis} konnten wir Sie nicht erreichen.",
    "zustimmung_ist_zu_erteilen": either("Sie dürfen weg sein. Das Amt muss Ja sagen.", "Das Amt entscheidet darüber."),
    # §§ 7, 8, 9
    "altersrente_schliesst_aus": either(
        "Sie bekommen Rente für alte Menschen. Darum zahlt das Job·center nicht.",
        "Sie bekommen keine Rente für alte Menschen.",
    ),
    "arbeit_erlaubt": either("Sie dürfen arbeiten.", "Sie dürfen nicht arbeiten."),
    "aufenthalt_in_deutschland": either("Sie leben in Deutschland.", "Sie leben nicht in Deutschland."),
    "drei_stunden_taeglich": either(
        "Sie können mindestens 3 Stunden am Tag arbeiten.", "Sie können lange Zeit keine 3 Stunden am Tag arbeiten."
    ),
    "einrichtung_schliesst_aus": either(
        "Sie leben in einer Klinik oder einem Heim. Darum zahlt das Job·center nicht.",
        "Das Job·center kann trotzdem zahlen.",
    ),
    "hilfebeduerftig": either("Ihr Geld reicht nicht zum Leben.", "Ihr Geld reicht zum Leben."),
    "im_erwerbsalter": either(
        "Sie sind mindestens 15 Jahre alt. Für die Rente sind Sie zu jung.",
        "Sie sind jünger als 15 Jahre oder alt genug für die Rente.",
    ),
    "leistungen_nach_sgb_xiv_schliessen_aus": either(
        "Sie bekommen anderes Geld als Opfer. Darum zahlt das Job·center nicht.",
        "Anderes Geld für Opfer ändert nichts.",
    ),
    "einstehen_wird_vermutet": either(
        "Wir denken: Sie helfen einander wie ein Paar.", "Wir denken nicht: Sie helfen einander wie ein Paar."
    ),
    "freibetrag_der_verwandten": "Vom Ein·kommen der Verwandten zählen {ergebnis} nicht.",
    "unterhaltsvermutung": either("Wir denken: Ihre Familie hilft Ihnen.", "Wir rechnen nicht mit Hilfe der Familie."),
    "vermutete_leistung": either(
        "Wir denken: Ihre Familie gibt Ihnen {ergebnis} im Monat.", "Ihre Familie hat nicht genug Geld zum Helfen."
    ),
    # §§ 41, 41a
    "abschliessende_entscheidung_beantragen_bis": "Bis {ergebnis} können Sie den endgültigen Bescheid verlangen.",
    "bewilligungszeitraum_ende": "Der Bescheid gilt bis {ergebnis}.",
    "bewilligungszeitraum_monate": "Wir entscheiden für {ergebnis} Monate.",
    "bedarf_gilt_als_gedeckt": either(
        "Mit diesem Ein·kommen reicht Ihr Geld.", "Dieses Ein·kommen passt nicht zum erwarteten Ein·kommen."
    ),
    "entscheidung_aus_anderem_grund_bis": "Bis {ergebnis} können wir aus einem anderen Grund entscheiden.",
    "fehlender_nachweis_hat_folgen": either(
        "Papiere fehlen. Wir haben eine Frist genannt. Darum gibt es Folgen.", "Papiere fehlen. Es gibt keine Folgen."
    ),
    "festgesetzt_nach_nachweis": either(
        "Jetzt steht der Betrag fest. Es sind {ergebnis}.", "Für diesen Monat bekommen Sie kein Geld."
    ),
    "gilt_als_abschliessend": either("Der Bescheid ist jetzt endgültig.", "Der Bescheid ist noch nicht endgültig."),
    "jahr_nach_ende": "Bis {ergebnis} entscheiden wir endgültig.",
    "nachweis_zu_spaet": either("Das Papier kam zu spät. Es zählt nicht mehr.", "Das Papier zählt noch."),
    "nachzahlung_nach_anrechnung": either("Wir zahlen {ergebnis} nach.", "Wir zahlen nichts nach."),
    "ueberzahlung_nach_anrechnung": either(
        "Sie haben {ergebnis} zu viel bekommen.", "Sie haben nicht zu viel Geld bekommen."
    ),
    "ueberzahlung_zu_erstatten": either(
        "Sie haben mindestens 50 Euro zu viel bekommen. Sie müssen das Geld zurückzahlen.",
        "Es sind weniger als 50 Euro. Sie müssen nichts zurückzahlen.",
    ),
    "vorlaeufig_wegen_rechtsfrage": either(
        "Ein Gericht prüft die Frage noch. Darum ist der Bescheid noch nicht endgültig.",
        "Ein Gericht muss die Frage nicht klären.",
    ),
    "vorlaeufig_zu_entscheiden": either(
        "Manches wissen wir noch nicht. Darum ist der Bescheid noch nicht endgültig.",
        "Wir entscheiden sofort endgültig.",
    ),
    # § 65a
    "karenzzeit_ausgeschlossen": either(
        "Bei dieser Wohnung zahlen wir nur eine normale Miete.", "Am Anfang zahlen wir auch eine hohe Miete."
    ),
    "karenzzeit_zaehlt_ab": "Die Zeit am Anfang zählt ab {ergebnis}.",
    "pflicht_nach_alter_belehrung": either(
        "Für diese Pflicht gilt das alte Recht.", "Für diese Pflicht gilt das neue Recht."
    ),
    "vermoegen_nach_altem_recht": either(
        "Für Ihr Erspartes gilt das alte Recht.", "Für Ihr Erspartes gilt das neue Recht."
    ),
    "werte_des_jahres": "Den Betrag legt der Staat fest.",
}
