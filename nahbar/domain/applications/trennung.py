"""A couple that separates: whose answers go where, and which letters both may read (U10)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from nahbar.domain.applications.folge import stamm_of
from nahbar.domain.applications.models import Antrag, Trennung
from nahbar.domain.mailroom.models import Brief
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.zone import BERLIN

GROUP = "personen"
HOME = (
    "wohnsituation", "strasse", "hausnummer", "plz", "ort", "wohnform", "grundmiete", "nebenkosten", "heizkosten",
    "heizung", "warmwasser", "flaeche_qm", "eingezogen",
)  # fmt: skip
"""What both know of the flat in which both still live."""
_ROLE = frozenset({"id", "rolle", "eltern", "gemeinsam"})
_NAMED = ("id", "vorname", "nachname", "geburtsdatum")


def partner_of(answers: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The partner among the members of the household."""
    return next((one for one in answers.get(GROUP) or () if one.get("rolle") == "partner"), None)


def _flatmate(person: Mapping[str, Any], item_id: str) -> dict[str, Any]:
    """Somebody who lives there and is no longer of the same household: name and birthday, nothing else."""
    named = {key: person[key] for key in _NAMED if person.get(key) is not None}
    return {**named, "id": item_id, "rolle": "mitbewohner", "gemeinsam": ["keine"]}


def _apart(answers: Mapping[str, Any], tag: date) -> dict[str, Any]:
    if answers.get("familienstand") != "verheiratet":
        return {}
    return {"familienstand": "getrennt", "getrennt_seit": tag.isoformat()}


def split_answers(answers: Mapping[str, Any], mit: Collection[str], tag: date) -> tuple[dict[str, Any], dict[str, Any]]:
    """The answers of both households from the day on: (who stays in the line, who gets an own one).

    Each head of the flat stays a head of it (§ 22 Abs. 1 SGB II: the costs by heads while both live there); nobody
    takes along what is the other's: income, assets, account, telephone. `mit` are the ids of partner and children.
    """
    partner = partner_of(answers)
    assert partner is not None
    stays: list[dict[str, Any]] = []
    goes: list[dict[str, Any]] = [_flatmate(answers, str(partner["id"]))]
    for one in (member for member in answers.get(GROUP) or () if member["id"] != partner["id"]):
        own = {key: value for key, value in one.items() if key != "eltern"}
        if one["id"] in mit:
            stays.append(_flatmate(one, one["id"]))
            goes.append(own)
        else:
            stays.append(own if one.get("rolle") == "kind" else dict(one))
            goes.append(_flatmate(one, one["id"]))
    first = {**answers, **_apart(answers, tag), GROUP: [_flatmate(partner, str(partner["id"])), *stays]}
    second = {
        **{key: value for key, value in partner.items() if key not in _ROLE},
        **{key: answers[key] for key in HOME if key in answers},
        "familienstand": "ledig",
        **_apart(answers, tag),
        GROUP: goes,
        "_zaehler": answers.get("_zaehler") or {GROUP: len(goes) + 1},
        "_fertig": [GROUP],
    }
    return first, second


@transaction.atomic
def keep_trennung(*, acting: Actor, stamm: Antrag, eigener: Antrag, tag: date, mit: Sequence[str]) -> Trennung:
    """Keep that one line became two on this day."""
    row: Trennung = Trennung.objects.create(
        stamm=stamm, eigener=eigener, tag=tag, mit=list(mit), at=clock.now(), account_id=acting.account_id
    )
    audit.record(
        "household_separated", acting=acting, object_type="antrag", object_id=stamm.id,
        details={"neu": str(eigener.id), "tag": tag.isoformat()},
    )  # fmt: skip
    return row


def trennung_of(antrag: Antrag) -> Trennung | None:
    """The separation from which this line came; None: it began by itself."""
    found: Trennung | None = (
        Trennung.objects.select_related("stamm__akte", "stamm__person", "eigener__akte")
        .filter(eigener_id=stamm_of(antrag).id)
        .first()
    )
    return found


def separations_of(antrag: Antrag) -> list[Trennung]:
    """The separations of this line, for the office."""
    rows = Trennung.objects.filter(stamm_id=stamm_of(antrag).id)
    return list(rows.select_related("eigener__akte", "eigener__person"))


def shared_letters(antrag: Antrag) -> list[Brief]:
    """Letters of the joint file that were made before the day: whoever left the line still reads those (U10).

    Nothing that was made from the day on, and no document that only the other one sent.
    """
    row = trennung_of(antrag)
    if row is None or row.stamm.akte_id is None:
        return []
    until = datetime.combine(row.tag, datetime.min.time(), tzinfo=BERLIN)
    found = Brief.objects.filter(akte_id=row.stamm.akte_id, stand=Brief.Stand.VERSANDT, created_at__lt=until)
    found = found.exclude(art="zugangscode").select_related("person", "dokument__ansicht", "vorgang", "akte")
    return list(found)


def shared_letter(antrag: Antrag, brief_id: UUID) -> Brief | None:
    """One of them."""
    return next((brief for brief in shared_letters(antrag) if brief.id == brief_id), None)
