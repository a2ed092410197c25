"""§ 7 Abs. 5, 6: apprentices, pupils and students who get no living costs, and who of them does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nahbar.law.calendar import erster, plus_monate
from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand


class BafoegAntrag(StrEnum):
    """How far an application for BAföG has come (§ 7 Abs. 6 Nr. 2)."""

    KEINER = "kein Antrag"
    OFFEN = "noch nicht entschieden"
    BEWILLIGT = "bewilligt"
    NUR_WEGEN_EINKOMMEN_ABGELEHNT = "nur wegen Einkommen oder Vermögen abgelehnt"
    ABGELEHNT = "abgelehnt"


@dataclass(frozen=True)
class Ausbildungslage:
    """What is stated about a training; the paragraphs are those of the BAföG and the SGB III."""

    id: str
    bafoeg_dem_grunde_nach: bool = False
    sgb3_im_wohnheim: bool = False
    kein_anspruch_nach_paragraf_2_abs_1a: bool = False
    bedarf_der_nummer_2: bool = False
    antrag: BafoegAntrag = BafoegAntrag.KEINER
    abgelehnt_am: date | None = None
    abendschule_ueber_altersgrenze: bool = False


@norm("SGB II § 7 Abs. 5", einheit="ja/nein")
def ausbildung_schliesst_aus(
    recht: Rechtsstand, person: str, bafoeg_dem_grunde_nach: bool, sgb3_im_wohnheim: bool
) -> bool:
    """A training for which BAföG can be given at all; S. 2: one under SGB III with board in a home or with the trainer.

    Other training under the SGB III does not exclude. What § 27 gives stays.
    """
    return bafoeg_dem_grunde_nach or sgb3_im_wohnheim


@norm("SGB II § 7 Abs. 6 Nr. 1", einheit="ja/nein")
def schueler_ohne_bafoeg(recht: Rechtsstand, person: str, kein_anspruch_nach_paragraf_2_abs_1a: bool) -> bool:
    """Pupils who get no BAföG because they could live with their parents are not excluded."""
    return kein_anspruch_nach_paragraf_2_abs_1a


@norm("SGB II § 7 Abs. 6 Nr. 2", einheit="ja/nein")
def bei_den_eltern_mit_bafoeg(
    recht: Rechtsstand, person: str, tag: date, bedarf_der_nummer_2: bool, antrag: str, ausschluss_ab: date | None
) -> bool:
    """Pupils, and students who live with their parents, who get BAföG or not only because of income or assets.

    Also while the application is open; a refusal excludes from the month after it (Buchst. b).
    """
    if not bedarf_der_nummer_2 or antrag == BafoegAntrag.KEINER:
        return False
    if antrag == BafoegAntrag.ABGELEHNT:
        return ausschluss_ab is not None and tag < ausschluss_ab
    return True


@norm("SGB II § 7 Abs. 6 Nr. 3", einheit="ja/nein")
def abendschule_ueber_altersgrenze(recht: Rechtsstand, person: str, abendschule: bool) -> bool:
    """Abendhauptschule, Abendrealschule, Abendgymnasium, without BAföG because of age (§ 10 Abs. 3 BAföG)."""
    return abendschule


def ausgeschlossen_als_auszubildende(recht: Rechtsstand, lage: Ausbildungslage, tag: date) -> bool:
    """Whether the person gets no living costs beyond § 27 on the day."""
    if not ausbildung_schliesst_aus(recht, lage.id, lage.bafoeg_dem_grunde_nach, lage.sgb3_im_wohnheim):
        return False
    if not lage.bafoeg_dem_grunde_nach:
        return True  # Abs. 6 sets aside only S. 1
    ab = plus_monate(erster(lage.abgelehnt_am), 1) if lage.abgelehnt_am else None
    return not (
        schueler_ohne_bafoeg(recht, lage.id, lage.kein_anspruch_nach_paragraf_2_abs_1a)
        or bei_den_eltern_mit_bafoeg(recht, lage.id, tag, lage.bedarf_der_nummer_2, lage.antrag, ab)
        or abendschule_ueber_altersgrenze(recht, lage.id, lage.abendschule_ueber_altersgrenze)
    )
