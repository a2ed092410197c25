"""Which benefit a draft is for: the wrong door costs nobody the day (§ 16 Abs. 2 S. 2 SGB I)."""

from __future__ import annotations

from django.db import transaction

from nahbar.benefits import registry
from nahbar.domain.applications.errors import AlreadySubmitted, NotToHandOver
from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile.models import Vorgang
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.zone import BERLIN


@transaction.atomic
def change_leistung(*, acting: Actor, antrag: Antrag, leistung: str) -> Antrag:
    """Make a draft one for another benefit; raises AlreadySubmitted. `antrag` is held by `lock`.

    The day of the signal stays. From when it takes effect is what the law of the other benefit says about this day.
    """
    if antrag.stand != Antrag.Stand.GESICHERT:
        raise AlreadySubmitted
    benefit = registry.get(leistung)
    before = antrag.leistung
    antrag.leistung = benefit.key
    antrag.fragebogen_version = benefit.questionnaire.version
    antrag.wirkt_ab = benefit.effect_from(antrag.gesichert_at.astimezone(BERLIN).date())
    antrag.save(update_fields=["leistung", "fragebogen_version", "wirkt_ab"])
    audit.record(
        "antrag_leistung_changed",
        acting=acting,
        object_type="antrag",
        object_id=antrag.id,
        details={"von": before, "nach": benefit.key},
    )
    return antrag


@transaction.atomic
def hand_over_to(*, acting: Actor, antrag: Antrag, leistung: str, vorgang: Vorgang) -> Antrag:
    """Make a sent application one for another benefit of this Träger; raises NotToHandOver. `antrag` is held by `lock`.

    Signal and arrival keep their moments (§ 16 Abs. 2 S. 2 SGB I); the effect follows the law of the other benefit.
    """
    if antrag.stand != Antrag.Stand.EINGEGANGEN or antrag.art != Antrag.Art.ERSTANTRAG or antrag.leistung == leistung:
        raise NotToHandOver
    benefit = registry.get(leistung)
    before = antrag.leistung
    antrag.leistung, antrag.fragebogen_version = benefit.key, benefit.questionnaire.version
    antrag.wirkt_ab = benefit.effect_from(antrag.gesichert_at.astimezone(BERLIN).date())
    antrag.vorgang, antrag.korrektur, antrag.vollstaendig_at = vorgang, None, None
    antrag.save(
        update_fields=["leistung", "fragebogen_version", "wirkt_ab", "vorgang", "korrektur", "vollstaendig_at"]
    )
    audit.record(
        "antrag_handed_over", acting=acting, object_type="antrag", object_id=antrag.id,
        details={"von": before, "nach": benefit.key},
    )  # fmt: skip
    return antrag
