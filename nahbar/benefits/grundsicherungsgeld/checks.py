"""The caseworker's check list: what is settled, what to look at, what stops a grant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from nahbar.benefits import household_checks as shared
from nahbar.benefits.base import Check, Facts, MonthResult
from nahbar.benefits.grundsicherungsgeld.checks_more import more_checks
from nahbar.benefits.grundsicherungsgeld.questions import QUESTIONNAIRE
from nahbar.benefits.grundsicherungsgeld.questions import counted as counted_answers
from nahbar.benefits.household_checks import GREEN, NEAR_PERCENT, RED, YELLOW
from nahbar.benefits.household_facts import APPLICANT, GROUP
from nahbar.benefits.parameters import parameters
from nahbar.law.calendar import letzter, vollendet
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.altersgrenze import erreicht
from nahbar.law.sgb2.sachverhalt import Person, Rolle
from nahbar.law.sgb2.vermoegen import vermoegensfreibetrag
from nahbar.questionnaire.flow import items
from nahbar.questionnaire.model import DONE, UNKNOWN, Answers
from nahbar.questionnaire.summary import amount_text


def checks(answers: Answers, facts: Facts, months: Sequence[MonthResult]) -> tuple[Check, ...]:
    """One line a subject, always in this order; red stops a grant, yellow wants an eye, green is settled.

    `facts` are those of `facts_from_answers` (perhaps corrected by a caseworker), `months` what they compute to.
    """
    counted = counted_answers(answers)
    month = date.fromisoformat(str(facts["bewilligungszeitraum_beginn"]))
    return tuple(
        [
            shared.identity(facts),
            *shared.emergency(counted),
            _residence(counted),
            _ability(counted, facts, month),
            _household(counted, facts, month),
            _income(counted, facts),
            *_prior_claims(counted, facts, month),
            *_dwelling(counted, facts),
            _assets(counted, facts, month),
            *more_checks(counted, month),
            shared.bank(counted),
            shared.still_open(QUESTIONNAIRE, answers),
            *shared.result(months, "SGB II § 19", "SGB II § 9"),
        ]
    )


def _residence(counted: Answers) -> Check:
    norm = "SGB II § 7 Abs. 1"
    if counted.get("aufenthaltstitel") in ("gestattung", "duldung"):
        text = "Gestattung oder Duldung: Leistungen nach dem Asylbewerberleistungsgesetz gehen vor."
        return Check("aufenthalt", RED, text, "SGB II § 7 Abs. 1 Satz 2 Nr. 3")
    if counted.get("staatsangehoerigkeit") in ("eu", "andere"):
        return Check("aufenthalt", YELLOW, "Aufenthaltsrecht und Dauer des Aufenthalts prüfen.", norm)
    if counted.get("wohnsituation") == "einrichtung":
        text = "Lebt in einer Einrichtung: Art und Dauer der Unterbringung prüfen."
        return Check("aufenthalt", YELLOW, text, "SGB II § 7 Abs. 4")
    if counted.get("wohnsituation") == "ohne":
        text = f"Ohne feste Wohnung: der tatsächliche Aufenthalt in {counted.get('aufenthaltsort')} genügt."
        return Check("aufenthalt", GREEN, text, "SGB II § 36 Abs. 1 Satz 4")
    if counted.get("ort"):
        return Check("aufenthalt", GREEN, f"Gewöhnlicher Aufenthalt in {counted['ort']}.", norm)
    return Check("aufenthalt", RED, "Die Anschrift fehlt.", norm)


def _ability(counted: Answers, facts: Facts, month: date) -> Check:
    person = facts["personen"][0]
    norm = "SGB II § 7 Abs. 1"
    if not person.get("geburtsdatum"):
        return Check("erwerbsfaehigkeit", RED, "Das Alter ist nicht bekannt.", norm)
    born = date.fromisoformat(person["geburtsdatum"])
    if vollendet(born, 15) > letzter(month):
        return Check("erwerbsfaehigkeit", RED, "Noch keine 15 Jahre alt.", norm)
    if erreicht(APPLICANT, born, month):
        return Check("erwerbsfaehigkeit", RED, "Die Altersgrenze ist erreicht: SGB XII prüfen.", "SGB II § 7a")
    if "rente" in (counted.get("einkommen_arten") or ()) and counted.get("rente_art") == "alter":
        return Check("erwerbsfaehigkeit", RED, "Rente wegen Alters schließt Leistungen aus.", "SGB II § 7 Abs. 4")
    if "arbeitsfaehig" in counted.get(UNKNOWN, ()):
        return Check(
            "erwerbsfaehigkeit", YELLOW, "Ob drei Stunden Arbeit am Tag möglich sind, ist offen.", "SGB II § 8"
        )
    if person.get("erwerbsfaehig") is False:
        others = [p for p in facts["personen"] if p["rolle"] == "partner" and p.get("erwerbsfaehig") is not False]
        if others:
            text = "Nicht erwerbsfähig nach eigener Angabe, aber in Bedarfsgemeinschaft mit erwerbsfähiger Person."
            return Check("erwerbsfaehigkeit", YELLOW, text, "SGB II § 7 Abs. 2")
        text = "Nicht erwerbsfähig nach eigener Angabe: Erwerbsfähigkeit feststellen lassen."
        return Check("erwerbsfaehigkeit", YELLOW, text, "SGB II § 44a Abs. 1")
    return Check("erwerbsfaehigkeit", GREEN, "Alter und Angaben zur Arbeitskraft passen.", norm)


def _household(counted: Answers, facts: Facts, month: date) -> Check:
    norm = "SGB II § 7 Abs. 3"
    members = items(counted, GROUP)
    born = facts["personen"][0].get("geburtsdatum")
    parent = any(m.get("rolle") == "elternteil" for m in members)
    if parent and born and vollendet(date.fromisoformat(born), 25) > month:
        text = "Unter 25 Jahren und bei den Eltern: Die Bedarfsgemeinschaft mit den Eltern ist zu bilden."
        return Check("haushalt", RED, text, "SGB II § 7 Abs. 3 Nr. 2")
    if counted.get("familienstand") == "verheiratet" and not any(m.get("rolle") == "partner" for m in members):
        return Check(
            "haushalt", YELLOW, "Verheiratet, aber keine Person als Partner genannt.", "SGB II § 7 Abs. 3 Nr. 3"
        )
    if counted.get("allein_erziehend") is not None:
        text = "Mit anderen Erwachsenen im Haushalt: prüfen, wer die Kinder erzieht."
        return Check("haushalt", YELLOW, text, "SGB II § 21 Abs. 3")
    if GROUP not in counted.get(DONE, ()):
        return Check("haushalt", YELLOW, "Die Liste der Personen ist nicht abgeschlossen.", norm)
    number = len(facts["personen"])
    return Check("haushalt", GREEN, f"Haushalt vollständig: {number} {'Person' if number == 1 else 'Personen'}.", norm)


def _income(counted: Answers, facts: Facts) -> Check:
    norm = "SGB II § 11"
    kinds = shared.income_kinds(counted)
    if missing := shared.income_unknown(facts, _INCOME_FACTS, norm):
        return missing
    if "selbst" in kinds:
        text = "Geld aus eigener Firma: vorläufig entscheiden, die Höhe steht erst am Ende fest."
        return Check("einkommen", YELLOW, text, "SGB II § 41a Abs. 1")
    for person in facts["personen"]:
        if Decimal(person.get("netto", "0")) > Decimal(person.get("brutto", "0")):
            return Check("einkommen", YELLOW, f"{person.get('_name')}: Der Netto-Lohn ist höher als brutto.", norm)
    if kinds - {"keine"}:
        return Check("einkommen", GREEN, "Das Einkommen ist mit Beträgen angegeben.", norm)
    return Check("einkommen", GREEN, "Erwachsene ohne eigenes Einkommen.", norm)


_INCOME_FACTS = frozenset(
    ("brutto", "netto", "gewinn", "alg1", "rente", "private_rente", "elterngeld", "sonstiges")
    + ("kindergeld", "unterhalt", "unterhaltsvorschuss", "ausbildungsgeld", "absetzungen")
)


def _prior_claims(counted: Answers, facts: Facts, month: date) -> Iterator[Check]:
    """Children of one parent without maintenance: the Jugendamt comes first."""
    without = []
    for person in facts["personen"]:
        if person["rolle"] != "kind" or not person.get("geburtsdatum"):
            continue
        member = next(m for m in items(counted, GROUP) if m["id"] == person["id"])
        minor = vollendet(date.fromisoformat(person["geburtsdatum"]), 18) > month
        asked = member.get("unterhaltsvorschuss") is not None and member.get("unterhalt") is not None
        if minor and asked and not (person.get("unterhalt") or person.get("unterhaltsvorschuss")):
            without.append(str(person.get("_name", person["id"])))
    if without:
        text = f"Ohne Unterhalt und ohne Unterhaltsvorschuss: {', '.join(without)}. Antrag beim Jugendamt anregen."
        yield Check("vorrang", YELLOW, text, "SGB II § 12a")


def _dwelling(counted: Answers, facts: Facts) -> Iterator[Check]:
    norm = "SGB II § 22 Abs. 1"
    form = counted.get("wohnform")
    if form is None:
        yield Check("wohnung", GREEN, "Keine Kosten für eine Wohnung.", norm)
        return
    wohnung = facts.get("wohnung", {})
    cold, heating = Decimal(wohnung.get("bruttokaltmiete", "0")), Decimal(wohnung.get("heizkosten", "0"))
    if any(p in ("wohnung.bruttokaltmiete", "wohnung.heizkosten") for p in facts.get("_offen", ())):
        yield Check("wohnung", YELLOW, "Ein Teil der Kosten der Wohnung ist nicht bekannt.", norm)
    elif form != "kostenlos" and cold == 0:
        yield Check("wohnung", YELLOW, "Miete ist mit 0 angegeben. Vertrag ansehen.", norm)
    elif heating > cold:
        yield Check("wohnung", YELLOW, "Die Heizung kostet mehr als die Miete. Zahlen vergleichen.", norm)
    else:
        total = amount_text(str(cold + heating))
        yield Check("wohnung", GREEN, f"Kosten der Wohnung {total} im Monat, mit Heizung.", norm)
    if counted.get("frueher_leistung"):
        text = "Bezug in den letzten drei Jahren: Beginn der Karenzzeit prüfen."
        yield Check("karenzzeit", YELLOW, text, "SGB II § 22 Abs. 1 Satz 2 bis 5")


def _assets(counted: Answers, facts: Facts, month: date) -> Check:
    norm = "SGB II § 12"
    if "vermoegen" in counted.get(UNKNOWN, ()):
        return Check("vermoegen", YELLOW, "Die Höhe der Ersparnisse ist nicht bekannt.", norm)
    if counted.get("auto") == "mehr":
        return Check(
            "vermoegen", YELLOW, "Teures Auto oder mehrere Autos: Wert prüfen.", "SGB II § 12 Abs. 1 Satz 2 Nr. 2"
        )
    total = sum((Decimal(p.get("vermoegen", "0")) for p in facts["personen"]), Decimal(0))
    allowance = _allowance(facts, month)
    sums = f"{amount_text(f'{total:.2f}')} bei Freibeträgen von {amount_text(f'{allowance:.2f}')}"
    if total > allowance:
        return Check("vermoegen", RED, f"Ersparnisse über den Freibeträgen: {sums}.", "SGB II § 12 Abs. 2")
    if total * 100 >= allowance * NEAR_PERCENT and total:
        return Check("vermoegen", YELLOW, f"Ersparnisse nahe an den Freibeträgen: {sums}.", "SGB II § 12 Abs. 2")
    return Check("vermoegen", GREEN, f"Ersparnisse unter den Freibeträgen: {sums}.", "SGB II § 12 Abs. 2")


def _allowance(facts: Facts, month: date) -> Decimal:
    """Allowances in euro of all who may belong; the calculation itself leaves out children that cover their need."""
    begin = date.fromisoformat(str(facts["bewilligungszeitraum_beginn"]))
    recht = Rechtsstand(month, begin, parameters())
    counted = [p for p in facts["personen"] if p["rolle"] != "haushaltsmitglied" and p.get("geburtsdatum")]
    cents = 0
    for nr, raw in enumerate(counted):
        person = Person(raw["id"], nr, Rolle[raw["rolle"].upper()], date.fromisoformat(raw["geburtsdatum"]))
        if person.rolle is Rolle.KIND and vollendet(person.geburtsdatum, 25) <= month:
            continue
        cents += _freibetrag(recht, person, nr == 0, begin)
    return Decimal(cents) / 100


def _freibetrag(recht: Rechtsstand, person: Person, first: bool, begin: date) -> int:
    return int(vermoegensfreibetrag(recht, person, first, begin))
