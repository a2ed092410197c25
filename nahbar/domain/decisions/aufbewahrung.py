"""Writing what is kept how long, what stops it, and the steps to deletion: each act of two persons."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.casefile.models import Akte
from nahbar.domain.decisions import aufbewahrung_queries as queries
from nahbar.domain.decisions.aufbewahrung_errors import (
    ArchiveFirst,
    Held,
    RuleIncomplete,
    SamePerson,
    VorschlagUnknown,
    WrongStep,
)
from nahbar.domain.decisions.aufbewahrung_models import Aufbewahrungsregel, Aufbewahrungssperre, Loeschvorschlag
from nahbar.domain.decisions.aufbewahrung_plan import FILE, KLASSEN
from nahbar.domain.decisions.aufbewahrung_queries import Due
from nahbar.domain.decisions.errors import ReasonNeeded, RoleMissing
from nahbar.domain.decisions.policies import can_decide
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit

ASKED = (Loeschvorschlag.Archiv.NICHT_NOETIG, Loeschvorschlag.Archiv.WERTLOS, Loeschvorschlag.Archiv.UEBERNOMMEN)


def _staff(acting: Actor) -> None:
    if not can_decide(acting):
        raise RoleMissing


@transaction.atomic
def propose_rule(*, acting: Actor, klasse: str, jahre: int, quelle: str) -> Aufbewahrungsregel:
    """Another period for a class; holds once somebody else confirms. Raises RoleMissing, RuleIncomplete."""
    _staff(acting)
    if klasse not in KLASSEN or not 0 <= jahre <= 99 or len(quelle.strip()) < 5:
        raise RuleIncomplete
    row: Aufbewahrungsregel = Aufbewahrungsregel.objects.create(
        klasse=klasse, jahre=jahre, quelle=quelle.strip()[:300], vorgeschlagen_by_id=acting.account_id,
        vorgeschlagen_at=clock.now(),
    )  # fmt: skip
    audit.record(
        "retention_proposed", acting=acting, object_type="aufbewahrungsregel", object_id=row.id,
        details={"klasse": klasse, "jahre": jahre},
    )  # fmt: skip
    return row


@transaction.atomic
def settle_rule(*, acting: Actor, rule: Aufbewahrungsregel, confirm: bool) -> Aufbewahrungsregel:
    """Confirm a rule, or drop it (its own author may drop it). Raises RoleMissing, SamePerson, WrongStep."""
    _staff(acting)
    row: Aufbewahrungsregel = Aufbewahrungsregel.objects.select_for_update().get(id=rule.id)
    if row.bestaetigt_at or row.verworfen_at:
        raise WrongStep("schon entschieden")
    if confirm and row.vorgeschlagen_by_id == acting.account_id:
        raise SamePerson
    if confirm:
        row.bestaetigt_by_id, row.bestaetigt_at = acting.account_id, clock.now()
    else:
        row.verworfen_at = clock.now()
    row.save()
    audit.record(
        "retention_settled", acting=acting, object_type="aufbewahrungsregel", object_id=row.id,
        details={"gilt": confirm},
    )  # fmt: skip
    return row


@transaction.atomic
def hold_akte(*, acting: Actor, akte: Akte, art: str, grund: str) -> Aufbewahrungssperre:
    """Stop all deletion in a file; what somebody asked for and nobody confirmed falls back. Raises ReasonNeeded."""
    if len(grund.strip()) < 5:
        raise ReasonNeeded
    row: Aufbewahrungssperre = Aufbewahrungssperre.objects.create(
        akte=akte, art=Aufbewahrungssperre.Art(art), grund=grund.strip()[:300], gesetzt_by_id=acting.account_id,
        gesetzt_at=clock.now(),
    )  # fmt: skip
    Loeschvorschlag.objects.filter(akte=akte).update(
        stand=Loeschvorschlag.Stand.OFFEN, beantragt_by=None, beantragt_at=None, bestaetigt_by=None, bestaetigt_at=None
    )
    audit.record(
        "akte_held", acting=acting, object_type="akte", object_id=akte.id, details={"art": str(row.art)}
    )
    return row


@transaction.atomic
def lift_hold(*, acting: Actor, sperre: Aufbewahrungssperre, grund: str) -> Aufbewahrungssperre:
    """End a hold with the reason. Raises RoleMissing, ReasonNeeded, WrongStep."""
    _staff(acting)
    if len(grund.strip()) < 5:
        raise ReasonNeeded
    row: Aufbewahrungssperre = Aufbewahrungssperre.objects.select_for_update().get(id=sperre.id)
    if row.aufgehoben_at:
        raise WrongStep("schon aufgehoben")
    row.aufgehoben_by_id, row.aufgehoben_at, row.aufhebung_grund = acting.account_id, clock.now(), grund.strip()[:300]
    row.save()
    audit.record("akte_released", acting=acting, object_type="akte", object_id=row.akte_id)
    return row


@transaction.atomic
def suggest(*, acting: Actor, found: Due, grund: str = Loeschvorschlag.Grund.FRIST) -> Loeschvorschlag:
    """Put something that may go on the list, once. Nothing is deleted by this."""
    archive = found.klasse.archive and found.dokument is None
    row, made = Loeschvorschlag.objects.get_or_create(
        akte=found.akte, dokument=found.dokument,
        defaults={
            "klasse": found.klasse.key, "grund": grund, "loeschbar_ab": found.loeschbar_ab,
            "erkannt_at": clock.now(),
            "archiv": Loeschvorschlag.Archiv.AUSSTEHEND if archive else Loeschvorschlag.Archiv.NICHT_NOETIG,
        },
    )  # fmt: skip
    if made:
        audit.record(
            "deletion_due", acting=acting, object_type="loeschvorschlag", object_id=row.id,
            details={"klasse": row.klasse, "grund": str(row.grund)},
        )  # fmt: skip
    one: Loeschvorschlag = row
    return one


def suggest_on_request(*, acting: Actor, akte: Akte) -> Loeschvorschlag:
    """The person asked, nothing stands against it: the whole file is due."""
    return suggest(
        acting=acting, found=Due(akte, None, KLASSEN[FILE], clock.today()), grund=Loeschvorschlag.Grund.VERLANGEN
    )


def _locked(row: Loeschvorschlag) -> Loeschvorschlag:
    found: Loeschvorschlag | None = (
        Loeschvorschlag.objects.select_for_update(of=("self",)).select_related("akte").filter(id=row.id).first()
    )
    if found is None:
        raise VorschlagUnknown
    return found


def _not_held(row: Loeschvorschlag) -> None:
    wish = row.grund == Loeschvorschlag.Grund.VERLANGEN
    reasons = queries.holds(row.akte, without=Aufbewahrungssperre.Art.EINSCHRAENKUNG if wish else "")
    if reasons:
        raise Held(reasons)


@transaction.atomic
def note_archive(*, acting: Actor, row: Loeschvorschlag, archiv: str) -> Loeschvorschlag:
    """What the archive was offered, or answered. Raises RoleMissing, WrongStep."""
    _staff(acting)
    found = _locked(row)
    if found.stand != Loeschvorschlag.Stand.OFFEN or found.archiv == Loeschvorschlag.Archiv.NICHT_NOETIG:
        raise WrongStep(found.get_stand_display())
    found.archiv, found.archiv_at = Loeschvorschlag.Archiv(archiv), clock.now()
    found.save()
    audit.record(
        "archive_noted", acting=acting, object_type="loeschvorschlag", object_id=found.id, details={"archiv": archiv}
    )
    return found


@transaction.atomic
def ask_deletion(*, acting: Actor, row: Loeschvorschlag) -> Loeschvorschlag:
    """The first of two persons. Raises RoleMissing, WrongStep, ArchiveFirst, Held."""
    _staff(acting)
    found = _locked(row)
    if found.stand != Loeschvorschlag.Stand.OFFEN:
        raise WrongStep(found.get_stand_display())
    if found.archiv not in ASKED:
        raise ArchiveFirst
    _not_held(found)
    found.stand = Loeschvorschlag.Stand.BEANTRAGT
    found.beantragt_by_id, found.beantragt_at, found.zurueck_grund = acting.account_id, clock.now(), ""
    found.save()
    audit.record("deletion_asked", acting=acting, object_type="loeschvorschlag", object_id=found.id)
    return found


@transaction.atomic
def confirm_deletion(*, acting: Actor, row: Loeschvorschlag) -> Loeschvorschlag:
    """The second person, never the first. Raises RoleMissing, WrongStep, SamePerson, Held."""
    _staff(acting)
    found = _locked(row)
    if found.stand != Loeschvorschlag.Stand.BEANTRAGT:
        raise WrongStep(found.get_stand_display())
    if found.beantragt_by_id == acting.account_id:
        raise SamePerson
    _not_held(found)
    found.stand = Loeschvorschlag.Stand.BESTAETIGT
    found.bestaetigt_by_id, found.bestaetigt_at = acting.account_id, clock.now()
    found.save()
    audit.record("deletion_confirmed", acting=acting, object_type="loeschvorschlag", object_id=found.id)
    return found


@transaction.atomic
def refuse_deletion(*, acting: Actor, row: Loeschvorschlag, grund: str) -> Loeschvorschlag:
    """Back to the list, with the reason. Raises RoleMissing, WrongStep, ReasonNeeded."""
    _staff(acting)
    if len(grund.strip()) < 5:
        raise ReasonNeeded
    found = _locked(row)
    if found.stand != Loeschvorschlag.Stand.BEANTRAGT:
        raise WrongStep(found.get_stand_display())
    found.stand, found.beantragt_by, found.beantragt_at = Loeschvorschlag.Stand.OFFEN, None, None
    found.zurueck_grund = grund.strip()[:300]
    found.save()
    audit.record("deletion_refused", acting=acting, object_type="loeschvorschlag", object_id=found.id)
    return found
