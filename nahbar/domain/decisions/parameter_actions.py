"""Loading, reviewing, replaying, putting into force and discarding parameter sets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from nahbar.domain.decisions import parameter_queries as queries
from nahbar.domain.decisions.parameter_errors import (
    ChangedSinceReview,
    DayWrong,
    FileRefused,
    FitsNoMore,
    LoadedAlready,
    NameMissing,
    NothingInMonth,
    NotYours,
    OwnSet,
    ReplayMissing,
    ReplayRuns,
    WhyMissing,
    WrongStand,
)
from nahbar.domain.decisions.parameter_models import Parametersatz, Probelauf, content_hash
from nahbar.domain.decisions.parameter_policies import can_load, can_review
from nahbar.domain.decisions.parameter_replay import ReplayPart
from nahbar.law.calendar import erster
from nahbar.law.parameter_set import SatzUnbrauchbar, check, fingerprint, read_set
from nahbar.platform import clock
from nahbar.platform.accounts.roles import LABELS, Actor, Role
from nahbar.platform.audit import actions as audit
from nahbar.platform.tenancy import scope

STAND = Parametersatz.Stand
LARGEST = 20
"""How many of the largest differences a replay keeps."""


def _loader(acting: Actor) -> UUID:
    if not can_load(acting) or acting.account_id is None:
        raise NotYours(LABELS[Role.OPERATOR])
    return acting.account_id


def _locked(satz: Parametersatz) -> Parametersatz:
    row: Parametersatz = Parametersatz.objects.select_for_update(of=("self",)).get(id=satz.id)
    return row


def _note(acting: Actor, action: str, row: Parametersatz, **details: str | int | None) -> None:
    audit.record(action, acting=acting, object_type="parametersatz", object_id=row.id, details=details)


@transaction.atomic
def load(*, acting: Actor, name: str, inhalt: str, dateiname: str = "") -> Parametersatz:
    """Take a file as a draft; nothing counts yet. Raises FileRefused naming lines, NameMissing, LoadedAlready."""
    account = _loader(acting)
    called = " ".join(name.split())[:80]
    if not called:
        raise NameMissing()
    inhalt = inhalt.replace("\r\n", "\n")
    try:
        maengel = check(read_set(inhalt), queries.base_of(None), clock.today())
    except SatzUnbrauchbar as unusable:
        raise FileRefused(unusable.maengel) from None
    if maengel:
        raise FileRefused(maengel)
    known = Parametersatz.objects.filter(inhalt=inhalt).exclude(stand=STAND.VERWORFEN).first()
    if known is not None:
        raise LoadedAlready(known.name)
    row: Parametersatz = Parametersatz.objects.create(
        name=called, dateiname=dateiname.strip()[:120], inhalt=inhalt, geladen_by_id=account, geladen_at=clock.now()
    )
    _note(acting, "parameter_set_loaded", row, inhalt=content_hash(inhalt))
    return row


@transaction.atomic
def review(*, acting: Actor, satz: Parametersatz, inhalt_hash: str, vermerk: str) -> Parametersatz:
    """Second person: the values are those of the law. `inhalt_hash` is of the content that was on the screen.

    Raises OwnSet, NotYours, WrongStand, WhyMissing, ChangedSinceReview, FitsNoMore.
    """
    row = _locked(satz)
    if acting.account_id == row.geladen_by_id:
        raise OwnSet()
    if not can_review(acting):
        raise NotYours(LABELS[Role.TEAMLEAD])
    if row.stand != STAND.ENTWURF:
        raise WrongStand(row.get_stand_display(), "Geprüft wird ein Satz, der geladen und noch nicht geprüft ist.")
    if inhalt_hash != content_hash(row.inhalt):
        raise ChangedSinceReview()
    if len(vermerk.strip()) < 8:
        raise WhyMissing("womit Sie die Werte verglichen haben")
    if maengel := queries.maengel_of(row):
        raise FitsNoMore(maengel)
    row.stand, row.geprueft_hash, row.pruefvermerk = STAND.GEPRUEFT, inhalt_hash, vermerk.strip()[:300]
    row.geprueft_by_id, row.geprueft_at = acting.account_id, clock.now()
    row.save()
    _note(acting, "parameter_set_reviewed", row, inhalt=inhalt_hash)
    return row


@transaction.atomic
def start_replay(*, acting: Actor, satz: Parametersatz, monat: date) -> Probelauf:
    """Begin to compute the stock of a month with the set; raises WrongStand, NothingInMonth, ReplayRuns, FitsNoMore."""
    account = _loader(acting)
    row, month = _locked(satz), erster(monat)
    if row.stand != STAND.GEPRUEFT:
        raise WrongStand(row.get_stand_display(), "Nachgerechnet wird ein Satz, den eine zweite Person geprüft hat.")
    if maengel := queries.maengel_of(row):
        raise FitsNoMore(maengel)
    if not any(one.holds_in(month) and not one.gleich for one in queries.changes_of(row)):
        raise NothingInMonth(month)
    if Probelauf.objects.filter(satz=row, stand=Probelauf.Stand.LAEUFT).exists():
        raise ReplayRuns()
    run: Probelauf = Probelauf.objects.create(
        satz=row, monat=month, inhalt_hash=content_hash(row.inhalt),
        grundlage_hash=fingerprint(queries.base_of(row)), gestartet_by_id=account, gestartet_at=clock.now(),
        faelle=queries.running_cases(month).count(),
    )  # fmt: skip
    _note(acting, "parameter_set_replay_started", row, monat=month.isoformat(), faelle=run.faelle)
    return run


@transaction.atomic
def keep_replay(*, acting: Actor, lauf: Probelauf, teil: ReplayPart, zeiger: UUID | None) -> Probelauf:
    """Add what a part of the replay gave; `zeiger` is the last file of the part, None: it was the last part.

    `lauf` is as it was when the part was begun: what somebody else has counted meanwhile is not counted again.
    """
    run: Probelauf = Probelauf.objects.select_for_update(of=("self",)).select_related("satz").get(id=lauf.id)
    if run.stand != Probelauf.Stand.LAEUFT or run.zeiger != lauf.zeiger:
        return run
    for name in ("fertig", "geaendert", "mehr", "weniger", "ohne_antrag", "summe_alt", "summe_neu"):
        setattr(run, name, getattr(run, name) + getattr(teil, name))
    for sentence, count in teil.fehler.items():
        run.fehler[sentence] = run.fehler.get(sentence, 0) + count
    everything: Sequence[dict[str, Any]] = [*run.groesste, *teil.groesste]
    run.groesste = sorted(everything, key=lambda one: (-abs(one["differenz"]), one["aktenzeichen"]))[:LARGEST]
    run.zeiger = zeiger or run.zeiger
    if zeiger is None:
        run.stand, run.fertig_at, run.faelle = Probelauf.Stand.FERTIG, clock.now(), run.fertig
        _note(acting, "parameter_set_replayed", run.satz, faelle=run.fertig, geaendert=run.geaendert)
    run.save()
    return run


@transaction.atomic
def stop_replay(*, acting: Actor, lauf: Probelauf) -> Probelauf:
    """End a replay below which something else came into force since it began."""
    run: Probelauf = Probelauf.objects.select_for_update(of=("self",)).select_related("satz").get(id=lauf.id)
    run.stand, run.fertig_at = Probelauf.Stand.ABGEBROCHEN, clock.now()
    run.save(update_fields=["stand", "fertig_at"])
    _note(acting, "parameter_set_replay_stopped", run.satz)
    return run


@transaction.atomic
def activate(*, acting: Actor, satz: Parametersatz, aktiv_ab: date) -> Parametersatz:
    """Put a reviewed and replayed set into force: from this day on the programme calculates with it.

    Raises WrongStand, OwnSet, ChangedSinceReview, FitsNoMore, ReplayMissing, DayWrong, NotYours.
    """
    account = _loader(acting)
    # whoever puts sets into force waits here for the other one: two replays on the same ground would both be outdated
    list(Parametersatz.objects.select_for_update(of=("self",)).order_by("id").values_list("id"))
    row = _locked(satz)
    if row.stand != STAND.GEPRUEFT:
        raise WrongStand(row.get_stand_display(), "In Kraft gesetzt wird ein Satz, den eine zweite Person geprüft hat.")
    if row.geprueft_by_id == row.geladen_by_id:
        raise OwnSet()
    if row.geprueft_hash != content_hash(row.inhalt):
        raise ChangedSinceReview()
    if maengel := queries.maengel_of(row):
        raise FitsNoMore(maengel)
    run = queries.valid_replay(row)
    if run is None:
        raise ReplayMissing()
    if aktiv_ab < clock.today():
        raise DayWrong()
    row.stand, row.probelauf, row.aktiv_ab = STAND.AKTIV, run, aktiv_ab
    row.aktiviert_by_id, row.aktiviert_at = account, clock.now()
    row.save()
    scope.forget(f"{queries.IN_FORCE}:{clock.today()}")
    _note(acting, "parameter_set_activated", row, inhalt=row.geprueft_hash, ab=aktiv_ab.isoformat())
    return row


@transaction.atomic
def discard(*, acting: Actor, satz: Parametersatz, grund: str) -> Parametersatz:
    """Lay a set aside that is not in force; it stays in the list, a running replay ends.

    Raises WrongStand, WhyMissing, NotYours.
    """
    row = _locked(satz)
    if not (can_load(acting) or can_review(acting)):
        raise NotYours(f"{LABELS[Role.OPERATOR]} oder {LABELS[Role.TEAMLEAD]}")
    if row.stand not in (STAND.ENTWURF, STAND.GEPRUEFT):
        raise WrongStand(
            row.get_stand_display(),
            "Was in Kraft ist, wird nicht verworfen: Laden Sie einen neuen Satz, der die Werte berichtigt.",
        )
    if len(grund.strip()) < 4:
        raise WhyMissing("warum der Satz verworfen wird")
    row.stand, row.verworfen_grund = STAND.VERWORFEN, grund.strip()[:300]
    row.verworfen_by_id, row.verworfen_at = acting.account_id, clock.now()
    row.save()
    running = Probelauf.objects.filter(satz=row, stand=Probelauf.Stand.LAEUFT)
    running.update(stand=Probelauf.Stand.ABGEBROCHEN, fertig_at=clock.now())
    _note(acting, "parameter_set_discarded", row)
    return row
