"""§ 6a Abs. 1 Nr. 3, Abs. 1a BKGG: whether Kinderzuschlag keeps a family out of the SGB II."""

from __future__ import annotations

from nahbar.law.bkgg.familie import Familie, Haushaltslage
from nahbar.law.bkgg.kinderzuschlag import kinderzuschlag
from nahbar.law.norm import norm
from nahbar.law.rechtsstand import Rechtsstand


@norm("BKGG § 6a Abs. 1 Nr. 3")
def luecke_mit_kinderzuschlag(bedarf: int, einkommen: int, kinderzuschlag: int, wohngeld: int) -> int:
    """What the Bedarfsgemeinschaft lacks with income, Kinderzuschlag and (expected) Wohngeld; without needs of § 28."""
    return max(0, bedarf - einkommen - kinderzuschlag - wohngeld)


@norm("BKGG § 6a Abs. 1a", einheit="ja/nein")
def erweiterter_zugang(recht: Rechtsstand, luecke: int, absetzbetraege: int, im_bezug: bool) -> bool:
    """At most 100 euro are missing, at least 100 euro stay free of earnings, and nobody gets or claims SGB II, XII."""
    return (
        luecke <= recht.parameter("kiz_luecke")
        and absetzbetraege >= recht.parameter("kiz_absetzung")
        and not im_bezug
    )


@norm("BKGG § 6a Abs. 1 S. 1")
def anspruch_auf_kinderzuschlag(recht: Rechtsstand, familie: Familie, lage: Haushaltslage) -> int:
    """Kinderzuschlag of the month: due if it ends the need of help, or with a small gap (Abs. 1a)."""
    betrag = kinderzuschlag(recht, familie)
    if betrag == 0:
        return 0
    luecke = luecke_mit_kinderzuschlag(lage.bedarf, lage.einkommen, betrag, lage.wohngeld)
    if luecke == 0:
        return betrag
    if erweiterter_zugang(recht, luecke, lage.absetzbetraege, lage.bezieht_oder_beantragt_sgb2_oder_sgb12):
        return betrag
    return 0
