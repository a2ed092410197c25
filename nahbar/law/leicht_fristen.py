"""Periods, their beginnings and ends, Bekanntgabe, interest and payment days in Leichte Sprache."""

from __future__ import annotations

from nahbar.law.explain import Step
from nahbar.law.phrase import Phrase, either

_ENDE = "Die Frist endet am {ergebnis}."
_BEGINN = "Die Frist beginnt am {ergebnis}."
_ZAHLTAG = "Wir überweisen das Geld am {ergebnis}."
_VERJAEHRT = "Bis {ergebnis} können Sie das Geld verlangen. Danach ist es zu spät."
_STELLE_VERJAEHRT = "Bis {ergebnis} kann das Amt das Geld verlangen. Danach ist es zu spät."
_BESCHEID_DA = "Der Bescheid gilt ab {ergebnis} als angekommen."
_NACHHOLEN = "Bis {ergebnis} können Sie das nachholen."
_PRUEFEN = "Bis {ergebnis} können Sie eine neue Prüfung verlangen."
_ZURUECK = "Sie bekommen Geld für die Zeit ab {ergebnis} nach."
_SPAETESTENS = "Spätestens ab {ergebnis} müssen wir zahlen."


def _werktag(step: Step) -> str:
    if step.ergebnis == step.eingaben.get("ende"):
        return _ENDE
    return "Der {ende} ist kein Arbeits·tag. Darum endet die Frist am {ergebnis}."



def _widerspruchsfrist(step: Step) -> str:
    if step.ergebnis == 1:
        return "Sie haben 1 Monat Zeit für den Wider·spruch."
    return "Sie haben {ergebnis} Monate Zeit für den Wider·spruch."


def _klagefrist(step: Step) -> str:
    return "Sie haben 1 Monat Zeit für eine Klage." if step.ergebnis == 1 else (
        "Sie haben {ergebnis} Monate Zeit für eine Klage."
    )  # fmt: skip


