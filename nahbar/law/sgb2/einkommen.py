"""§ 11: the income of each person that counts, and where Kindergeld goes."""

from __future__ import annotations

from nahbar.law.calendar import vollendet
from nahbar.law.explain import silent
from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.absetzbetraege import (
    absetzbetrag_ausbildung,
    absetzbetrag_erwerb,
    bagatelle,
    erwerb_unter_15_frei,
    erwerbsfreibetrag,
    grundabsetzungsbetrag,
    grundrente_freibetrag,
    in_fall_2b,
    kapitalertraege_frei,
    tatsaechliche_absetzungen,
    unterhalt_nach_titel,
    versicherungspauschale,
)
from nahbar.law.sgb2.bedarfsgemeinschaft import AUSZUG, ERWERBSALTER, Haushalt, erwerbsfaehig, volljaehrig_im_monat
from nahbar.law.sgb2.sachverhalt import Person


@norm("SGB II § 11b Abs. 1 S. 1")
def erwerbseinkommen(h: Haushalt, person: Person, netto: int, brutto: int, mit_kind: bool) -> int:
    """Counted earnings: net pay and profit less the deductions and the allowance of § 11b Abs. 3, never below 0.

    Abs. 2, 2b and 3 are for members able to work: others deduct what they prove and the lump sum of the Verordnung.
    """
    recht = h.recht
    pauschale = recht.wert("versicherungspauschale") if volljaehrig_im_monat(recht, person) else 0
    if not erwerbsfaehig(recht, person):
        frei = _frei_vor_15(h, person, netto)
        ausgaben = tatsaechliche_absetzungen(
            recht, person, person.absetzungen_versicherung, person.absetzungen_erwerb, pauschale
        )
        return max(0, netto - frei - ausgaben)
    unter_25 = recht.monat < vollendet(person.geburtsdatum, AUSZUG)
    ausbildung = in_fall_2b(person, unter_25)
    pauschal = absetzbetrag_ausbildung(recht, person, unter_25) if ausbildung else grundabsetzungsbetrag(recht, person)
    tatsaechlich = 0
    if person.absetzungen_versicherung or person.absetzungen_erwerb:
        tatsaechlich = tatsaechliche_absetzungen(
            recht, person, person.absetzungen_versicherung, person.absetzungen_erwerb, pauschale
        )
    absetzung = absetzbetrag_erwerb(recht, person, brutto, pauschal, tatsaechlich)
    return max(0, netto - absetzung - erwerbsfreibetrag(recht, person, brutto, mit_kind, ausbildung))


@norm("SGB II § 11 Abs. 1 S. 1")
def sonstiges_einkommen(h: Haushalt, person: Person, einnahmen: int, aus_erwerb: bool) -> int:
    """Other income: less 30 euro for persons of age, unless the deductions of earnings already contain them.

    Who is not able to work has no flat amount of Abs. 2: what small earnings leave of the deductions comes off here.
    """
    if aus_erwerb:
        if erwerbsfaehig(h.recht, person):
            return einnahmen
        return max(0, einnahmen - _vom_verdienst_uebrig(h, person))
    rest = max(0, einnahmen - person.absetzungen_versicherung)
    if volljaehrig_im_monat(h.recht, person):
        rest -= versicherungspauschale(h.recht, person, rest)
    return rest


@norm("SGB II § 11 Abs. 1")
def einkommen(h: Haushalt, person: Person, kindergeld_uebertrag: int, mit_kind: bool) -> int:
    """All counted income of an adult, with Kindergeld that children do not need."""
    summe_einnahmen = einnahmen(h, person) + kindergeld_uebertrag
    if not zaehlt(h.recht, person, summe_einnahmen):
        return 0
    summe = _erwerb(h, person, mit_kind) + _sonstiges(h, person, summe_einnahmen)
    if person.unterhalt_titel and summe:
        summe -= unterhalt_nach_titel(person, summe, person.unterhalt_titel)
    return summe


@norm("SGB II § 11 Abs. 1 S. 5")
def kindergeld_beim_kind(recht: Rechtsstand, person: Person, kindergeld: int, benoetigt: int) -> int:
    """Kindergeld is income of the child in the Bedarfsgemeinschaft as far as it needs it for its living.

    `benoetigt` is what the child's other income leaves of its need, without the needs of § 28. What is not needed
    stays income of the person who receives the Kindergeld (S. 1); so does all of it for a child that needs none.
    """
    return min(kindergeld, benoetigt)


