"""§ 42a: each person's share of accommodation and heating."""

from __future__ import annotations

from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.sachverhalt import NICHT_ANGEGEBEN
from nahbar.law.sgb12.haushalt import Haushalt, beantragt, elternteil_von, geteilt, minderjaehrig_im_monat, satz_von
from nahbar.law.sgb12.sachverhalt import Leistung, Person, Wohnform
from nahbar.law.sgb12.wohnkosten import anerkannt, mit_kindern


@norm("SGB XII § 42a Abs. 4 S. 1", name="unterkunft_je_kopf")
def unterkunft_nach_koepfen(recht: Rechtsstand, person: Person, gesamt: int, koepfe: int, platz: int) -> int:
    """The share by the number of people in the dwelling; leftover cents go to the last ones."""
    anteil = gesamt // koepfe
    if platz >= koepfe - gesamt % koepfe:
        anteil += 1
    return anteil


@norm("SGB XII § 42a Abs. 3 S. 2")
def unterkunft_bei_angehoerigen(
    recht: Rechtsstand, person: Person, angemessen: int, eine_person_weniger: int, heizkosten: int
) -> int:
    """Adults with parents, without a contract: the difference of the limits for all heads and for one head less.

    Heating in the same proportion (S. 3). It does not matter what is paid (S. 4).
    """
    differenz = max(0, angemessen - eine_person_weniger)
    if angemessen == 0:
        return 0
    return differenz + geteilt(heizkosten * differenz, angemessen)


@norm("SGB XII § 42a Abs. 5 S. 3")
def unterkunft_besondere_wohnform(recht: Rechtsstand, person: Person, kosten: int, warmmiete: int) -> int:
    """Own room and shared rooms: the average warm rent of a single household, up to 25 percent more (S. 4)."""
    zuschlag = satz_von(warmmiete, recht.parameter("sgb12_besondere_wohnform_zuschlag"))
    return min(kosten, warmmiete + zuschlag)


@norm("SGB XII § 42 Nr. 4 Buchst. b")
def unterkunft_einrichtung(recht: Rechtsstand, person: Person, warmmiete: int) -> int:
    """In an institution the average warm rent of a single household (§ 45a)."""
    return warmmiete


def mit_angehoerigen(h: Haushalt, stelle: int) -> bool:
    """§ 42a Abs. 3 S. 1, 5: lives with a parent or a grown-up child that needs no benefit, without a contract."""
    person = h.personen[stelle]
    if person.leistung != Leistung.KAPITEL_4 or person.mietvertraglich_beteiligt or person.partner >= 0:
        return False
    gefunden = False
    for andere in range(len(h.personen)):
        er = h.personen[andere]
        verwandt = elternteil_von(person, andere)
        verwandt = verwandt or (elternteil_von(er, stelle) and not minderjaehrig_im_monat(er, h.recht.monat))
        if verwandt and er.leistung != Leistung.KEINE:
            return False
        gefunden = gefunden or verwandt
    return gefunden


def kosten_der_unterkunft(h: Haushalt) -> None:
    """Write each person's share of the dwelling."""
    wohnung = h.wohnung
    gesamt = anerkannt(h.recht, wohnung, h.leistungsbeginn, mit_kindern(h))
    koepfe = len(h.personen)
    for stelle in range(koepfe):
        person = h.personen[stelle]
        e = h.ergebnisse[stelle]
        grenze, weniger = wohnung.angemessen_bruttokalt, wohnung.angemessen_eine_person_weniger
        warmmiete = wohnung.warmmiete_einpersonen
        if beantragt(person) and person.wohnform == Wohnform.EINRICHTUNG and warmmiete != NICHT_ANGEGEBEN:
            e.kdu = unterkunft_einrichtung(h.recht, person, warmmiete)
        elif beantragt(person) and person.wohnform == Wohnform.BESONDERE_WOHNFORM and warmmiete != NICHT_ANGEGEBEN:
            kosten = wohnung.bruttokaltmiete + wohnung.heizkosten
            e.kdu = unterkunft_besondere_wohnform(h.recht, person, kosten, warmmiete)
        elif grenze != NICHT_ANGEGEBEN and weniger != NICHT_ANGEGEBEN and mit_angehoerigen(h, stelle):
            e.kdu = unterkunft_bei_angehoerigen(h.recht, person, grenze, weniger, wohnung.heizkosten)
        else:
            e.kdu = unterkunft_nach_koepfen(h.recht, person, gesamt, koepfe, stelle)
