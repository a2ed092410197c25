"""The norms of the SGB II beside the month's amount, as plain German sentences."""

from __future__ import annotations

from nahbar.law.explain import Step
from nahbar.law.phrase import Phrase, divided, either

_BILDUNG: dict[str, Phrase] = {
    "schuelerin_oder_schueler": either(
        "Die Person geht zur Schule, ist unter 25 und bekommt keine Ausbildungsvergütung.",
        "Bedarfe für die Schule stehen dieser Person nicht zu.",
    ),
    "schulausfluege_und_klassenfahrten": "Für Ausflüge und Klassenfahrten werden {ergebnis} anerkannt.",
    "schulbedarf": either(
        "Für Schulsachen werden in diesem Monat {ergebnis} anerkannt.",
        "In diesem Monat gibt es kein Geld für Schulsachen.",
    ),
    "schuelerbefoerderung": "Für den Schulweg werden {ergebnis} anerkannt.",
    "lernfoerderung": "Für Lernförderung werden {ergebnis} anerkannt.",
    "lernfoerderung_im_antrag": either(
        "Der Antrag umfasst auch die Lernförderung.", "Lernförderung ist gesondert zu beantragen."
    ),
    "mittagsverpflegung": "Für das gemeinsame Mittagessen werden {ergebnis} anerkannt.",
    "teilhabe": either(
        "Für Sport, Kultur und Freizeit werden {ergebnis} anerkannt.",
        "Für Sport, Kultur und Freizeit steht in diesem Monat nichts zu.",
    ),
    "weitere_teilhabe": "Für die Teilnahme können weitere {ergebnis} anerkannt werden.",
    "schulausfluege_pruefbetrag": "Bei der Prüfung, ob Hilfe nötig ist, zählen Ausflüge mit {ergebnis} im Monat.",
    "klassenfahrt_pruefbetrag": "Bei der Prüfung, ob Hilfe nötig ist, zählt die Klassenfahrt hier mit {ergebnis}.",
    "bildung_ohne_bedarfsgemeinschaft": either(
        "Leistungen für Bildung und Teilhabe stehen auch ohne Bedarfsgemeinschaft zu.",
        "Leistungen für Bildung und Teilhabe hängen hier an der Bedarfsgemeinschaft.",
    ),
    "anspruch_auf_bildung": either(
        "Leistungen für Bildung und Teilhabe kommen vom Jobcenter.",
        "Leistungen für Bildung und Teilhabe kommen von einer anderen Stelle.",
    ),
    "ueberschuss_je_kind": divided(
        "Einkommen von {ergebnis} über dem übrigen Bedarf zählt für alle Kinder zu gleichen Teilen.",
        "Davon zählen {ergebnis} bei diesem Kind.",
    ),
    "offen_nach_einkommen": "Nach dem Einkommen bleiben von diesem Bedarf {ergebnis} offen.",
    "sofortzuschlag_bei_bildung": either(
        "Neben Bildung und Teilhabe kommt der Sofortzuschlag von {ergebnis}.",
        "Wegen Bildung und Teilhabe allein kommt kein Sofortzuschlag.",
    ),
    "weg_der_leistung": "So kommt die Leistung: {ergebnis}.",
    "berechtigte_selbsthilfe": either(
        "Von dem, was Sie selbst vorgestreckt haben, werden {ergebnis} übernommen.",
        "Was selbst vorgestreckt wurde, kann nicht übernommen werden.",
    ),
    "antrag_bei_selbsthilfe": "Der Antrag gilt als am {ergebnis} gestellt.",
    "widerruf_ohne_verwendungsnachweis": either(
        "Der verlangte Nachweis fehlt, die Bewilligung soll widerrufen werden.", "Die Bewilligung bleibt bestehen."
    ),
}

