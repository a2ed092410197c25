"""Periods, Bekanntgabe, applications and payment days as one plain German sentence each."""

from __future__ import annotations

from datetime import date, timedelta

from nahbar.law.explain import Step
from nahbar.law.holidays import unknown_holiday
from nahbar.law.phrase import Phrase
from nahbar.law.phrase import either as _either


def _werktag(step: Step) -> str:
    end, land, place = (step.eingaben.get(key) for key in ("ende", "land", "ort"))
    if not isinstance(end, str) or not isinstance(step.ergebnis, str) or end == step.ergebnis:
        return "Die Frist endet am {ergebnis}."
    first, last = date.fromisoformat(end), date.fromisoformat(step.ergebnis)
    passed = [first + timedelta(days=n) for n in range((last - first).days)]
    weekdays = [day for day in passed if day.weekday() < 5]
    if isinstance(land, str) and any(unknown_holiday(day, land, str(place or "")) for day in weekdays):
        return (
            "Vor dem {ergebnis} liegt ein Tag, von dem wir nicht wissen, ob er an diesem Ort ein Feiertag ist. "
            "Zu Ihren Gunsten endet die Frist erst am {ergebnis}."
        )
    return "Der {ende} ist ein Sonnabend, Sonntag oder Feiertag. Die Frist endet am nächsten Werktag, dem {ergebnis}."


def _monate(one: str, several: str) -> Phrase:
    return lambda step: one if step.ergebnis == 1 else several


_FRISTENDE = "Die Frist endet mit Ablauf des {ergebnis}."
_ZEITRAUM = "Der Zeitraum beginnt am {beginn} und endet mit Ablauf des {ergebnis}."
_VERJAEHRT = "Der Anspruch verjährt mit Ablauf des {ergebnis}."
_AUFRECHNUNG = "Die Aufrechnung endet spätestens mit Ablauf des {ergebnis}."
_ZURUECK = "Leistungen werden rückwirkend ab dem {ergebnis} nachgezahlt."

