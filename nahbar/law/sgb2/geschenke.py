"""§ 1 Abs. 1 Nr. 12 of the Verordnung to § 13: gifts of money that do not count."""

from __future__ import annotations

from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.sachverhalt import Person
from nahbar.law.sgb2.verordnung import verordnung


@verordnung("§ 1 Abs. 1 Nr. 12")
def geldgeschenk_frei(recht: Rechtsstand, person: Person, geschenk: int) -> int:
    """What a minor gets for confirmation, communion or Jugendweihe is free up to 3,100 euro (»soweit«)."""
    return min(geschenk, recht.parameter("geldgeschenk_frei"))
