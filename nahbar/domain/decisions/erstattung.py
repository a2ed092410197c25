"""Months that were paid too much because of a change: looked at, kept, never claimed without a hearing.

§ 48 Abs. 1 S. 2, § 50 Abs. 1 SGB X, § 40 Abs. 1 S. 3 and 4, § 43 SGB II, § 24 SGB X.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from nahbar.benefits.base import MonthResult
from nahbar.benefits.parameters import parameters
from nahbar.domain.applications.aenderung import kinds_of
from nahbar.domain.applications.models import Antrag
from nahbar.domain.decisions.aenderung import Effect, paid_or_begun
from nahbar.domain.decisions.errors import RoleMissing
from nahbar.domain.decisions.models import Erstattungspruefung
from nahbar.domain.decisions.policies import can_decide
from nahbar.law.calendar import erster
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.aufrechnung import Laufend, monatliche_aufrechnung
from nahbar.law.sgb2.erstattung import Anlass, Monat, aufrechnungsgrund, erstattungen, rechtsgrundlage
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit


@dataclass(frozen=True)
class PersonMonth:
    """One person in one month: paid and due in cents, both without Sofortzuschlag (§ 72 Abs. 2 SGB II)."""

    person: str
    name: str
    monat: date
    erbracht: int
    zustehend: int
    geprueft: bool = False

    @property
    def zu_viel(self) -> int:
        """Cents that were paid too much."""
        return max(0, self.erbracht - self.zustehend)


@dataclass(frozen=True)
class Claim:
    """What one person would have to pay back, an own claim, and by how much a month it could be set off."""

    name: str
    cents: int
    aufrechnung: int
    """Cents a month for an adult; 0: not proposed, as for children."""


@dataclass(frozen=True)
class Proposal:
    """What a look at the past says; nothing of it is decided."""

    monate: tuple[PersonMonth, ...]
    summe: int
    claims: tuple[Claim, ...]
    """Empty where the threshold of § 40 Abs. 1 S. 3 SGB II is not reached."""
    rechtsgrundlage: str
    stored: Erstattungspruefung | None
    """The same look, as it was kept."""

    @property
    def below(self) -> bool:
        """True if something was paid too much, but too little to revoke for the past."""
        return bool(self.summe) and not self.claims


def person_months(
    before: Sequence[MonthResult], after: Sequence[MonthResult], names: dict[str, str], until: date, known: set[str]
) -> tuple[PersonMonth, ...]:
    """Every person and month up to `until`; `known` are those that were looked at before (`person:monat`)."""
    rows = []
    for old, new in zip(before, after, strict=False):
        if old.monat > until:
            break
        due = {person.id: person.anspruch for person in new.personen}
        for person in old.personen:
            if person.anspruch or due.get(person.id):
                key = f"{person.id}:{old.monat.isoformat()}"
                rows.append(
                    PersonMonth(
                        person.id, names.get(person.id, person.id), old.monat, person.anspruch,
                        due.get(person.id, 0), key in known,
                    )
                )  # fmt: skip
    return tuple(rows)


def proposal_of(effect: Effect, bezahlt_bis: date | None, *, late: bool) -> Proposal | None:
    """Overpaid months of this change, the ground that the law offers, and each person's claim; None: nothing overpaid.

    `late`: it was told only after money had come for a month that it touches (§ 60 Abs. 1 Nr. 2 SGB I); whether that
    was grossly negligent is for a person to decide. Income needs no blame (§ 48 Abs. 1 S. 2 Nr. 3 SGB X).
    """
    until = paid_or_begun(bezahlt_bis)
    stored = kept_of(effect.antrag)
    known = {
        f"{row['person']}:{row['monat']}"
        for one in Erstattungspruefung.objects.filter(
            akte=effect.antrag.akte, ergebnis=Erstattungspruefung.Ergebnis.UNTERBLEIBT
        ).exclude(antrag=effect.antrag)
        for row in one.monate
    }
    rows = person_months(effect.vorher, effect.nachher, effect.names, until, known)
    if not any(row.zu_viel for row in rows):
        return None
    recht = Rechtsstand(min(erster(clock.today()), _known(effect)), erster(effect.grant.von), parameters())
    found = erstattungen(recht, [Monat(r.person, r.monat, r.erbracht, r.zustehend, geprueft=r.geprueft) for r in rows])
    income = any(kind.income for kind in kinds_of(effect.antrag))
    ground = rechtsgrundlage(recht, Anlass(einkommen_danach=income, mitteilung_unterlassen=late and not income))
    children = {p["id"] for p in effect.grant.fakten.get("personen", ()) if p.get("rolle") == "kind"}
    claims = []
    for person, cents in found.items():
        need = next((p.regelbedarf for p in effect.vorher[0].personen if p.id == person and person not in children), 0)
        rate = 0
        if need:
            rate = monatliche_aufrechnung(
                recht, person, regelbedarf=need, grund=aufrechnungsgrund(ground), offen=cents, laufend=Laufend()
            )
        claims.append(Claim(effect.names.get(person, person), cents, rate))
    summe = sum(row.zu_viel for row in rows if not row.geprueft)
    return Proposal(rows, summe, tuple(claims), str(ground), stored)


def _known(effect: Effect) -> date:
    last = effect.nachher[-1]
    return last.werte_stand or last.monat


def kept_of(antrag: Antrag) -> Erstattungspruefung | None:
    """The look at the past that was kept for this change."""
    found: Erstattungspruefung | None = (
        Erstattungspruefung.objects.filter(antrag=antrag).select_related("geprueft_by").last()
    )
    return found


@transaction.atomic
def keep(*, acting: Actor, antrag: Antrag, proposal: Proposal) -> Erstattungspruefung:
    """Keep the look: under the threshold it is over and never added later (§ 40 Abs. 1 S. 4 SGB II); again: the same.

    Raises RoleMissing.
    """
    if not can_decide(acting) or acting.account_id is None:
        raise RoleMissing()
    if proposal.stored is not None:
        return proposal.stored
    outcome = Erstattungspruefung.Ergebnis.UNTERBLEIBT if proposal.below else Erstattungspruefung.Ergebnis.ANHOERUNG
    row: Erstattungspruefung = Erstattungspruefung.objects.create(
        antrag=antrag,
        akte=antrag.akte,
        monate=[
            {
                "person": m.person, "name": m.name, "monat": m.monat.isoformat(), "erbracht": m.erbracht,
                "zustehend": m.zustehend,
            }
            for m in proposal.monate
            if not m.geprueft
        ],
        summe=proposal.summe,
        rechtsgrundlage=proposal.rechtsgrundlage[:60],
        ergebnis=outcome,
        geprueft_by_id=acting.account_id,
        geprueft_at=clock.now(),
    )  # fmt: skip
    audit.record(
        "repayment_checked", acting=acting, object_type="antrag", object_id=antrag.id,
        details={"ergebnis": str(outcome), "summe": proposal.summe},
    )  # fmt: skip
    return row