SENTENCES: dict[str, Phrase] = {
    # §§ 187–193 BGB
    "erster_tag_nach_ereignis": "Die Frist beginnt am {ergebnis}, dem Tag nach dem Ereignis.",
    "erster_tag_mit_tagesbeginn": "Der {ergebnis} zählt als erster Tag mit.",
    "letzter_tag_des_lebensjahres": "Das Lebensjahr ist mit Ablauf des {ergebnis} vollendet.",
    "fristende_tage": _FRISTENDE,
    "fristende_wochen": _FRISTENDE,
    "fristende_monate": _FRISTENDE,
    "fristende_jahre": _FRISTENDE,
    "zeitraum_ende_tage": _ZEITRAUM,
    "zeitraum_ende_wochen": _ZEITRAUM,
    "zeitraum_ende_monate": _ZEITRAUM,
    "monate_der_frist": "Die Frist beträgt {ergebnis} Monate.",
    "fristende_mit_halbem_monat": "Der halbe Monat zählt zuletzt und mit 15 Tagen. Die Frist endet am {ergebnis}.",
    "verlaengert_um_tage": "Die Verlängerung beginnt mit dem Ende der ersten Frist und endet am {ergebnis}.",
    "verlaengert_um_monate": "Die Verlängerung beginnt mit dem Ende der ersten Frist und endet am {ergebnis}.",
    "tage_ohne_zusammenhang": "Zusammen sind das {ergebnis} Tage: ein Monat zählt 30 Tage, ein Jahr 365.",
    "anfang_des_monats": "Der Anfang des Monats ist der {ergebnis}.",
    "mitte_des_monats": "Die Mitte des Monats ist der {ergebnis}.",
    "ende_des_monats": "Das Ende des Monats ist der {ergebnis}.",
    "erklaerung_bis_werktag": _werktag,
    "tag_des_eingangs": "Als Tag des Eingangs zählt in Deutschland der {ergebnis}.",
    "ablauf_des_tages": "Der {tag} endet um 24 Uhr deutscher Zeit.",
    "rechtzeitig": _either(
        "Der Eingang ist rechtzeitig: Die Frist lief bis zum {letzter_tag}, 24 Uhr.",
        "Der Eingang ist zu spät: Die Frist lief bis zum {letzter_tag}, 24 Uhr.",
    ),
    # §§ 26–28 SGB X
    "beginn_der_frist": "Der erste Tag der Frist ist der {ergebnis}.",
    "ende_am_werktag": _werktag,
    "ende_fuer_das_amt": _werktag,
    "ende_am_benannten_tag": "Der {ergebnis} ist als Ende der Frist genannt und verschiebt sich nicht.",
    "ende_des_leistungszeitraums": "Die Leistungen gelten bis zum Ablauf des {ergebnis}.",
    "termin_der_behoerde": "Der Termin bleibt am {ergebnis}, auch an einem Feiertag.",
    "ende_nach_stunden": "Die Frist beträgt {stunden} Stunden. Auch Sonntage und Feiertage zählen.",
    "verlaengerung_moeglich": _either(
        "Das Amt hat die Frist gesetzt und kann sie verlängern.",
        "Die Frist steht im Gesetz und kann nicht verlängert werden.",
    ),
    "verlaengerung_rueckwirkend": _either(
        "Die Frist war schon abgelaufen. Die Verlängerung wirkt zurück.",
        "Die Frist wird verlängert, bevor sie abläuft.",
    ),
    "verlaengertes_ende": "Die Frist ist bis zum {ergebnis} verlängert.",
    "wiedereinsetzung_bis": "Das Versäumte können Sie bis zum {ergebnis} nachholen.",
    "wiedereinsetzung_laengstens": "Nach dem {ergebnis} kann das Versäumte nicht mehr nachgeholt werden.",
    "wiedereinsetzung_rechtzeitig": _either(
        "Das Versäumte ist rechtzeitig nachgeholt.", "Das Versäumte ist zu spät nachgeholt."
    ),
    "nachholen_bis": "Den Antrag können Sie bis zum {ergebnis} nachholen.",
    "unverzueglich_nach": "Den Antrag müssen Sie nach dem {ergebnis} so bald wie möglich nachholen.",
    "nachgeholt_wirkt_ab": "Der nachgeholte Antrag wirkt ab dem {ergebnis}.",
    # §§ 37, 39 SGB X
    "bekanntgabe_nach_aufgabe": "Der Brief ging am {aufgabe} zur Post und gilt am {ergebnis} als bekannt gegeben.",
    "bekanntgabe_nach_absendung": "Der Bescheid gilt am {ergebnis} als bekannt gegeben.",
    "bekanntgabe_nach_benachrichtigung": (
        "Die Nachricht über den Bescheid ging am {absendung} ab. Er gilt am {ergebnis} als bekannt gegeben."
    ),
    "bekanntgabe_bei_spaeterem_zugang": _either(
        "Der Brief ist später angekommen und am {ergebnis} bekannt gegeben.",
        "Der Brief ist nicht angekommen und nicht bekannt gegeben.",
    ),
    "bekanntgabe_im_ausland": _either(
        "Der Brief ging ins Ausland und ist mit seiner Ankunft am {ergebnis} bekannt gegeben.",
        "Der Brief ging ins Ausland. Ohne Nachweis der Ankunft ist er nicht bekannt gegeben.",
    ),
    "bekanntgabe_mit_abruf": _either(
        "Der Bescheid ist mit dem Abruf am {ergebnis} bekannt gegeben.",
        "Der Bescheid ist nicht abgerufen und nicht bekannt gegeben.",
    ),
    "oeffentliche_bekanntgabe": "Der Bescheid gilt zwei Wochen nach dem Aushang, am {ergebnis}, als bekannt gegeben.",
    "oeffentliche_bekanntgabe_bestimmt": "Die Verfügung gilt am {ergebnis} als bekannt gegeben.",
    "wirksam_ab": _either("Der Bescheid gilt ab dem {ergebnis}.", "Der Bescheid ist nicht wirksam."),
    # §§ 44–52, 111, 113 SGB X, § 40 SGB II, § 116a SGB XII
    "leistungen_vier_jahre_zurueck": _ZURUECK,
    "leistungen_ein_jahr_zurueck": _ZURUECK,
    "leistungen_ein_jahr_zurueck_sgb12": _ZURUECK,
    "ueberpruefung_bis": "Eine Überprüfung können Sie bis zum {ergebnis} beantragen.",
    "ueberpruefung_bis_sgb12": "Eine Überprüfung können Sie bis zum {ergebnis} beantragen.",
    "ruecknahme_jahre": "Das Amt kann einen Bescheid dieser Art {ergebnis} Jahre lang zurücknehmen.",
    "ruecknahme_bis": _either(
        "Das Amt kann den Bescheid bis zum {ergebnis} zurücknehmen.",
        "Das Amt kann den Bescheid ohne zeitliche Grenze zurücknehmen.",
    ),
    "jahresfrist_seit_kenntnis": "Das Amt kann den Bescheid für die Vergangenheit nur bis zum {ergebnis} zurücknehmen.",
    "erstattung_verjaehrt_nach": _VERJAEHRT,
    "erstattung_verjaehrt_nach_durchsetzung": _VERJAEHRT,
    "erstattung_anmelden_bis": "Eine andere Stelle muss ihre Erstattung bis zum {ergebnis} verlangen.",
    "erstattung_unter_traegern_verjaehrt_nach": _VERJAEHRT,
    # SGB I
    "antrag_gestellt_am": "Der Antrag gilt als am {ergebnis} gestellt.",
    "vorschuss_spaetestens_ab": "Ein beantragter Vorschuss muss spätestens ab dem {ergebnis} gezahlt werden.",
    "vorlaeufig_spaetestens_ab": "Vorläufige Leistungen müssen spätestens ab dem {ergebnis} gezahlt werden.",
    "zinsen_nach_faelligkeit_ab": "Nach der Fälligkeit am {faellig} gibt es Zinsen frühestens ab dem {ergebnis}.",
    "zinsen_nach_antrag_ab": "Nach dem vollständigen Antrag gibt es Zinsen frühestens ab dem {ergebnis}.",
    "zinsen_bis": "Zinsen gibt es bis zum {ergebnis}, dem Ende des Monats vor der Zahlung.",
    "zinsmonate": "Zinsen gibt es für {ergebnis} volle Monate.",
    "verzinster_betrag": "Verzinst werden volle Euro: {ergebnis}.",
    "zinsen": "Die Zinsen von 4 Prozent im Jahr betragen {ergebnis}.",
    "anspruch_verjaehrt_nach": _VERJAEHRT,
    "hemmung_bis": "Bis zum {ergebnis} läuft die Verjährung nicht.",
    "verjaehrt_nach_hemmung": "Mit den Zeiten ohne Verjährung verjährt der Anspruch mit Ablauf des {ergebnis}.",
    # SGG
    "beginn_der_prozessfrist": "Der erste Tag der Frist ist der {ergebnis}.",
    "fristende_am_werktag": _werktag,
    "belehrung_vollstaendig": _either(
        "Die Belehrung ist vollständig. Die Frist läuft.", "Die Belehrung ist nicht vollständig. Die Frist läuft nicht."
    ),
    "monate_ohne_belehrung": "Die Belehrung fehlt oder ist falsch. Die Frist beträgt {ergebnis} Monate.",
    "jahresfrist_ende": _either(
        "Die Belehrung fehlt oder ist falsch. Die Frist endet am {ergebnis}.",
        "Der Bescheid sagt, es gebe keinen Rechtsbehelf. Darum läuft keine Frist.",
    ),
    "bindend_ab": "Ohne Widerspruch ist der Bescheid ab dem {ergebnis} bindend.",
    "widerspruchsfrist_monate": _monate(
        "Ein Widerspruch ist innerhalb eines Monats möglich.",
        "Ein Widerspruch ist innerhalb von {ergebnis} Monaten möglich.",
    ),
    "eingang_des_widerspruchs": "Der Widerspruch zählt als am {ergebnis} eingegangen.",
    "klagefrist_monate": _monate(
        "Eine Klage ist innerhalb eines Monats möglich.", "Eine Klage ist innerhalb von {ergebnis} Monaten möglich."
    ),
    "klagefrist_nach_oeffentlicher_bekanntgabe": "Eine Klage ist bis zum {ergebnis} möglich.",
    "prozess_wiedereinsetzung_bis": "Den versäumten Widerspruch können Sie bis zum {ergebnis} nachholen.",
    "prozess_wiedereinsetzung_laengstens": "Nach dem {ergebnis} kann das Versäumte nicht mehr nachgeholt werden.",
    "untaetigkeitsklage_antrag_ab": "Ohne Entscheidung über den Antrag ist eine Klage ab dem {ergebnis} möglich.",
    "untaetigkeitsklage_widerspruch_ab": (
        "Ohne Entscheidung über den Widerspruch ist eine Klage ab dem {ergebnis} möglich."
    ),
    # Zahlung
    "bankarbeitstag": _either("Am {tag} führen Banken Zahlungen aus.", "Am {tag} führen Banken nichts aus."),
    "zahltag_im_voraus": "Das Geld für den Monat wird am {ergebnis} überwiesen, dem letzten Banktag davor.",
    "zahltag_im_voraus_sgb12": "Das Geld für den Monat wird am {ergebnis} überwiesen, dem letzten Banktag davor.",
    "ausfuehrung_ab": "Die Bank führt den Auftrag am {ergebnis} aus.",
    # § 37, § 41, § 41a SGB II
    "gesondert_zu_beantragen": _either(
        "Diese Leistung muss eigens beantragt werden.", "Diese Leistung ist vom Antrag umfasst."
    ),
    "wirkt_ab_antragstellung": "Leistungen gibt es ab dem Antrag, dem {ergebnis}.",
    "wirkt_ab_monatsersten": "Der Antrag wirkt auf den Ersten des Monats zurück, den {ergebnis}.",
    "heizkosten_antrag_rechtzeitig": _either(
        "Der Antrag auf einmalige Heizkosten ist rechtzeitig.",
        "Der Antrag auf einmalige Heizkosten wirkt nicht weiter zurück.",
    ),
    "wirkt_ab_faelligkeitsmonat": "Der Antrag wirkt zurück auf den {ergebnis}, den Monat der Rechnung.",
    "bewilligungszeitraum_monate": "Über die Leistungen wird für {ergebnis} Monate entschieden.",
    "bewilligungszeitraum_ende": "Der Bewilligungszeitraum endet mit Ablauf des {ergebnis}.",
    "abschliessende_entscheidung_beantragen_bis": "Den abschließenden Bescheid können Sie bis {ergebnis} beantragen.",
    # §§ 18, 44 SGB XII
    "sozialhilfe_setzt_ein": "Die Sozialhilfe beginnt am {ergebnis}: an diesem Tag wurde der Bedarf bekannt.",
    "grundsicherung_gesondert_zu_beantragen": _either(
        "Diese Leistung muss eigens beantragt werden.", "Diese Leistung ist vom Antrag umfasst."
    ),
    "grundsicherung_wirkt_ab": "Der Antrag wirkt ab dem {ergebnis}.",
    "grundsicherung_monate": "Über die Leistungen wird für {ergebnis} Monate entschieden.",
    "grundsicherung_nach_sgb2_ab": "Nach dem Grundsicherungsgeld beginnt die Grundsicherung am {ergebnis}.",
    "grundsicherung_jahr_nach_ende": "Das Jahr nach dem vorläufigen Zeitraum endet mit Ablauf des {ergebnis}.",
    "grundsicherung_aufrechnung_endet": _AUFRECHNUNG,
    "sozialhilfe_aufrechnung_endet": _AUFRECHNUNG,
    "grundsicherung_zeitraum_ende": "Der Bewilligungszeitraum endet mit Ablauf des {ergebnis}.",
}
