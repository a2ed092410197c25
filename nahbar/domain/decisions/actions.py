"""Drafting, correcting, presenting, returning and releasing decisions. Letters, money and tasks: procedures."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from nahbar.benefits import registry
from nahbar.benefits.base import Benefit, FactsRefused, MonthResult
from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.models import Antrag
from nahbar.domain.decisions import facts as f
from nahbar.domain.decisions.aenderung import frame
from nahbar.domain.decisions.calculation import period, try_period, values_outdated
from nahbar.domain.decisions.checks import stops
from nahbar.domain.decisions.errors import (
    AlreadyDecided,
    ChangedSinceSeen,
    EditConflict,
    FactsUnusable,
    NotADraft,
    NotByMonth,
    NothingToGrant,
    NotPresented,
    NotSubmitted,
    ReasonMissing,
    RoleMissing,
    StaleFacts,
    StaleValues,
    StopsOpen,
    UnknownReason,
)
from nahbar.domain.decisions.freeze import frozen_month, frozen_trace
from nahbar.domain.decisions.lines import write_lines
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.decisions.policies import can_decide, can_propose, may_recompute, release_obstacle
from nahbar.domain.decisions.queries import conflict_fields, open_decision
from nahbar.domain.mailroom.models import Brief
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit

DRAFTS = (Entscheidung.Stand.ENTWURF, Entscheidung.Stand.ZURUECKGEGEBEN)


def _locked_antrag(antrag: Antrag) -> Antrag:
    """Always the first lock: whoever decides and whoever changes answers wait for each other here."""
    row = applications.lock(antrag)
    if row.stand == Antrag.Stand.ENTSCHIEDEN:
        raise AlreadyDecided()
    if row.stand not in (Antrag.Stand.EINGEGANGEN, Antrag.Stand.VORGELEGT):
        raise NotSubmitted()
    return row


def _locked(entscheidung: Entscheidung) -> Entscheidung:
    changes = entscheidung.ersetzt_id is not None  # the application was decided long ago
    antrag = applications.lock(entscheidung.antrag) if changes else _locked_antrag(entscheidung.antrag)
    row: Entscheidung = Entscheidung.objects.select_for_update(of=("self",)).get(id=entscheidung.id)
    row.antrag = antrag
    return row


def _move(acting: Actor, row: Entscheidung, stand: str) -> None:
    """The application goes along with its first decision; a later change leaves it decided."""
    if row.ersetzt_id is None:
        applications.set_stand(acting=acting, antrag=row.antrag, stand=stand)


def _decider(acting: Actor) -> UUID:
    if not can_decide(acting) or acting.account_id is None:
        raise RoleMissing()
    return acting.account_id


def _freeze(row: Entscheidung, months: Sequence[MonthResult], errors: list[dict[str, str]]) -> None:
    row.monate = [frozen_month(month) for month in months]
    row.trace = [frozen_trace(month) for month in months]
    row.rechtsstand = months[0].rechtsstand if months else None
    row.erster_monat_summe = months[0].summe + months[0].sofortzuschlag if months else 0
    row.fakten.pop(f.FEHLER, None)
    if errors:
        row.fakten[f.FEHLER] = errors


def _touch(row: Entscheidung, acting: Actor) -> None:
    row.bearbeitet_by_id = acting.account_id
    row.bearbeitet_at = clock.now()


def _note(
    row: Entscheidung,
    acting: Actor,
    found: Sequence[f.Difference],
    grund: str,
    version: int,
    fallen: AbstractSet[str] = frozenset(),
) -> list[dict[str, Any]]:
    entry = {"version": version, "grund": grund, "von": str(acting.account_id), "am": clock.now().isoformat()}
    return [
        *row.fakten.get(f.VERLAUF, ()),
        *({**entry, "pfad": d.pfad, "alt": d.alt, "neu": d.neu, "entfallen": d.pfad in fallen} for d in found),
    ]


@transaction.atomic
def propose(*, acting: Actor, antrag: Antrag, bezahlt_bis: date | None = None) -> Entscheidung:
    """The draft on the answers as they are now: calculated month by month, with trace, law and answers frozen.

    An existing draft is recomputed; corrections stay as long as the answer below them is the same. Facts that cannot be
    calculated give a draft without months and a red line for each. The programme may propose too; what a person has
    worked on it gives back unchanged. A change of circumstances is drafted for the months after `bezahlt_bis`, the last
    one whose money is on the way (§ 48 SGB X). Raises NotSubmitted, AlreadyDecided, NotADraft (presented),
    FactsUnusable, NoGrantToChange, NothingLeftToChange, RoleMissing.
    """
    if not can_propose(acting):
        raise RoleMissing()
    antrag = _locked_antrag(antrag)
    benefit = registry.get(antrag.leistung)
    if benefit.short is not None:
        raise NotByMonth()
    row = open_decision(antrag)
    if row is not None and not may_recompute(acting, row):
        return row
    if row is not None and row.stand not in DRAFTS:
        raise NotADraft(row.get_stand_display())
    if row is not None and row.art != Entscheidung.Art.BEWILLIGUNG:
        _discard(acting, row)
        row = None
    set_in = frame(benefit, antrag, bezahlt_bis)
    von, bis, base = set_in.von, set_in.bis, set_in.facts
    fresh = row is None
    if row is None:
        row = Entscheidung(
            antrag=antrag, akte=antrag.akte, vorgang=antrag.vorgang, art=Entscheidung.Art.BEWILLIGUNG, fakten={},
            created_by_id=acting.account_id, created_at=clock.now(),
        )  # fmt: skip
    row.aendert = set_in.aendert
    whole, kept = f.corrected(base, set_in.korrekturen if fresh else row.fakten.get(f.KORREKTUREN, ()))
    months, errors = try_period(benefit, whole, von, bis)
    before = (row.fakten, row.monate, row.antworten_nr, row.von, row.bis)
    version = 1 if fresh else row.version + 1
    found = [] if fresh else f.differences(row.fakten, whole)
    fallen = {k["pfad"] for k in row.fakten.get(f.KORREKTUREN, ())} - {k["pfad"] for k in kept}
    verlauf = _note(row, acting, found, "Angaben im Antrag geändert", version, fallen)
    row.fakten = {**whole, f.KORREKTUREN: kept, f.VERLAUF: verlauf}
    row.von, row.bis, row.antworten_nr = von, bis, antrag.antworten_nr
    _freeze(row, months, errors)
    if (row.fakten, row.monate, row.antworten_nr, row.von, row.bis) != before:
        row.version = version
        _touch(row, acting)
        row.save()
        audit.record(
            "decision_proposed",
            acting=acting,
            object_type="entscheidung",
            object_id=row.id,
            details={"version": version},
        )
    return row


@transaction.atomic
def discard(*, acting: Actor, entscheidung: Entscheidung) -> None:
    """Throw a draft away; raises NotADraft for one that waits for release, RoleMissing."""
    _decider(acting)
    if entscheidung.stand not in DRAFTS:
        raise NotADraft(entscheidung.get_stand_display())
    _discard(acting, entscheidung)


def _discard(acting: Actor, row: Entscheidung) -> None:
    row.stand = Entscheidung.Stand.VERWORFEN
    row.save(update_fields=["stand"])
    audit.record("decision_discarded", acting=acting, object_type="entscheidung", object_id=row.id)


@transaction.atomic
def change_facts(
    *, acting: Actor, entscheidung: Entscheidung, version: int, changes: Sequence[f.FactChange]
) -> Entscheidung:
    """Correct facts of a draft, each with a reason, and calculate again at once.

    `version` is the one that was on the screen. Raises EditConflict (nothing is overwritten), NotADraft,
    CorrectionRefused, FactsUnusable (the corrected case makes no sense; nothing is saved).
    """
    _decider(acting)
    row = _locked(entscheidung)
    if row.stand not in DRAFTS or row.art != Entscheidung.Art.BEWILLIGUNG:
        raise NotADraft(row.get_stand_display())
    if row.version != version:
        raise EditConflict(conflict_fields(row, version, changes), row.version)
    facts = copy.deepcopy({key: value for key, value in row.fakten.items() if key != f.FEHLER})
    korrekturen = {k["pfad"]: dict(k) for k in facts.get(f.KORREKTUREN, ())}
    done = []
    for change in changes:
        found = f.apply(facts, change)
        if found is None:
            continue
        original = korrekturen[change.pfad]["alt"] if change.pfad in korrekturen else found.alt
        korrekturen.pop(change.pfad, None)
        if original != found.neu:
            korrekturen[change.pfad] = {
                "pfad": change.pfad, "alt": original, "neu": found.neu, "grund": change.grund.strip()[:400],
                "von": str(acting.account_id), "rolle": acting.role_label, "am": clock.now().isoformat(),
            }  # fmt: skip
        done.append((found, change.grund.strip()))
    if not done:
        return row
    benefit: Benefit = registry.get(row.antrag.leistung)
    months, errors = try_period(benefit, facts, row.von, row.bis)
    if errors:
        raise FactsUnusable(errors)
    row.fakten = facts
    row.version += 1
    for found, grund in done:
        row.fakten[f.VERLAUF] = _note(row, acting, [found], grund, row.version)
    row.fakten[f.KORREKTUREN] = list(korrekturen.values())
    _freeze(row, months, [])
    _touch(row, acting)
    row.save()
    audit.record(
        "decision_corrected",
        acting=acting,
        object_type="entscheidung",
        object_id=row.id,
        details={"felder": ", ".join(sorted({c.pfad.rsplit(".", 1)[-1] for c in changes})), "version": row.version},
    )
    return row


@transaction.atomic
def present(*, acting: Actor, entscheidung: Entscheidung, version: int) -> Entscheidung:
    """Put a finished draft before a second person.

    Raises EditConflict, NotADraft, StaleFacts, StaleValues, StopsOpen, NothingToGrant, RoleMissing.
    """
    _decider(acting)
    row = _locked(entscheidung)
    if row.stand not in DRAFTS:
        raise NotADraft(row.get_stand_display())
    if row.version != version:
        raise EditConflict(conflict_fields(row, version, ()), row.version)
    _ensure_ready(row)
    row.stand = Entscheidung.Stand.VORGELEGT
    row.vorgelegt_by_id, row.vorgelegt_at = acting.account_id, clock.now()
    row.rueckgabe_grund = ""
    row.save()
    _move(acting, row, Antrag.Stand.VORGELEGT)
    audit.record("decision_presented", acting=acting, object_type="entscheidung", object_id=row.id)
    return row


def _ensure_ready(row: Entscheidung) -> None:
    if row.antworten_nr != row.antrag.antworten_nr:
        raise StaleFacts()
    if row.art != Entscheidung.Art.BEWILLIGUNG:
        return
    if values_outdated(registry.get(row.antrag.leistung), row.monate):
        raise StaleValues()
    if red := stops(row):
        raise StopsOpen(red)
    if row.aendert_id is None and not any(month["summe"] + month["sofortzuschlag"] for month in row.monate):
        raise NothingToGrant()


@transaction.atomic
def give_back(*, acting: Actor, entscheidung: Entscheidung, grund: str) -> Entscheidung:
    """Return a presented decision to its caseworker with a reason; raises NotPresented, ReasonMissing, RoleMissing."""
    _decider(acting)
    row = _locked(entscheidung)
    if row.stand != Entscheidung.Stand.VORGELEGT:
        raise NotPresented(row.get_stand_display())
    if not grund.strip():
        raise ReasonMissing("die Rückgabe")
    row.stand = Entscheidung.Stand.ZURUECKGEGEBEN
    row.rueckgabe_grund = grund.strip()[:400]
    row.save(update_fields=["stand", "rueckgabe_grund"])
    _move(acting, row, Antrag.Stand.EINGEGANGEN)
    audit.record("decision_returned", acting=acting, object_type="entscheidung", object_id=row.id)
    return row


@transaction.atomic
def propose_refusal(*, acting: Actor, antrag: Antrag, gruende: Sequence[str], begruendung: str) -> Entscheidung:
    """A refusal with reasons of the benefit's list and the reasoning of this case, presented at once.

    An open draft of a grant is discarded. Raises UnknownReason, ReasonMissing, NotADraft, RoleMissing.
    """
    account = _decider(acting)
    antrag = _locked_antrag(antrag)
    benefit = registry.get(antrag.leistung)
    chosen = [reason for reason in benefit.refusal_reasons if reason.key in set(gruende)]
    if not chosen or len(chosen) != len(set(gruende)):
        raise UnknownReason()
    if not begruendung.strip():
        raise ReasonMissing("die Ablehnung")
    old = open_decision(antrag)
    if old is not None:
        if old.stand not in DRAFTS:
            raise NotADraft(old.get_stand_display())
        _discard(acting, old)
    von, bis = period(benefit, antrag.antworten, antrag.wirkt_ab)
    try:
        facts = benefit.facts_from_answers(antrag.antworten, benefit.effect_from(von))
    except FactsRefused as refused:
        facts = {f.FEHLER: refused.errors}
    months, errors = try_period(benefit, facts, von, bis)
    now = clock.now()
    row = Entscheidung(
        antrag=antrag, akte=antrag.akte, vorgang=antrag.vorgang, art=Entscheidung.Art.ABLEHNUNG,
        stand=Entscheidung.Stand.VORGELEGT, von=von, bis=bis, antworten_nr=antrag.antworten_nr, fakten=facts,
        ablehnungsgruende=[{"key": r.key, "title": r.title, "text": r.text, "norm": r.norm} for r in chosen],
        begruendung=begruendung.strip(), created_by_id=account, created_at=now,
        vorgelegt_by_id=account, vorgelegt_at=now,
    )  # fmt: skip
    _freeze(row, months, errors)
    _touch(row, acting)
    row.save()
    applications.set_stand(acting=acting, antrag=antrag, stand=Antrag.Stand.VORGELEGT)
    audit.record(
        "refusal_presented",
        acting=acting,
        object_type="entscheidung",
        object_id=row.id,
        details={"gruende": ", ".join(reason.key for reason in chosen)},
    )
    return row


@transaction.atomic
def release(*, acting: Actor, entscheidung: Entscheidung, version: int | None = None) -> Entscheidung:
    """Second person: the decision becomes final, and each member's claim is written down month by month.

    `version` is the one that this person looked at. Raises OwnWork, NotPresented, RoleMissing, ChangedSinceSeen,
    StaleFacts, StaleValues, StopsOpen, NothingToGrant, AmountsDisagree.
    """
    row = _locked(entscheidung)
    if obstacle := release_obstacle(acting, row):
        raise obstacle
    if version is not None and version != row.version:
        raise ChangedSinceSeen()
    _ensure_ready(row)
    row.stand = Entscheidung.Stand.FREIGEGEBEN
    row.freigegeben_by_id, row.freigegeben_at = acting.account_id, clock.now()
    row.save(update_fields=["stand", "freigegeben_by", "freigegeben_at"])
    if row.art == Entscheidung.Art.BEWILLIGUNG:
        write_lines(row)
    _move(acting, row, Antrag.Stand.ENTSCHIEDEN)
    audit.record(
        "decision_released", acting=acting, object_type="entscheidung", object_id=row.id, details={"art": row.art}
    )
    return row


def attach_brief(*, acting: Actor, entscheidung: Entscheidung, brief: Brief) -> Entscheidung:
    """The letter by which the decision is made known."""
    entscheidung.brief = brief
    entscheidung.save(update_fields=["brief"])
    audit.record("decision_brief", acting=acting, object_type="entscheidung", object_id=entscheidung.id)
    return entscheidung
