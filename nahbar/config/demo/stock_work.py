"""Papers, timeline and tasks of the stock."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nahbar.benefits.grundsicherungsgeld.benefit import BENEFIT
from nahbar.config.demo.fates import Fate, Kind
from nahbar.config.demo.moments import LAND, working_day_after
from nahbar.config.demo.rows import Rows
from nahbar.domain.applications.models import Antrag, Nachweis
from nahbar.domain.casefile.models import Aufgabe, Dokument, Eintrag, Seite, Vorgang
from nahbar.law.holidays import next_working_day
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import LABELS, Role
from nahbar.platform.vault.models import StoredFile

UNDECIDED = (Kind.MISSING, Kind.COMPLETE, Kind.PRESENTED)
"""What is still worked on has a sheet for each paper, a closed case one for all."""
BLURRED = "Auf dem Foto sind die Zahlen nicht zu lesen. Bitte fotografieren Sie die Seite noch einmal bei Tageslicht."
CASEWORKERS = ("berg", "oeztuerk", "maier", "wolter")


@dataclass(frozen=True)
class Cover:
    """The cover sheet of the take-over, stored once for all papers that it stands for."""

    sheet: StoredFile
    picture: StoredFile


def note(rows: Rows, vorgang: Vorgang, at: datetime, art: str, text: str, *, role: Role = Role.MACHINE) -> None:
    """A line of the timeline."""
    rows.add(
        Eintrag(akte=vorgang.akte, vorgang=vorgang, at=at, art=art, text=text, akteur=LABELS[role], fuer_buerger=True)
    )


def papers(rows: Rows, antrag: Antrag, fate: Fate, dice: random.Random, cover: Cover) -> None:
    """The papers that the answers make necessary, as far as they have come."""
    needs = BENEFIT.evidence(antrag.antworten, antrag.wirkt_ab)
    required = [need.key for need in needs if need.required]
    lacking = set(dice.sample(required, min(len(required), dice.choice((1, 1, 2))))) if _lacks(fate) else set()
    for need in needs:
        stand = _paper_stand(dice, fate, required=need.required, lacking=need.key in lacking)
        rows.add(
            Nachweis(
                antrag=antrag, key=need.key, titel=need.title[:160], grund=need.reason[:300], norm=need.norm[:80],
                pflicht=need.required, stand=stand, bemerkung=BLURRED if stand == Nachweis.Stand.UNBRAUCHBAR else "",
            )
        )  # fmt: skip
        if fate.kind in UNDECIDED and stand != Nachweis.Stand.FEHLT:
            _archived(rows, antrag, f"{need.title} (Deckblatt der Übernahme)", need.key, cover)
    if fate.kind not in UNDECIDED:
        _archived(rows, antrag, "Deckblatt der Übernahme", "deckblatt", cover)


def _lacks(fate: Fate) -> bool:
    return fate.kind in (Kind.MISSING, Kind.WITHDRAWN)


def _paper_stand(dice: random.Random, fate: Fate, *, required: bool, lacking: bool) -> str:
    if lacking:
        return dice.choice((Nachweis.Stand.FEHLT, Nachweis.Stand.FEHLT, Nachweis.Stand.UNBRAUCHBAR))
    if not required:
        return dice.choice((Nachweis.Stand.FEHLT, Nachweis.Stand.ANERKANNT))
    if fate.kind in (Kind.MISSING, Kind.COMPLETE):
        return dice.choice((Nachweis.Stand.GESENDET, Nachweis.Stand.ANERKANNT))
    return Nachweis.Stand.ANERKANNT


def _archived(rows: Rows, antrag: Antrag, title: str, key: str, cover: Cover) -> None:
    assert antrag.akte is not None and antrag.vorgang is not None and antrag.eingegangen_at is not None
    dokument = rows.add(
        Dokument(
            akte=antrag.akte, vorgang=antrag.vorgang, titel=title[:200],
            art=key.split(":")[0], richtung=Dokument.Richtung.EINGANG, kanal="uebernahme",
            received_at=antrag.eingegangen_at, original=cover.sheet, ansicht=cover.sheet, seiten=1,
        )
    )  # fmt: skip
    rows.add(Seite(dokument=dokument, nr=1, bild=cover.picture))


def put_on_list(
    rows: Rows, antrag: Antrag, fate: Fate, dice: random.Random, staff: Mapping[str, Account], today: date
) -> None:
    """The work that is still to be done: some of it owned, some overdue."""
    if fate.kind is Kind.PRESENTED:
        _task(
            rows, antrag, "freigabe", "Bewilligung freigeben", working_day_after(today, dice.choice((-1, 0, 1))), fate
        )
    if fate.kind not in (Kind.MISSING, Kind.COMPLETE):
        return
    due = next_working_day(today + timedelta(days=dice.choice((-4, 0, 1, 2, 3, 4, 7, 8, 9))), LAND)
    owner = staff[dice.choice(CASEWORKERS)] if dice.random() < 0.5 else None
    task = _task(rows, antrag, "antrag_pruefen", "Antrag prüfen", due, fate, owner=owner)
    if fate.kind is Kind.MISSING and owner is not None and dice.random() < 0.4:
        task.zurueckgestellt_bis = working_day_after(today, dice.randint(2, 8))
    sent = next(
        (
            p
            for p in rows.by_table[Nachweis][::-1]
            if isinstance(p, Nachweis) and p.antrag is antrag and p.stand == "gesendet"
        ),
        None,
    )
    if sent is not None and fate.kind is Kind.MISSING:
        soon = working_day_after(today, dice.choice((0, 1, 2)))
        _task(rows, antrag, "unterlage_pruefen", f"Neue Unterlage: {sent.titel}"[:160], soon, fate, owner=owner)


def _task(
    rows: Rows, antrag: Antrag, art: str, titel: str, frist: date, fate: Fate, *,
    owner: Account | None = None,
) -> Aufgabe:  # fmt: skip
    assert antrag.akte is not None and antrag.vorgang is not None
    return rows.add(
        Aufgabe(
            akte=antrag.akte, vorgang=antrag.vorgang, art=art, titel=titel,
            entstanden_at=fate.complete or fate.received or fate.secured, frist=frist, pool=Role.LEISTUNG.value,
            owner=owner,
        )
    )  # fmt: skip