SENTENCES: dict[str, Phrase] = {
    # Bank
    "ausfuehrung_ab": "Die Bank überweist das Geld am {ergebnis}.",
    "bankarbeitstag": either(
        "An diesem Tag überweisen Banken Geld.", "An diesem Tag überweisen Banken kein Geld."
    ),
    "zahltag_im_voraus": _ZAHLTAG,
    "zahltag_im_voraus_sgb12": _ZAHLTAG,
    # BGB §§ 187 to 193
    "anfang_des_monats": "Der Monat beginnt am {ergebnis}.",
    "ende_des_monats": "Der Monat endet am {ergebnis}.",
    "mitte_des_monats": "Die Mitte vom Monat ist der {ergebnis}.",
    "erklaerung_bis_werktag": _ENDE,
    "erster_tag_mit_tagesbeginn": "Der {ergebnis} ist der 1. Tag.",
    "erster_tag_nach_ereignis": _BEGINN,
    "fristende_jahre": _ENDE,
    "fristende_mit_halbem_monat": _ENDE,
    "fristende_monate": _ENDE,
    "fristende_tage": _ENDE,
    "fristende_wochen": _ENDE,
    "letzter_tag_des_lebensjahres": "Am {ergebnis} endet das Lebens·jahr.",
    "monate_der_frist": "Die Frist dauert {ergebnis} Monate.",
    "tage_ohne_zusammenhang": "Das sind zusammen {ergebnis} Tage.",
    "verlaengert_um_monate": "Die Frist ist länger. Sie endet jetzt am {ergebnis}.",
    "verlaengert_um_tage": "Die Frist ist länger. Sie endet jetzt am {ergebnis}.",
    "zeitraum_ende_monate": "Der Zeit·raum endet am {ergebnis}.",
    "zeitraum_ende_tage": "Der Zeit·raum endet am {ergebnis}.",
    "zeitraum_ende_wochen": "Der Zeit·raum endet am {ergebnis}.",
    "ablauf_des_tages": "Der Tag endet um 24 Uhr.",
    "rechtzeitig": either("Das ist rechtzeitig angekommen.", "Das ist zu spät angekommen."),
    "tag_des_eingangs": "Das ist am {ergebnis} angekommen.",
    # SGB I
    "antrag_gestellt_am": "Der Antrag gilt ab {ergebnis}.",
    "anspruch_verjaehrt_nach": _VERJAEHRT,
    "verjaehrt_nach_hemmung": _VERJAEHRT,
    "hemmung_bis": "Die Frist steht still. Das gilt bis {ergebnis}.",
    "verzinster_betrag": "Zinsen gibt es für {ergebnis}. Zinsen sind Geld für das lange Warten.",
    "zinsen": "Sie haben lange auf das Geld gewartet. Darum bekommen Sie {ergebnis} mehr.",
    "zinsen_bis": "Zinsen gibt es bis {ergebnis}.",
    "zinsen_nach_antrag_ab": "Zinsen gibt es frühestens ab {ergebnis}.",
    "zinsen_nach_faelligkeit_ab": "Zinsen gibt es frühestens ab {ergebnis}.",
    "zinsmonate": "Zinsen gibt es für {ergebnis} Monate.",
    "vorlaeufig_spaetestens_ab": _SPAETESTENS,
    "vorschuss_spaetestens_ab": _SPAETESTENS,
    # SGB X § 37
    "bekanntgabe_nach_aufgabe": "Wir haben den Brief am {aufgabe} abgeschickt. Er gilt ab {ergebnis} als angekommen.",
    "bekanntgabe_nach_absendung": _BESCHEID_DA,
    "bekanntgabe_nach_benachrichtigung": _BESCHEID_DA,
    "bekanntgabe_bei_spaeterem_zugang": "Der Brief ist später angekommen. Es zählt der {ergebnis}.",
    "bekanntgabe_im_ausland": "Der Brief ging in ein anderes Land. Er ist am {ergebnis} angekommen.",
    "bekanntgabe_mit_abruf": "Sie haben den Bescheid am {ergebnis} geöffnet.",
    "oeffentliche_bekanntgabe": _BESCHEID_DA,
    "oeffentliche_bekanntgabe_bestimmt": _BESCHEID_DA,
    "wirksam_ab": "Der Bescheid gilt ab {ergebnis}.",
    # SGB X §§ 26, 27, 28
    "beginn_der_frist": _BEGINN,
    "ende_am_werktag": _werktag,
    "ende_am_benannten_tag": _ENDE,
    "ende_des_leistungszeitraums": "Sie bekommen Geld bis {ergebnis}.",
    "ende_fuer_das_amt": _ENDE,
    "ende_nach_stunden": "Die Frist zählt nach Stunden. Auch Sonntage und Feier·tage zählen.",
    "termin_der_behoerde": "Der Termin bleibt am {ergebnis}.",
    "verlaengertes_ende": "Die Frist ist länger. Sie endet jetzt am {ergebnis}.",
    "verlaengerung_moeglich": either(
        "Das Amt kann die Frist länger machen.", "Das Amt kann die Frist nicht länger machen."
    ),
    "verlaengerung_rueckwirkend": either(
        "Die Frist war schon zu Ende. Wir haben sie länger gemacht.", "Die Frist läuft noch. Wir machen sie länger."
    ),
    "wiedereinsetzung_bis": _NACHHOLEN,
    "wiedereinsetzung_laengstens": "Nach dem {ergebnis} ist es zu spät.",
    "wiedereinsetzung_rechtzeitig": either(
        "Sie haben das rechtzeitig nachgeholt.", "Sie haben das zu spät nachgeholt."
    ),
    "nachgeholt_wirkt_ab": "Der Antrag gilt ab {ergebnis}.",
    "nachholen_bis": "Bis {ergebnis} können Sie den Antrag nachholen.",
    "unverzueglich_nach": "Holen Sie den Antrag nach dem {ergebnis} bald nach.",
    # SGB X §§ 44 to 50, 111 to 113
    "erstattung_anmelden_bis": "Ein anderes Amt kann das Geld bis {ergebnis} verlangen.",
    "erstattung_unter_traegern_verjaehrt_nach": _STELLE_VERJAEHRT,
    "erstattung_verjaehrt_nach": _STELLE_VERJAEHRT,
    "erstattung_verjaehrt_nach_durchsetzung": _STELLE_VERJAEHRT,
    "jahresfrist_seit_kenntnis": "Bis {ergebnis} kann das Amt einen alten Bescheid ändern.",
    "leistungen_ein_jahr_zurueck": _ZURUECK,
    "leistungen_ein_jahr_zurueck_sgb12": _ZURUECK,
    "leistungen_vier_jahre_zurueck": _ZURUECK,
    "ruecknahme_bis": "Das Amt kann den Bescheid bis {ergebnis} ändern.",
    "ruecknahme_jahre": "Das Amt kann den Bescheid {ergebnis} Jahre lang ändern.",
    "ueberpruefung_bis": _PRUEFEN,
    "ueberpruefung_bis_sgb12": _PRUEFEN,
    # SGG
    "beginn_der_prozessfrist": _BEGINN,
    "belehrung_vollstaendig": either(
        "Im Bescheid steht alles über den Wider·spruch. Die Frist läuft.",
        "Im Bescheid fehlt etwas über den Wider·spruch. Sie haben mehr Zeit.",
    ),
    "bindend_ab": "Ohne Wider·spruch gilt der Bescheid ab {ergebnis} endgültig.",
    "eingang_des_widerspruchs": "Ihr Wider·spruch ist am {ergebnis} angekommen.",
    "fristende_am_werktag": _werktag,
    "jahresfrist_ende": "Im Bescheid fehlt etwas über den Wider·spruch. Die Frist endet am {ergebnis}.",
    "klagefrist_monate": _klagefrist,
    "klagefrist_nach_oeffentlicher_bekanntgabe": "Sie können bis {ergebnis} klagen.",
    "monate_ohne_belehrung": "Im Bescheid fehlt etwas über den Wider·spruch. Sie haben {ergebnis} Monate Zeit.",
    "widerspruchsfrist_monate": _widerspruchsfrist,
    "untaetigkeitsklage_antrag_ab": "Wir haben noch nicht entschieden. Ab {ergebnis} können Sie klagen.",
    "untaetigkeitsklage_widerspruch_ab": "Wir haben noch nicht entschieden. Ab {ergebnis} können Sie klagen.",
    "prozess_wiedereinsetzung_bis": "Bis {ergebnis} können Sie den Wider·spruch nachholen.",
    "prozess_wiedereinsetzung_laengstens": "Nach dem {ergebnis} ist es zu spät.",
}