_EINMALIG: dict[str, Phrase] = {
    "darlehen_fuer_unabweisbares": either(
        "Für den unabweisbaren Bedarf gibt es ein Darlehen von {ergebnis}.",
        "Für diesen Bedarf gibt es kein Darlehen.",
    ),
    "sachleistung_hoechstens": "Als Sachleistung können höchstens {ergebnis} erbracht werden.",
    "einmalige_leistung": "Für diesen einmaligen Bedarf werden gesondert {ergebnis} erbracht.",
    "einmalige_leistung_ohne_laufende": "Vom einmaligen Bedarf bleiben nach eigenen Mitteln {ergebnis}.",
    "darlehen_bei_erwarteten_einnahmen": "Wegen erwarteter Einnahmen können {ergebnis} ein Darlehen sein.",
    "darlehen_bei_nicht_verwertbarem_vermoegen": (
        "Vermögen, das nicht sofort verwertet werden kann: {ergebnis} werden als Darlehen gezahlt."
    ),
    "erstausstattung_nach_auszug": either(
        "Die Erstausstattung der Wohnung kann erbracht werden.",
        "Ohne Zusicherung zum Auszug gibt es unter 25 keine Erstausstattung.",
    ),
    "umzugskosten": "Für Wohnungssuche und Umzug werden {ergebnis} anerkannt.",
    "mietkaution": "Für Kaution oder Genossenschaftsanteile gibt es ein Darlehen von {ergebnis}.",
    "mietschulden": "Mietschulden können mit einem Darlehen von {ergebnis} übernommen werden.",
    "mietschulden_sollen": either(
        "Die Schulden sollen übernommen werden, weil sonst Wohnungslosigkeit droht.",
        "Über die Übernahme der Schulden entscheidet das Amt im Einzelfall.",
    ),
    "leistungen_fuer_auszubildende": "Neben der Ausbildung werden {ergebnis} erbracht.",
    "haertefall_auszubildende": "Weitere Leistungen neben der Ausbildung: {ergebnis}.",
    "zuschuss_private_krankenversicherung": "Zur privaten Krankenversicherung gibt es {ergebnis} Zuschuss.",
    "zuschuss_gesetzliche_krankenversicherung": "Zur gesetzlichen Krankenversicherung gibt es {ergebnis} Zuschuss.",
    "zuschuss_gegen_hilfebeduerftigkeit": either(
        "Ein Zuschuss von {ergebnis} zum Beitrag vermeidet Hilfebedürftigkeit.",
        "Ein Zuschuss zum Beitrag ist nicht nötig oder reicht nicht.",
    ),
    "zuschuss_private_pflegeversicherung": "Zur privaten Pflegeversicherung gibt es {ergebnis} Zuschuss.",
    "zuschuss_soziale_pflegeversicherung": "Zur sozialen Pflegeversicherung gibt es {ergebnis} Zuschuss.",
    "empfaenger_des_zuschusses": "Der Zuschuss geht {ergebnis}.",
}


