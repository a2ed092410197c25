"""Refusal: reasons of the law, a second person, and no refusal for papers that nobody asked for in writing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nahbar.domain.applications import queries as applications
from nahbar.domain.applications.models import Antrag
from nahbar.domain.decisions.errors import CooperationNotAsked, NotADraft, OwnWork, ReasonMissing, UnknownReason
from nahbar.domain.decisions.models import Entscheidung, Leistungszeile
from nahbar.domain.payments.models import Zahlungsauftrag
from nahbar.procedures.issue_bescheid import issue_bescheid
from nahbar.procedures.propose_decision import propose_decision
from nahbar.procedures.record_posting import record_posting
from nahbar.procedures.refuse_antrag import refuse_antrag
from nahbar.procedures.request_evidence import request_evidence
from tests.benefits import timo
from tests.procedures.desk import Who, presented, submitted, text_of

WHY = "Auf dem Sparbuch liegen 40.000 Euro, mehr als der Freibetrag von 12.500 Euro."


def test_a_refusal_needs_two_persons_and_says_why(actor: Who, now: Any, tmp_path: Path) -> None:
    antrag = submitted(timo.answers(vermoegen="40000.00"))
    draft = propose_decision(acting=actor("berg"), antrag=antrag)
    refusal = refuse_antrag(acting=actor("berg"), antrag=antrag, gruende=["vermoegen"], begruendung=WHY)
    assert Entscheidung.objects.get(id=draft.id).stand == Entscheidung.Stand.VERWORFEN
    with pytest.raises(OwnWork):
        issue_bescheid(acting=actor("berg"), entscheidung=refusal)
    final = issue_bescheid(acting=actor("oeztuerk"), entscheidung=refusal)
    assert Antrag.objects.get(id=antrag.id).stand == Antrag.Stand.ENTSCHIEDEN
    assert Leistungszeile.objects.count() == Zahlungsauftrag.objects.count() == 0
    assert final.brief is not None and final.brief.art == "ablehnung"
    text = text_of(final.brief, tmp_path)
    assert "abgewogen" not in text, "no discretion, nothing weighed"
    assert WHY in text and "Ihr Vermögen ist höher als die Freibeträge" in text and "SGB II § 7 Abs. 1" in text
    now.set("2026-11-27T18:00")
    sent = record_posting(acting=actor("post"), brief=final.brief, posted_on=date(2026, 11, 27))
    assert sent.widerspruch_bis == date(2027, 1, 4)


def test_reasons_are_those_of_the_benefit(actor: Who) -> None:
    antrag = submitted()
    for gruende in ([], ["wetter"], ["vermoegen", "wetter"]):
        with pytest.raises(UnknownReason):
            refuse_antrag(acting=actor("berg"), antrag=antrag, gruende=gruende, begruendung=WHY)
    with pytest.raises(ReasonMissing):
        refuse_antrag(acting=actor("berg"), antrag=antrag, gruende=["vermoegen"], begruendung=" ")
    presented(actor, antrag)
    with pytest.raises(NotADraft):
        refuse_antrag(acting=actor("berg"), antrag=antrag, gruende=["vermoegen"], begruendung=WHY)


def test_lack_of_cooperation_only_after_notice_and_period(actor: Who, now: Any, tmp_path: Path) -> None:
    """§ 66 Abs. 3 SGB I: asked in writing, posted, period over, paper still missing; each step is needed."""
    antrag = submitted()
    papers = applications.missing(antrag)
    assert papers

    def refuse() -> Entscheidung:
        return refuse_antrag(
            acting=actor("berg"), antrag=antrag, gruende=["fehlende_mitwirkung"], begruendung="Kein Mietvertrag."
        )

    with pytest.raises(CooperationNotAsked):
        refuse()
    letter = request_evidence(acting=actor("berg"), antrag=antrag, keys=[p.key for p in papers])
    now.set("2026-12-12T09:00")
    with pytest.raises(CooperationNotAsked):
        refuse()  # the letter never left
    now.set("2026-11-24T09:00")
    record_posting(acting=actor("post"), brief=letter, posted_on=date(2026, 11, 24))
    now.set("2026-12-11T09:00")
    with pytest.raises(CooperationNotAsked):
        refuse()  # last day of the period
    now.set("2026-12-12T09:00")
    final = issue_bescheid(acting=actor("oeztuerk"), entscheidung=refuse())
    assert final.brief is not None
    assert "Was wir abgewogen haben Kein Mietvertrag." in text_of(final.brief, tmp_path)


def test_a_letter_posted_too_late_leaves_no_reasonable_period(actor: Who, now: Any) -> None:
    antrag = submitted()
    papers = applications.missing(antrag)
    letter = request_evidence(acting=actor("berg"), antrag=antrag, keys=[papers[0].key])
    now.set("2026-12-08T09:00")
    record_posting(acting=actor("post"), brief=letter, posted_on=date(2026, 12, 8))
    now.set("2026-12-15T09:00")
    with pytest.raises(CooperationNotAsked):
        refuse_antrag(acting=actor("berg"), antrag=antrag, gruende=["fehlende_mitwirkung"], begruendung="Fehlt.")
