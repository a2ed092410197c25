"""The caseworker's check list in the SGB XII: what is settled, what to look at, what stops a grant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from nahbar.benefits import household_checks as shared
from nahbar.benefits.base import Check, Facts, MonthResult
from nahbar.benefits.household_checks import GREEN, NEAR_PERCENT, RED, YELLOW
from nahbar.benefits.household_facts import GROUP
from nahbar.benefits.parameters import parameters
from nahbar.law.calendar import vollendet
from nahbar.questionnaire.flow import effective, items
from nahbar.questionnaire.model import DONE, UNKNOWN, Answers, Questionnaire
from nahbar.questionnaire.summary import amount_text

_INCOME_FACTS = frozenset(
    ("brutto", "netto", "gewinn", "alg1", "rente", "private_rente", "werkstatt_entgelt", "elterngeld")
    + ("kapitalertraege", "sonstiges", "kindergeld", "unterhalt", "unterhaltsvorschuss")
)


def common_checks(
    questionnaire: Questionnaire, answers: Answers, facts: Facts, months: Sequence[MonthResult], reason: Check
) -> tuple[Check, ...]:
    """One line a subject, always in this order; `reason` says whether the person is entitled at all."""
    counted = effective(questionnaire, answers)
    return tuple(
        [
            shared.identity(facts),
            *shared.emergency(counted),
            _residence(counted),
            reason,
            _household(counted, facts),
            _income(counted, facts),
            *_prior_claims(counted),
            *_health(counted),
            *_dwelling(counted, facts),
            _assets(counted, facts),
            _relatives(counted),
            shared.bank(counted),
            shared.still_open(questionnaire, answers),
            *shared.result(months, "SGB XII § 19", "SGB XII § 19"),
        ]
    )


def _residence(counted: Answers) -> Check:
    if counted.get("aufenthaltstitel") in ("gestattung", "duldung"):
        text = "Gestattung oder Duldung: Leistungen nach dem Asylbewerberleistungsgesetz gehen vor."
        return Check("aufenthalt", RED, text, "SGB XII § 23 Abs. 2")
    if counted.get("staatsangehoerigkeit") in ("eu", "andere"):
        text = "Aufenthaltsrecht und Dauer des Aufenthalts prüfen."
        return Check("aufenthalt", YELLOW, text, "SGB XII § 23 Abs. 3")
    if counted.get("wohnsituation") == "einrichtung":
        text = "Lebt in einer Einrichtung: Zuständigkeit und notwendigen Lebensunterhalt in der Einrichtung prüfen."
        return Check("aufenthalt", YELLOW, text, "SGB XII § 27b, § 98 Abs. 2")
    if counted.get("wohnsituation") == "ohne":
        text = f"Ohne feste Wohnung: der tatsächliche Aufenthalt in {counted.get('aufenthaltsort')} genügt."
        return Check("aufenthalt", GREEN, text, "SGB XII § 98 Abs. 1")
    if counted.get("ort"):
        return Check("aufenthalt", GREEN, f"Gewöhnlicher Aufenthalt in {counted['ort']}.", "SGB XII § 98 Abs. 1")
    return Check("aufenthalt", RED, "Die Anschrift fehlt.", "SGB XII § 98")


def _household(counted: Answers, facts: Facts) -> Check:
    members = items(counted, GROUP)
    partner = any(m.get("rolle") == "partner" for m in members)
    if counted.get("familienstand") == "verheiratet" and not partner:
        text = "Verheiratet, aber keine Person als Partner genannt."
        return Check("haushalt", YELLOW, text, "SGB XII § 27 Abs. 2")
    if any(m.get("rolle") == "partner" and m.get("arbeitsfaehig") for m in members):
        text = "Der Partner kann arbeiten: Für ihn ist das Jobcenter zuständig. Beide Anträge zusammen ansehen."
        return Check("haushalt", YELLOW, text, "SGB II § 7 Abs. 3; SGB XII § 43 Abs. 1")
    if counted.get("allein_erziehend") is not None:
        text = "Mit anderen Erwachsenen im Haushalt: prüfen, wer die Kinder erzieht."
        return Check("haushalt", YELLOW, text, "SGB XII § 30 Abs. 3")
    if GROUP not in counted.get(DONE, ()):
        return Check("haushalt", YELLOW, "Die Liste der Personen ist nicht abgeschlossen.", "SGB XII § 27 Abs. 2")
    number = len(facts["personen"])
    text = f"Haushalt vollständig: {number} {'Person' if number == 1 else 'Personen'}."
    return Check("haushalt", GREEN, text, "SGB XII § 27 Abs. 2")


def _income(counted: Answers, facts: Facts) -> Check:
    norm = "SGB XII § 82"
    kinds = shared.income_kinds(counted)
    if missing := shared.income_unknown(facts, _INCOME_FACTS, norm):
        return missing
    if "selbst" in kinds:
        text = "Geld aus eigener Firma: im 4. Kapitel vorläufig entscheiden, im 3. Kapitel den Gewinn schätzen."
        return Check("einkommen", YELLOW, text, "SGB XII § 44a Abs. 1, § 82")
    if any(p.endswith(".grundrentenzeiten_33") for p in facts.get("_offen", ())):
        text = "Grundrentenzeiten unbekannt: Rentenbescheid ansehen, ein Freibetrag kann fehlen."
        return Check("einkommen", YELLOW, text, "SGB XII § 82a")
    if kinds - {"keine"}:
        return Check("einkommen", GREEN, "Das Einkommen ist mit Beträgen angegeben.", norm)
    return Check("einkommen", GREEN, "Kein eigenes Einkommen.", norm)


def _prior_claims(counted: Answers) -> Iterator[Check]:
    if counted.get("rente_antrag") == "laeuft":
        text = "Rente beantragt: Erstattungsanspruch bei der Rentenversicherung anmelden."
        yield Check("vorrang", YELLOW, text, "SGB X § 104")
    claims = {"wohnrecht": "Wohnrecht oder Altenteil", "unterhalt": "Unterhalt", "schaden": "Schadensersatz"}
    stated = [claims[c] for c in counted.get("ansprueche") or () if c in claims]
    if stated:
        yield Check("ansprueche", YELLOW, f"Ansprüche gegen andere: {', '.join(stated)}.", "SGB XII § 2 Abs. 1, § 93")


def _health(counted: Answers) -> Iterator[Check]:
    if counted.get("kv_art") == "keine":
        text = "Nicht krankenversichert: Versicherungspflicht und Hilfen zur Gesundheit prüfen."
        yield Check("krankenversicherung", YELLOW, text, "SGB XII § 48, § 264 SGB V")
    elif counted.get("kv_selbst"):
        text = "Zahlt den Beitrag selbst: Angemessenheit prüfen, und ob das Einkommen dafür reicht."
        yield Check("krankenversicherung", YELLOW, text, "SGB XII § 32")
    if counted.get("ausweis_merkzeichen") == "beantragt":
        text = "Ausweis beantragt: Der Mehrbedarf gilt ab der Feststellung, nicht rückwirkend vor dem Bescheid."
        yield Check("merkzeichen", YELLOW, text, "SGB XII § 30 Abs. 1")
    if "mittagessen" in (counted.get("mehrbedarf") or ()):
        text = "Mittagessen in der Werkstatt: Mehrbedarf nach Arbeitstagen berechnen."
        yield Check("mittagessen", YELLOW, text, "SGB XII § 42b Abs. 2")


def _dwelling(counted: Answers, facts: Facts) -> Iterator[Check]:
    norm = "SGB XII § 35 Abs. 1"
    form = counted.get("wohnform")
    if form is None:
        yield Check("wohnung", GREEN, "Keine Kosten für eine Wohnung.", norm)
        return
    wohnung = facts.get("wohnung", {})
    cold, heating = Decimal(wohnung.get("bruttokaltmiete", "0")), Decimal(wohnung.get("heizkosten", "0"))
    if any(p in ("wohnung.bruttokaltmiete", "wohnung.heizkosten") for p in facts.get("_offen", ())):
        yield Check("wohnung", YELLOW, "Ein Teil der Kosten der Wohnung ist nicht bekannt.", norm)
    elif form != "kostenlos" and cold == 0 and "anerkannt" not in wohnung:
        yield Check("wohnung", YELLOW, "Miete ist mit 0 angegeben. Vertrag ansehen.", norm)
    else:
        total = amount_text(str(cold + heating))
        yield Check("wohnung", GREEN, f"Kosten der Wohnung {total} im Monat, mit Heizung.", norm)
    if counted.get("mietvertrag_mit") == "andere" or "mietvertrag_mit" in counted.get(UNKNOWN, ()):
        text = "Mietvertrag von anderen im Haushalt: Anteil nach der Differenz zur Wohnung mit einer Person weniger."
        yield Check("mietvertrag", YELLOW, text, "SGB XII § 42a Abs. 3")
    if counted.get("frueher_leistung"):
        text = "Bezug in den letzten drei Jahren: Beginn der Karenzzeit prüfen."
        yield Check("karenzzeit", YELLOW, text, "SGB XII § 35 Abs. 1 Satz 2 bis 6")


def _assets(counted: Answers, facts: Facts) -> Check:
    norm = "SGB XII § 90"
    if "vermoegen" in counted.get(UNKNOWN, ()):
        return Check("vermoegen", YELLOW, "Die Höhe der Ersparnisse ist nicht bekannt.", norm)
    if counted.get("auto") == "mehr":
        text = "Teures Auto oder mehrere Autos: Wert prüfen."
        return Check("vermoegen", YELLOW, text, "SGB XII § 90 Abs. 2 Nr. 10")
    if counted.get("verschenkt"):
        text = "Etwas Wertvolles verschenkt: Rückforderung und Ausschluss prüfen."
        return Check("vermoegen", YELLOW, text, "SGB XII § 41 Abs. 4, § 93; BGB § 528")
    total = sum((Decimal(p.get("vermoegen", "0")) for p in facts["personen"]), Decimal(0))
    allowance = _allowance(facts)
    sums = f"{amount_text(f'{total:.2f}')} bei einem Freibetrag von {amount_text(f'{allowance:.2f}')}"
    if total > allowance:
        text = f"Ersparnisse über dem Freibetrag: {sums}. Was darüber liegt, ist zuerst zu verbrauchen."
        return Check("vermoegen", YELLOW, text, "SGB XII § 90 Abs. 1")
    if total * 100 >= allowance * NEAR_PERCENT and total:
        return Check("vermoegen", YELLOW, f"Ersparnisse nahe am Freibetrag: {sums}.", "SGB XII § 90 Abs. 2 Nr. 9")
    return Check("vermoegen", GREEN, f"Ersparnisse unter dem Freibetrag: {sums}.", "SGB XII § 90 Abs. 2 Nr. 9")


def _allowance(facts: Facts) -> Decimal:
    """10,000 euro for applicant and partner each and for other adults who apply with them, 500 for each child."""
    month = date.fromisoformat(str(facts["bewilligungszeitraum_beginn"]))
    known = parameters()
    adult, kept = (known.at(f"sgb12_vermoegen_{name}", month).value for name in ("volljaehrig", "unterhalten"))
    cents = 0
    for person in facts["personen"]:
        if person["rolle"] in ("antragsteller", "partner"):
            cents += int(adult)
        elif person["rolle"] == "kind" and person.get("geburtsdatum"):
            minor = vollendet(date.fromisoformat(person["geburtsdatum"]), 18) > month
            cents += int(kept) if minor else 0
    return Decimal(cents) / 100


def _relatives(counted: Answers) -> Check:
    text = "Kinder und Eltern: Einkommen bis 100.000 Euro im Jahr wird vermutet. Ohne Anhaltspunkte keine Nachfrage."
    return Check("unterhalt", GREEN, text, "SGB XII § 94 Abs. 1a")