def _prozent(text: str) -> Phrase:
    """A template about a share; ten-thousandths as per cent."""

    def phrase(step: Step) -> str:
        anteil = step.ergebnis if isinstance(step.ergebnis, int) else 0
        return text.replace("{prozent}", str(anteil // 100))

    return phrase


_RUECKZAHLUNG: dict[str, Phrase] = {
    "aufrechnung_satz": _prozent("Aufgerechnet werden {prozent} Prozent des Regelbedarfs."),
    "aufrechnung_zulaessig": either(
        "Die Aufrechnung bleibt mit den laufenden innerhalb von 30 Prozent des Regelbedarfs.",
        "Diesen Betrag dürfen wir nicht abziehen. Zusammen wären es mehr als 30 Prozent vom Regelbedarf.",
    ),
    "aufrechnung_neben_minderung": either(
        "Neben der Minderung werden {ergebnis} aufgerechnet.", "Neben der Minderung wird nicht aufgerechnet."
    ),
    "aufrechnung": "In diesem Monat werden {ergebnis} aufgerechnet.",
    "aufrechnung_ist_pflicht": either(
        "Das Jobcenter muss aufrechnen.", "Über die Aufrechnung entscheidet das Jobcenter im Einzelfall."
    ),
    "aufrechnung_endet": "Aufgerechnet werden kann längstens bis {ergebnis}.",
    "aufrechnung_der_sozialhilfe_endet": "Mit Ansprüchen der Sozialhilfe kann bis {ergebnis} aufgerechnet werden.",
    "darlehen_hoechstens": "Was weder aus Vermögen noch sonst gedeckt ist, kann ein Darlehen sein: {ergebnis}.",
    "tilgung_satz": _prozent("Darlehen werden mit {prozent} Prozent des Regelbedarfs im Monat getilgt."),
    "tilgung_beginnt": "Das Darlehen wird ab {ergebnis} getilgt.",
    "sofort_faellig": either("Vom Darlehen sind sofort {ergebnis} fällig.", "Das Darlehen ist noch nicht fällig."),
    "zuerst_erbrachtes_darlehen": "Von der Zahlung gehen {ergebnis} auf dieses Darlehen.",
    "vorzeitige_leistung_moeglich": either(
        "Ein Teil der nächsten Zahlung kann früher kommen.", "Eine frühere Zahlung ist ausgeschlossen."
    ),
    "vorzeitige_leistung": "Früher gezahlt werden {ergebnis}.",
    "folgemonat_verringert": "In dem Monat, der deshalb kleiner ausfällt, bleiben {ergebnis}.",
}

_SELBSTAENDIG: dict[str, Phrase] = {
    "betriebseinnahmen": "Die Betriebseinnahmen im Zeitraum betragen {ergebnis}.",
    "betriebsausgaben": "Als Betriebsausgaben werden {ergebnis} anerkannt.",
    "ausgaben_bis_zu_den_einnahmen": "Abgezogen werden Ausgaben bis zur Höhe der Einnahmen: {ergebnis}.",
    "monatlicher_gewinn": "Auf jeden Monat entfällt ein Gewinn von {ergebnis}.",
    "fahrzeugkosten": "Für das Fahrzeug werden {ergebnis} abgezogen.",
}

_VORLAEUFIG: dict[str, Phrase] = {
    "vorlaeufig_zu_entscheiden": either(
        "Über den Antrag ist vorläufig zu entscheiden.", "Eine vorläufige Entscheidung ergeht nicht."
    ),
    "vorlaeufig_wegen_rechtsfrage": either(
        "Weil ein hohes Gericht die Frage noch klärt, kann vorläufig entschieden werden.",
        "Eine offene Rechtsfrage steht einer Entscheidung nicht entgegen.",
    ),
    "bedarf_gilt_als_gedeckt": either(
        "Mit dem vorläufig angesetzten Einkommen gilt der Bedarf als gedeckt.",
        "Das vorläufig angesetzte Einkommen weicht zu weit vom erwarteten ab.",
    ),
    "fehlender_nachweis_hat_folgen": either(
        "Frist und Belehrung liegen vor, fehlende Nachweise haben Folgen.",
        "Es gab keine Frist, oder die Folgen standen in keinem Brief. Dann schadet ein fehlendes Papier nicht.",
    ),
    "festgesetzt_nach_nachweis": either(
        "Abschließend festgesetzt werden {ergebnis}.", "Für diesen Monat wird kein Anspruch festgestellt."
    ),
    "nachweis_zu_spaet": either(
        "Der Nachweis kam nach dem Ende des Verfahrens und zählt nicht mehr.", "Der Nachweis zählt noch."
    ),
    "jahr_nach_ende": "Das Jahr für die abschließende Entscheidung endet am {ergebnis}.",
    "entscheidung_aus_anderem_grund_bis": "Aus einem anderen Grund kann bis {ergebnis} entschieden werden.",
    "gilt_als_abschliessend": either(
        "Die vorläufige Entscheidung gilt als abschließend.", "Die Entscheidung ist weiter vorläufig."
    ),
    "nachzahlung_nach_anrechnung": either("Nachgezahlt werden {ergebnis}.", "Es gibt nichts nachzuzahlen."),
    "ueberzahlung_nach_anrechnung": either("Zu viel gezahlt wurden {ergebnis}.", "Es wurde nicht zu viel gezahlt."),
    "ueberzahlung_zu_erstatten": either(
        "Die Überzahlung erreicht zusammen 50 Euro und ist zu erstatten.",
        "Die Überzahlung liegt zusammen unter 50 Euro und ist nicht zu erstatten.",
    ),
}

_ERSTATTUNG: dict[str, Phrase] = {
    "ruecknahme_fuer_die_vergangenheit": "Grundlage der Rücknahme: {ergebnis}.",
    "aufhebung_ab_aenderung": "Grundlage der Aufhebung: {ergebnis}.",
    "zu_erstatten": "Für diesen Monat wurden {ergebnis} zu viel gezahlt.",
    "aufhebung_unterbleibt": either(
        "Zusammen sind es weniger als 50 Euro. Für die Vergangenheit wird nichts aufgehoben.",
        "Die Grenze von 50 Euro steht der Aufhebung nicht entgegen.",
    ),
    "ruecknahme_nach_rechtsprechung_ab": "Wegen neuer Rechtsprechung zählt erst die Zeit ab {ergebnis}.",
    "fuer_die_zukunft_aufzuheben": either(
        "Die Bewilligung ist für die Zukunft aufzuheben und vorläufig neu zu entscheiden.",
        "Die Bewilligung bleibt für die Zukunft bestehen.",
    ),
    "aenderung_durch_tod_ab": "Änderungen durch den Todesfall zählen erst ab {ergebnis}.",
    "zahlung_nach_tod_unter_vorbehalt": either(
        "Die Zahlung für einen Monat nach dem Tod steht unter Vorbehalt.", "Die Zahlung bleibt."
    ),
    "gutschein_in_geld": "Für Gutscheine sind {ergebnis} in Geld zu erstatten.",
    "bildung_erstatten": either(
        "Von den Leistungen für Bildung und Teilhabe sind {ergebnis} zu erstatten.",
        "Leistungen für Bildung und Teilhabe sind nicht zu erstatten.",
    ),
    "haftung_nach_volljaehrigkeit": either(
        "Für die Forderung aus der Zeit vor dem 18. Geburtstag wird mit {ergebnis} gehaftet.",
        "Für die Forderung aus der Zeit vor dem 18. Geburtstag wird nicht gehaftet.",
    ),
    "rate_nach_arbeitsaufnahme": either(
        "Die Erstattung wird in Raten von {ergebnis} im Monat gezahlt.", "Die Ratenzahlung entfällt."
    ),
    "sofortzuschlag_bleibt": "Der gezahlte Sofortzuschlag von {ergebnis} wird nicht zurückgefordert.",
}

SENTENCES: dict[str, Phrase] = {
    **_BILDUNG, **_EINMALIG, **_RUECKZAHLUNG, **_SELBSTAENDIG, **_VORLAEUFIG, **_ERSTATTUNG,
}  # fmt: skip
