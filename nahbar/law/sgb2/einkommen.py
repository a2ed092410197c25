"""§ 11: the income of each person that counts, and where Kindergeld goes."""

from __future__ import annotations

from dataclasses import dataclass

from nahbar.law.calendar import vollendet
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
    tatsaechliche_absetzungen,
    unterhalt_nach_titel,
    versicherungspauschale,
)
from nahbar.law.sgb2.bedarfsgemeinschaft import AUSZUG, Haushalt
from nahbar.law.sgb2.sachverhalt import Person


@dataclass(frozen=True)
class Kindeseinkommen:
    """A child's income: what counts for it, and the Kindergeld it does not need."""

    eigenes: int
    kindergeld_uebrig: int


@norm("SGB II § 11b Abs. 1 S. 1")
def erwerbseinkommen(h: Haushalt, person: Person, netto: int, brutto: int, mit_kind: bool) -> int:
    """Counted earnings: net pay and profit less the deductions and the allowance of § 11b Abs. 3, never below 0."""
    recht = h.recht
    if not h.erwerbsfaehig(person):
        frei = erwerb_unter_15_frei(recht, person, netto)
        ausgaben = tatsaechliche_absetzungen(person, person.absetzungen_versicherung, person.absetzungen_erwerb, 0)
        return max(0, netto - frei - ausgaben)
    unter_25 = recht.monat < vollendet(person.geburtsdatum, AUSZUG)
    ausbildung = in_fall_2b(person, unter_25)
    pauschal = absetzbetrag_ausbildung(recht, person, unter_25) if ausbildung else grundabsetzungsbetrag(recht, person)
    tatsaechlich = 0
    if person.absetzungen_versicherung or person.absetzungen_erwerb:
        pauschale = recht.parameter("versicherungspauschale") if h.volljaehrig_im_monat(person) else 0
        tatsaechlich = tatsaechliche_absetzungen(
            person, person.absetzungen_versicherung, person.absetzungen_erwerb, pauschale
        )
    absetzung = absetzbetrag_erwerb(recht, person, brutto, pauschal, tatsaechlich)
    return max(0, netto - absetzung - erwerbsfreibetrag(recht, person, brutto, mit_kind, ausbildung))


@norm("SGB II § 11 Abs. 1 S. 1")
def sonstiges_einkommen(h: Haushalt, person: Person, einnahmen: int, aus_erwerb: bool) -> int:
    """Other income: less 30 euro for persons of age, unless the deductions of earnings already contain them."""
    if aus_erwerb:
        return einnahmen
    rest = max(0, einnahmen - person.absetzungen_versicherung)
    if h.volljaehrig_im_monat(person):
        rest -= versicherungspauschale(h.recht, person, rest)
    return rest


@norm("SGB II § 11 Abs. 1")
def einkommen(h: Haushalt, person: Person, kindergeld_uebertrag: int, mit_kind: bool) -> int:
    """All counted income of an adult, with Kindergeld that children do not need."""
    einnahmen = _einnahmen(h, person) + kindergeld_uebertrag
    if not _zaehlt(h, person, einnahmen):
        return 0
    summe = _erwerb(h, person, mit_kind) + _sonstiges(h, person, einnahmen)
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


def kindeseinkommen(h: Haushalt, person: Person, bedarf: int, mit_kind: bool) -> Kindeseinkommen:
    """A child's income against its need; Kindergeld last, its surplus goes on."""
    recht = h.recht
    einnahmen = _einnahmen(h, person)
    if einnahmen + person.kindergeld == 0 or not _zaehlt(h, person, einnahmen + person.kindergeld):
        return Kindeseinkommen(0, 0)
    verdient = _erwerbseinnahmen(person)
    ohne = _erwerb(h, person, mit_kind) + _sonstiges(h, person, einnahmen)
    if person.unterhalt_titel and ohne:
        ohne -= unterhalt_nach_titel(person, ohne, person.unterhalt_titel)
    if person.kindergeld == 0:
        return Kindeseinkommen(einkommen_des_kindes(recht, person, ohne, 0), 0)
    pauschale = 0
    if h.volljaehrig_im_monat(person) and verdient == 0:
        # The lump sum is taken once: what other income left of it comes off the Kindergeld.
        rest = max(0, recht.parameter("versicherungspauschale") - max(0, einnahmen - person.absetzungen_versicherung))
        pauschale = versicherungspauschale(recht, person, min(rest, person.kindergeld)) if rest else 0
    fehlt = max(0, bedarf - ohne)
    beim_kind = kindergeld_beim_kind(recht, person, person.kindergeld, fehlt + pauschale if fehlt else 0)
    gezaehlt = max(0, beim_kind - pauschale)
    return Kindeseinkommen(einkommen_des_kindes(recht, person, ohne, gezaehlt), person.kindergeld - beim_kind)


def _erwerbseinnahmen(person: Person) -> int:
    return person.netto + person.gewinn


def _erwerb(h: Haushalt, person: Person, mit_kind: bool) -> int:
    if person.erwerbsbrutto == 0 and _erwerbseinnahmen(person) == 0:
        return 0
    return erwerbseinkommen(h, person, _erwerbseinnahmen(person), person.erwerbsbrutto, mit_kind)


def _sonstiges(h: Haushalt, person: Person, einnahmen: int) -> int:
    verdient = _erwerbseinnahmen(person)
    return sonstiges_einkommen(h, person, einnahmen - verdient, verdient > 0) if einnahmen > verdient else 0


def _einnahmen(h: Haushalt, person: Person) -> int:
    rente = person.rente
    if person.grundrentenzeiten_33 and rente:
        rente = max(0, rente - grundrente_freibetrag(h.recht, person, person.rente_brutto or rente))
    andere = person.private_rente + person.alg1 + person.elterngeld + person.sonstiges
    return _erwerbseinnahmen(person) + rente + andere + person.unterhalt + person.unterhaltsvorschuss


def _zaehlt(h: Haushalt, person: Person, einnahmen: int) -> bool:
    grenze = h.recht.parameters.at("bagatelle", h.recht.werte_monat).value
    return einnahmen > grenze or (einnahmen > 0 and bagatelle(h.recht, person, einnahmen) > 0)