@norm("SGB II § 11 Abs. 1")
def einkommen_des_kindes(recht: Rechtsstand, person: Person, ohne_kindergeld: int, kindergeld: int) -> int:
    """A child's counted income: its own first, Kindergeld last."""
    return ohne_kindergeld + kindergeld


def kindergeld_von(h: Haushalt, person: Person) -> int:
    """The Kindergeld paid for this person; nothing where a comparison leaves it out (§ 72 Abs. 1 S. 2 Nr. 2)."""
    return 0 if person.nr == h.ohne_kindergeld else person.kindergeld


def kindeseinkommen(h: Haushalt, person: Person, bedarf: int, mit_kind: bool) -> tuple[int, int]:
    """A child's income against its need, and the Kindergeld that it does not need: Kindergeld comes last."""
    recht = h.recht
    kindergeld = kindergeld_von(h, person)
    andere = einnahmen(h, person)
    if andere + kindergeld == 0 or not zaehlt(recht, person, andere + kindergeld):
        return 0, 0
    verdient = person.netto + person.gewinn
    ohne = _erwerb(h, person, mit_kind) + _sonstiges(h, person, andere)
    if person.unterhalt_titel and ohne:
        ohne -= unterhalt_nach_titel(person, ohne, person.unterhalt_titel)
    if kindergeld == 0:
        return einkommen_des_kindes(recht, person, ohne, 0), 0
    abzug = 0
    if verdient == 0:
        # Taken once: what other income left of the contributions and of the lump sum comes off the Kindergeld.
        versichert = max(0, person.absetzungen_versicherung - andere)
        if volljaehrig_im_monat(recht, person):
            rest = max(0, recht.wert("versicherungspauschale") - max(0, andere - person.absetzungen_versicherung))
            abzug = versicherungspauschale(recht, person, min(rest, kindergeld)) if rest else 0
        abzug += min(versichert, kindergeld - abzug)
    fehlt = max(0, bedarf - ohne)
    beim_kind = kindergeld_beim_kind(recht, person, kindergeld, fehlt + abzug if fehlt else 0)
    gezaehlt = max(0, beim_kind - abzug)
    return einkommen_des_kindes(recht, person, ohne, gezaehlt), kindergeld - beim_kind


def _frei_vor_15(h: Haushalt, person: Person, netto: int) -> int:
    if h.recht.monat < vollendet(person.geburtsdatum, ERWERBSALTER):
        return erwerb_unter_15_frei(h.recht, person, netto)
    return 0


def _vom_verdienst_uebrig(h: Haushalt, person: Person) -> int:
    """What the earnings of a person not able to work leave of insurance and lump sum; costs of work end with them."""
    recht, verdient = h.recht, person.netto + person.gewinn
    pauschale = recht.wert("versicherungspauschale") if volljaehrig_im_monat(recht, person) else 0
    with silent():  # said where the earnings are counted
        belastbar = max(0, verdient - _frei_vor_15(h, person, verdient) - person.absetzungen_erwerb)
    return max(0, person.absetzungen_versicherung + pauschale - belastbar)


def _erwerb(h: Haushalt, person: Person, mit_kind: bool) -> int:
    brutto, netto = person.brutto + person.gewinn, person.netto + person.gewinn
    if brutto == 0 and netto == 0:
        return 0
    return erwerbseinkommen(h, person, netto, brutto, mit_kind)


def _sonstiges(h: Haushalt, person: Person, summe_einnahmen: int) -> int:
    verdient = person.netto + person.gewinn
    if summe_einnahmen <= verdient:
        return 0
    return sonstiges_einkommen(h, person, summe_einnahmen - verdient, verdient > 0)


def einnahmen(h: Haushalt, person: Person) -> int:
    """Everything that arrives in the month except Kindergeld, less what is free of a pension and of capital income."""
    rente = person.rente
    if person.grundrentenzeiten_33 and rente:
        brutto = person.rente_brutto if person.rente_brutto else rente
        rente = max(0, rente - grundrente_freibetrag(h.recht, person, brutto))
    andere = person.private_rente + person.alg1 + person.elterngeld + person.sonstiges
    if person.kapitalertraege:
        andere += person.kapitalertraege - kapitalertraege_frei(h.recht, person, person.kapitalertraege)
    return person.netto + person.gewinn + rente + andere + person.unterhalt + person.unterhaltsvorschuss


def zaehlt(recht: Rechtsstand, person: Person, summe_einnahmen: int) -> bool:
    """Whether the month's income lies above the Bagatelle."""
    if summe_einnahmen > recht.wert("bagatelle"):
        return True
    return summe_einnahmen > 0 and bagatelle(recht, person, summe_einnahmen) > 0
