"""A couple separates, both still in the flat (U10): two lines, two files, two codes, from the day of the separation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.access import Secured, fresh_pin
from nahbar.domain.applications.aenderung import answers_before, day_of, kinds_of
from nahbar.domain.applications.folge import stamm_of
from nahbar.domain.applications.models import Antrag, Trennung
from nahbar.domain.applications.queries import antrag_by_id
from nahbar.domain.applications.trennung import keep_trennung, partner_of, split_answers
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Aufgabe
from nahbar.domain.decisions.errors import AlreadyDecided, NothingToSeparate, RoleMissing
from nahbar.domain.decisions.policies import can_decide
from nahbar.law.holidays import next_working_day
from nahbar.platform import clock, failpoints
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.accounts.session import end_sessions
from nahbar.platform.letters import words
from nahbar.procedures.applicant import create_applicant, town_of
from nahbar.procedures.replace_access import send_access
from nahbar.procedures.submit_antrag import KIND

TASK = "trennung_zwei_haushalte"


@dataclass(frozen=True)
class Separated:
    """The separation, and the key of whoever got a line of her or his own."""

    trennung: Trennung
    zugang: Secured


@transaction.atomic
def separate_couple(*, acting: Actor, antrag: Antrag, kinder: Sequence[str]) -> Separated:
    """Make two households of one, on a change of the kind »Trennung« that has arrived.

    `kinder` are the ids of the children who belong to the partner. The partner gets an application, a file and a code;
    what she or he knows of the flat is filled in, everything else is asked. The joint line goes on with the other one,
    whose new answers the change takes over; its old code opens nothing any more, a new one goes by letter.
    Raises RoleMissing, NothingToSeparate, AlreadyDecided.
    """
    if not can_decide(acting):
        raise RoleMissing()
    current = applications.lock(antrag)
    before = answers_before(current)
    partner = partner_of(before)
    if partner is None or "trennung" not in {kind.key for kind in kinds_of(current)}:
        raise NothingToSeparate()
    if current.stand != Antrag.Stand.EINGEGANGEN or Trennung.objects.filter(stamm_id=current.stamm_id).exists():
        raise AlreadyDecided()
    root = antrag_by_id(stamm_of(current).id)
    tag, mit = day_of(current), [str(partner["id"]), *kinder]
    first, second = split_answers(before, mit, tag)
    applications.replace_answers(
        acting=acting, antrag=current, antworten={**first, **_said(current, before)}, anlass="Trennung: zwei Haushalte"
    )
    secured = _own_line(acting, root, second)
    own = secured.antrag
    Antrag.objects.filter(id=own.id).update(wirkt_ab=tag)
    row = keep_trennung(acting=acting, stamm=root, eigener=own, tag=tag, mit=mit)
    assert root.akte is not None and current.vorgang is not None and own.akte is not None and own.vorgang is not None
    casefile.add_eintrag(
        acting=acting, akte=root.akte, vorgang=current.vorgang, art="getrennt",
        text=f"Ab {words.day(tag)} sind es zwei Haushalte mit eigenen Akten (§ 7 Abs. 3 Nr. 3 SGB II).",
    )  # fmt: skip
    casefile.add_eintrag(
        acting=acting, akte=own.akte, vorgang=own.vorgang, art="getrennt",
        text=f"Eigene Akte seit der Trennung am {words.day(tag)}. Briefe von davor sehen beide.",
    )  # fmt: skip
    casefile.add_aufgabe(
        acting=acting, akte=own.akte, vorgang=own.vorgang, art=TASK, pool=Role.LEISTUNG.value,
        titel="Trennung: eigenen Antrag ausfüllen helfen, Monat der Trennung nach Tagen rechnen",
        frist=next_working_day(clock.today() + timedelta(days=3), root.traeger.land),
        dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND,
    )  # fmt: skip
    send_access(acting, root, applications.new_access(acting=acting, antrag=applications.lock(root)))
    end_sessions(account_ids=(), antrag_ids=[root.id])
    failpoints.hit("separate_couple.before_commit")
    return Separated(row, secured)


def _said(change: Antrag, before: dict[str, Any]) -> dict[str, Any]:
    """What was told with the change itself, on the pages of this kind, comes before what the split assumes."""
    return {
        key: value for key, value in change.antworten.items()
        if key in ("familienstand", "getrennt_seit", "ex_kontakt") and value != before.get(key)
    }  # fmt: skip


def _own_line(acting: Actor, root: Antrag, answers: dict[str, Any]) -> Secured:
    """An application of the partner: secured, filled as far as known, with a file of its own that nobody shares."""
    fresh = fresh_pin()
    own = applications.create_antrag(
        acting=acting, leistung=root.leistung, gemeinde=root.gemeinde, kanal=root.kanal, notlage=False
    )
    own = applications.store_answers(acting=acting, antrag=applications.lock(own), antworten=answers)
    person = create_applicant(acting=acting, antrag=own)
    akte = casefile.open_akte(acting=acting, person=person, gemeinde=town_of(own, answers))
    title = f"Erstantrag {own.nummer}"
    vorgang = casefile.open_vorgang(acting=acting, akte=akte, art=KIND, titel=title, plan=own.leistung)
    own.person, own.akte, own.vorgang = person, akte, vorgang
    own.save(update_fields=["person", "akte", "vorgang"])
    return applications.new_access(acting=acting, antrag=own, fresh=fresh)
