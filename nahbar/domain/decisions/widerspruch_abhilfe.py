"""Helping: the attacked decision is calculated again with the right facts, and a new one takes its place (§ 85 SGG)."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from nahbar.benefits import registry
from nahbar.benefits.base import Benefit
from nahbar.domain.applications import actions as applications
from nahbar.domain.decisions import facts as f
from nahbar.domain.decisions.calculation import try_period
from nahbar.domain.decisions.errors import (
    CostsMissing,
    FactsUnusable,
    FormFirst,
    NoChange,
    NotADraft,
    ReasonNeeded,
    RoleMissing,
    WorseThanBefore,
)
from nahbar.domain.decisions.freeze import frozen_month, frozen_trace
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.decisions.policies import can_decide
from nahbar.domain.decisions.queries import open_decision
from nahbar.domain.decisions.widerspruch import MAX_TEXT, locked
from nahbar.domain.decisions.widerspruch_models import Widerspruch
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.letters import words


@dataclass(frozen=True)
class MonthChange:
    """One month before and after; cents, Ansprüche and Sofortzuschlag of all."""

    monat: date
    vorher: int
    nachher: int

    @property
    def mehr(self) -> int:
        """What comes on top."""
        return self.nachher - self.vorher


def _total(month: Mapping[str, Any]) -> int:
    return int(month["summe"]) + int(month["sofortzuschlag"])


def month_changes(before: Entscheidung, after: Entscheidung) -> tuple[MonthChange, ...]:
    """Month by month, what changes between two decisions."""
    old = {month["monat"]: _total(month) for month in before.monate}
    return tuple(MonthChange(date.fromisoformat(m["monat"]), old.get(m["monat"], 0), _total(m)) for m in after.monate)


def _corrections(base: Mapping[str, Any], facts: dict[str, Any], changes: Sequence[f.FactChange], acting: Actor) -> Any:
    kept = {k["pfad"]: dict(k) for k in base.get(f.KORREKTUREN, ())}
    for change in changes:
        found = f.apply(facts, change)
        if found is not None:
            original = kept[change.pfad]["alt"] if change.pfad in kept else found.alt
            kept[change.pfad] = {
                "pfad": change.pfad, "alt": original, "neu": found.neu, "grund": change.grund.strip()[:400],
                "von": str(acting.account_id), "rolle": acting.role_label, "am": clock.now().isoformat(),
            }  # fmt: skip
    return [k for k in kept.values() if k["alt"] != k["neu"]]


@transaction.atomic
def draft_help(
    *,
    acting: Actor,
    widerspruch: Widerspruch,
    changes: Sequence[f.FactChange],
    begruendung: str,
    voll: bool,
    kosten: str,
    bevollmaechtigt: bool | None,
) -> Entscheidung:
    """Draft the new act: the frozen facts of the attacked one with what was wrong put right, every month anew.

    An earlier draft of the same objection is thrown away. Costs are decided with it (§ 63 SGB X). Raises FormFirst,
    ReasonNeeded, CostsMissing, CorrectionRefused, FactsUnusable, NoChange, WorseThanBefore, NotADraft (another change
    is being worked on), RoleMissing, WiderspruchOver.
    """
    if not can_decide(acting):
        raise RoleMissing()
    row = locked(widerspruch)
    if row.form_fehlt:
        raise FormFirst()
    if len(begruendung.strip()) < 10:
        raise ReasonNeeded()
    if row.ist_widerspruch and not kosten:
        raise CostsMissing()
    attacked = row.abhilfe if row.abhilfe is not None else row.entscheidung
    antrag = applications.lock(attacked.antrag)
    _clear(acting, antrag, attacked)
    benefit: Benefit = registry.get(antrag.leistung)
    facts = copy.deepcopy({key: value for key, value in attacked.fakten.items() if not key.startswith("_fehler")})
    korrekturen = _corrections(attacked.fakten, facts, changes, acting)
    facts[f.KORREKTUREN] = korrekturen
    months, errors = try_period(benefit, facts, attacked.von, attacked.bis)
    if errors:
        raise FactsUnusable(errors)
    fresh = Entscheidung(
        antrag=antrag, akte=attacked.akte, vorgang=attacked.vorgang, art=Entscheidung.Art.BEWILLIGUNG,
        von=attacked.von, bis=attacked.bis, antworten_nr=antrag.antworten_nr, fakten=facts,
        monate=[frozen_month(month) for month in months], trace=[frozen_trace(month) for month in months],
        rechtsstand=months[0].rechtsstand, erster_monat_summe=months[0].summe + months[0].sofortzuschlag,
        created_by_id=acting.account_id, created_at=clock.now(), bearbeitet_by_id=acting.account_id,
        bearbeitet_at=clock.now(), ersetzt=attacked,
    )  # fmt: skip
    changed = month_changes(attacked, fresh)
    if attacked.art == Entscheidung.Art.BEWILLIGUNG:
        if worse := next((one for one in changed if one.mehr < 0), None):
            raise WorseThanBefore(words.month(worse.monat))
        if not any(one.mehr for one in changed):
            raise NoChange()
    row.abhilfe_voll, row.kosten, row.bevollmaechtigt = voll, kosten, bevollmaechtigt
    row.begruendung, row.bearbeitet_by_id = begruendung.strip()[:MAX_TEXT], acting.account_id
    row.save(update_fields=["abhilfe_voll", "kosten", "bevollmaechtigt", "begruendung", "bearbeitet_by"])
    fresh.begruendung = reasoning(row, attacked)
    fresh.save()
    audit.record(
        "help_drafted", acting=acting, object_type="entscheidung", object_id=fresh.id,
        details={"widerspruch": str(row.id)},
    )  # fmt: skip
    return fresh


def _clear(acting: Actor, antrag: Any, attacked: Entscheidung) -> None:
    old = open_decision(antrag)
    if old is None:
        return
    if old.ersetzt_id != attacked.id or old.stand == Entscheidung.Stand.VORGELEGT:
        raise NotADraft(old.get_stand_display())
    old.stand = Entscheidung.Stand.VERWORFEN
    old.save(update_fields=["stand"])
    audit.record("decision_discarded", acting=acting, object_type="entscheidung", object_id=old.id)


KOSTEN = {
    Widerspruch.Kosten.VOLL: "Notwendige Kosten, die Ihnen durch den Widerspruch entstanden sind, erstatten wir auf"
    " Ihren Antrag in voller Höhe (§ 63 SGB X).",
    Widerspruch.Kosten.TEIL: "Notwendige Kosten, die Ihnen durch den Widerspruch entstanden sind, erstatten wir auf"
    " Ihren Antrag zum Teil, soweit der Widerspruch Erfolg hat (§ 63 SGB X).",
    Widerspruch.Kosten.KEINE: "Kosten, die Ihnen durch den Widerspruch entstanden sind, erstatten wir nicht"
    " (§ 63 SGB X).",
}


HELP_IN_FULL = (
    "Er ist Teil des Widerspruchsverfahrens (§ 86 SGG). Mit ihm helfen wir Ihrem Widerspruch ab (§ 85 Abs. 1 SGG)."
)
HELP_IN_PART = (
    "Er ist Teil des Widerspruchsverfahrens (§ 86 SGG). Mit ihm helfen wir Ihrem Widerspruch zum Teil ab. Über den Rest"
    " entscheidet die Widerspruchsstelle. Einen neuen Widerspruch brauchen Sie dafür nicht."
)


def reasoning(row: Widerspruch, attacked: Entscheidung) -> str:
    """What the new Bescheid says about the old one, the objection and the costs (§§ 35, 63 SGB X, § 86 SGG)."""
    when = attacked.brief.aufgegeben_am or attacked.brief.created_at.date() if attacked.brief else attacked.von
    parts = [f"Dieser Bescheid ändert den Bescheid vom {words.day(when)}. Wo er etwas anderes sagt, gilt er."]
    if row.ist_widerspruch:
        parts.append(HELP_IN_FULL if row.abhilfe_voll else HELP_IN_PART)
        parts.append(KOSTEN[Widerspruch.Kosten(row.kosten)])
        if row.bevollmaechtigt is not None:
            need = "war notwendig" if row.bevollmaechtigt else "war nicht notwendig"
            parts.append(f"Einen Anwalt oder eine Anwältin hinzuzuziehen, {need} (§ 63 Abs. 2 SGB X).")
    else:
        parts.append("Sie haben uns um Überprüfung gebeten; die Änderung gilt auch für die Vergangenheit (§ 44 SGB X).")
    parts.append(row.begruendung)
    return " ".join(parts)


@transaction.atomic
def helped(*, acting: Actor, entscheidung: Entscheidung) -> Widerspruch | None:
    """The new act is released: the objection is helped, in full or in part.

    None where the decision belongs to no objection. Partly helped it stays open for the rest (§ 86 SGG).
    """
    row = (
        Widerspruch.objects.select_for_update(of=("self",))
        .filter(entscheidung__in=_line(entscheidung), stand__in=["offen", "teilabhilfe", "vorgelegt"])
        .order_by("erklaert_at")
        .first()
    )
    if row is None:
        return None
    part = not row.abhilfe_voll
    row.abhilfe = entscheidung
    row.stand = Widerspruch.Stand.TEILABHILFE if part else Widerspruch.Stand.ABHILFE
    row.beendet_at = None if part else clock.now()
    row.save(update_fields=["abhilfe", "stand", "beendet_at"])
    audit.record(
        "widerspruch_helped", acting=acting, object_type="widerspruch", object_id=row.id,
        details={"stand": str(row.stand)},
    )  # fmt: skip
    found: Widerspruch = row
    return found


def _line(entscheidung: Entscheidung) -> list[Any]:
    """The decisions that this one changes, one after the other back to the first."""
    line, here = [], entscheidung
    while here.ersetzt is not None:
        here = here.ersetzt
        line.append(here.id)
    return line
