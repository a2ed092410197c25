"""What stands beside the month in the SGB II, in Leichte Sprache: loans, set-off, recovery, Bildung und Teilhabe."""

from __future__ import annotations

from nahbar.law.phrase import Phrase, either

_ZUSCHUSS = "Zum Beitrag für die Ver·sicherung zahlen wir {ergebnis}."
_KREDIT = "Sie bekommen {ergebnis} als Kredit. Einen Kredit zahlt man zurück."

SENTENCES: dict[str, Phrase] = {
    # § 43
    "aufrechnung": "Sie haben Schulden beim Amt. In diesem Monat behalten wir {ergebnis} ein.",
    "aufrechnung_der_sozialhilfe_endet": "Wir behalten Geld für das Sozial·amt ein. Das geht bis {ergebnis}.",
    "aufrechnung_endet": "Wir behalten Geld ein. Das geht höchstens bis {ergebnis}.",
    "aufrechnung_ist_pflicht": either("Das Job·center muss Geld einbehalten.", "Das Job·center kann Geld einbehalten."),
    "aufrechnung_neben_minderung": either(
        "Neben der Minderung behalten wir {ergebnis} ein.", "Neben der Minderung behalten wir nichts ein."
    ),
    "aufrechnung_satz": "Wir behalten einen Teil vom Regel·bedarf ein.",
    "aufrechnung_zulaessig": either(
        "Wir behalten höchstens 30 Prozent vom Regel·bedarf ein. Das ist erlaubt.",
        "Das ist mehr als 30 Prozent vom Regel·bedarf. Das ist nicht erlaubt.",
    ),
    # § 26
    "empfaenger_des_zuschusses": "Wir zahlen das Geld direkt für Ihre Ver·sicherung.",
    "zuschuss_gegen_hilfebeduerftigkeit": either(
        "Mit {ergebnis} zum Beitrag brauchen Sie keine andere Hilfe.", "Ein Zuschuss zum Beitrag hilft hier nicht."
    ),
    "zuschuss_gesetzliche_krankenversicherung": _ZUSCHUSS,
    "zuschuss_private_krankenversicherung": _ZUSCHUSS,
    "zuschuss_private_pflegeversicherung": _ZUSCHUSS,
    "zuschuss_soziale_pflegeversicherung": _ZUSCHUSS,
    # §§ 28 to 30
    "klassenfahrt_pruefbetrag": "Für die Klassen·fahrt rechnen wir mit {ergebnis}.",
    "lernfoerderung": "Für Nach·hilfe zahlen wir {ergebnis}.",
    "lernfoerderung_im_antrag": either(
        "Der Antrag gilt auch für Nach·hilfe.", "Für Nach·hilfe brauchen Sie einen eigenen Antrag."
    ),
    "mittagsverpflegung": "Für das Mittag·essen mit anderen zahlen wir {ergebnis}.",
    "schuelerbefoerderung": "Für den Weg zur Schule zahlen wir {ergebnis}.",
    "schuelerin_oder_schueler": either(
        "Die Person ist jünger als 25 Jahre und geht zur Schule.", "Für diese Person gibt es kein Geld für die Schule."
    ),
    "schulausfluege_pruefbetrag": "Für Ausflüge rechnen wir mit {ergebnis} im Monat.",
    "schulausfluege_und_klassenfahrten": "Für Ausflüge und Klassen·fahrten zahlen wir {ergebnis}.",
    "schulbedarf": either(
        "Für Sachen für die Schule zahlen wir {ergebnis}.", "In diesem Monat gibt es kein Geld für Schul·sachen."
    ),
    "teilhabe": either(
        "Für Sport und Musik und Freizeit zahlen wir {ergebnis}.", "In diesem Monat gibt es dafür kein Geld."
    ),
    "sofortzuschlag_bei_bildung": either(
        "Dazu kommen {ergebnis} Sofort·zuschlag.", "Diese Person bekommt keinen Sofort·zuschlag."
    ),
    "weitere_teilhabe": "Für das Mitmachen können wir noch {ergebnis} zahlen.",
    "anspruch_auf_bildung": either(
        "Das Job·center zahlt für Schule und Freizeit.", "Ein anderes Amt zahlt für Schule und Freizeit."
    ),
    "antrag_bei_selbsthilfe": "Der Antrag gilt ab {ergebnis}.",
    "berechtigte_selbsthilfe": either(
        "Sie haben selbst bezahlt. Davon zahlen wir {ergebnis}.",
        "Sie haben selbst bezahlt. Das können wir nicht zahlen.",
    ),
    "bildung_ohne_bedarfsgemeinschaft": either(
        "Auch so gibt es Geld für Schule und Freizeit.", "Nur zusammen mit der Familie gibt es dieses Geld."
    ),
    "offen_nach_einkommen": "Sie haben Ein·kommen. Danach fehlen noch {ergebnis}.",
    "ueberschuss_je_kind": "Davon zählen {ergebnis} bei diesem Kind.",
    "weg_der_leistung": "Im Bescheid steht: So kommt das Geld zu Ihnen.",
    "widerruf_ohne_verwendungsnachweis": either(
        "Ein Beleg fehlt. Darum nehmen wir den Bescheid zurück.", "Der Bescheid gilt weiter."
    ),
    # §§ 24, 27, 42, 42a
    "darlehen_hoechstens": "Als Kredit sind höchstens {ergebnis} möglich. Einen Kredit zahlt man zurück.",
    "darlehen_bei_erwarteten_einnahmen": "Sie bekommen bald Geld. Bis dahin gibt es {ergebnis} als Kredit.",
    "darlehen_bei_nicht_verwertbarem_vermoegen": "Ihr Erspartes ist noch fest angelegt. " + _KREDIT,
    "darlehen_fuer_unabweisbares": either(
        "Sie brauchen dringend etwas. " + _KREDIT, "Dafür gibt es keinen Kredit."
    ),
    "folgemonat_verringert": "Im Monat danach bekommen Sie weniger. Es bleiben {ergebnis}.",
    "sofort_faellig": either("Sie müssen {ergebnis} sofort zurückzahlen.", "Sie müssen noch nichts zurückzahlen."),
    "tilgung_beginnt": "Ab {ergebnis} zahlen Sie den Kredit zurück.",
    "tilgung_satz": "Sie zahlen jeden Monat einen Teil vom Kredit zurück.",
    "vorzeitige_leistung": "Sie bekommen {ergebnis} früher.",
    "vorzeitige_leistung_moeglich": either("Einen Teil vom Geld können Sie früher bekommen.", "Früher geht es nicht."),
    "zuerst_erbrachtes_darlehen": "Von Ihrer Zahlung zählen {ergebnis} für diesen Kredit.",
    "einmalige_leistung": "Sie brauchen einmal etwas Großes. Dafür zahlen wir {ergebnis}.",
    "einmalige_leistung_ohne_laufende": "Einen Teil können Sie selbst zahlen. Es bleiben {ergebnis}.",
    "erstausstattung_nach_auszug": either(
        "Wir können Möbel für die 1. Wohnung zahlen.", "Sie sind ohne Erlaubnis ausgezogen. Wir zahlen keine Möbel."
    ),
    "haertefall_auszubildende": "Sie machen eine Aus·bildung. Manchmal gibt es trotzdem Geld.",
    "leistungen_fuer_auszubildende": "Sie machen eine Aus·bildung. Dazu bekommen Sie {ergebnis}.",
    "mietkaution": "Für die Kaution gibt es {ergebnis} als Kredit.",
    "mietschulden": "Für Schulden bei der Miete sind {ergebnis} als Kredit möglich.",
    "mietschulden_sollen": either(
        "Sonst verlieren Sie die Wohnung. Darum helfen wir bei den Schulden.", "Wir prüfen die Hilfe bei den Schulden."
    ),
    "sachleistung_hoechstens": "Statt Geld können Sie Sachen bekommen. Sie sind höchstens {ergebnis} wert.",
    "umzugskosten": "Für den Umzug zahlen wir {ergebnis}.",
    # §§ 34 to 40
    "aenderung_durch_tod_ab": "Eine Person ist gestorben. Die Änderung zählt ab {ergebnis}.",
    "aufhebung_ab_aenderung": "Es hat sich etwas geändert. Darum ändern wir den Bescheid.",
    "aufhebung_unterbleibt": either(
        "Es sind weniger als 50 Euro. Der Bescheid bleibt so.", "Die Grenze von 50 Euro ändert hier nichts."
    ),
    "bildung_erstatten": either(
        "Sie müssen {ergebnis} für Schule und Freizeit zurückzahlen.",
        "Für Schule und Freizeit zahlen Sie nichts zurück.",
    ),
    "fuer_die_zukunft_aufzuheben": either(
        "Wir ändern den Bescheid für die Zukunft.", "Der Bescheid gilt auch in Zukunft."
    ),
    "gutschein_in_geld": "Sie hatten Gut·scheine. Dafür müssen Sie {ergebnis} zurückzahlen.",
    "haftung_nach_volljaehrigkeit": either(
        "Die Schulden sind aus Ihrer Zeit als Kind. Sie müssen {ergebnis} zahlen.",
        "Die Schulden sind aus Ihrer Zeit als Kind. Sie müssen nichts zahlen.",
    ),
    "rate_nach_arbeitsaufnahme": either(
        "Sie zahlen das Geld in Teilen zurück. Es sind {ergebnis} im Monat.", "Sie zahlen nicht mehr in Teilen zurück."
    ),
    "ruecknahme_fuer_die_vergangenheit": "Der Bescheid war von Anfang an falsch. Darum ändern wir ihn.",
    "ruecknahme_nach_rechtsprechung_ab": "Ein Gericht hat neu entschieden. Das zählt ab {ergebnis}.",
    "sofortzuschlag_bleibt": "Sie behalten {ergebnis} Sofort·zuschlag.",
    "zahlung_nach_tod_unter_vorbehalt": either(
        "Eine Person ist gestorben. Das Geld danach müssen andere zurückzahlen.", "Das Geld bleibt."
    ),
    "zu_erstatten": "Für diesen Monat haben Sie {ergebnis} zu viel bekommen.",
    # Grundsicherungsgeld-Verordnung § 3
    "ausgaben_bis_zu_den_einnahmen": "Von den Einnahmen ziehen wir {ergebnis} ab.",
    "betriebsausgaben": "Ihre Firma hat Kosten. Wir rechnen mit {ergebnis}.",
    "betriebseinnahmen": "Ihre Firma hat {ergebnis} eingenommen.",
    "fahrzeugkosten": "Für das Auto ziehen wir {ergebnis} ab.",
    "monatlicher_gewinn": "Ihre Firma hat Gewinn gemacht. Im Monat sind das {ergebnis}.",
    # Temporäre Bedarfsgemeinschaft
    "regelbedarf_beim_umgang": "Für die Tage hier gibt es {ergebnis} Regel·bedarf.",
    "regelbedarf_im_haupthaushalt": "Für die Tage beim anderen Eltern·teil gibt es {ergebnis} Regel·bedarf.",
    "tage_im_haushalt": "Das Kind ist hier für {ergebnis} von 30 Tagen.",
}
