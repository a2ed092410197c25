"""J1 step 7: the same evening a draft exists; the programme proposes, persons present and release."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from nahbar.benefits import registry
from nahbar.benefits.base import FactsRefused
from nahbar.config.demo.town import create_staff, create_traeger
from nahbar.domain.applications import queries as applications
from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile import queries as casefile
from nahbar.domain.decisions import queries
from nahbar.domain.decisions.errors import OwnWork, RoleMissing
from nahbar.domain.decisions.facts import FactChange
from nahbar.domain.decisions.models import Entscheidung
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.jobs.worker import run_worker
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.accept_evidence import accept_evidence
from nahbar.procedures.add_upload import add_upload
from nahbar.procedures.amend_antrag import amend_antrag
from nahbar.procedures.draft_decision import JOB, NO_DRAFT, draft_complete_antrag
from nahbar.procedures.issue_bescheid import issue_bescheid
from nahbar.procedures.present_for_release import present_for_release
from nahbar.procedures.preview_letter import preview_letter
from nahbar.procedures.propose_decision import propose_decision
from nahbar.procedures.return_decision import return_decision
from nahbar.procedures.save_draft import save_draft
from tests.benefits import timo
from tests.procedures.desk import Who, citizen, submitted
from tests.procedures.test_upload import picture

HEATING = FactChange("wohnung.heizkosten", "75,00", "Abrechnung")


def queued() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("select status::text from procrastinate_jobs where task_name = %s order by id", [JOB])
        return [row[0] for row in cursor.fetchall()]


def send_what_is_missing(antrag: Antrag) -> None:
    for paper in applications.missing(antrag):
        add_upload(
            acting=citizen(antrag), antrag=antrag, nachweis_key=paper.key,
            filename=f"{paper.key}.jpg", data=picture(paper.titel),
        )  # fmt: skip


def drafted(antrag: Antrag) -> Entscheidung:
    """What the job leaves behind."""
    draft_complete_antrag(antrag=str(antrag.id))
    found = queries.open_decision(antrag)
    assert found is not None
    return found


def tasks(antrag: Antrag) -> dict[str, str]:
    assert antrag.akte is not None
    return {task.art: task.titel for task in casefile.open_aufgaben(antrag.akte)}


@pytest.mark.django_db(transaction=True)
def test_j1_the_last_paper_brings_the_draft_by_the_worker(now: Any) -> None:
    """J1 step 7: queued by the upload that completes the application, in its transaction; the worker makes it."""
    one = create_traeger("musterland")
    with traeger_scope(one.id):
        create_staff()
        antrag = submitted()
    assert queued() == []
    now.set("2026-11-25T18:10")
    with traeger_scope(one.id):
        send_what_is_missing(antrag)
        assert queued() == ["todo"]
    run_worker(once=True)
    assert queued() == ["succeeded"]
    with traeger_scope(one.id):
        draft = queries.open_decision(antrag)
        assert draft is not None and draft.stand == Entscheidung.Stand.ENTWURF
        assert (draft.erster_monat_summe, draft.created_by, draft.urheber) == (99300, None, "Nahbar (Vorschlag)")
        assert draft.created_at.date().isoformat() == "2026-11-25"


def test_an_application_complete_when_sent_is_queued_at_once(traeger: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    benefit = registry.get("grundsicherungsgeld")
    nothing = replace(benefit, evidence=lambda answers, month: ())
    monkeypatch.setattr(registry, "get", lambda key: nothing)
    assert applications.antrag_by_id(submitted().id).vollstaendig_at is not None
    assert queued() == ["todo"]


def test_the_last_paper_that_is_not_needed_brings_the_draft_too(actor: Who) -> None:
    antrag = submitted()
    papers = applications.missing(antrag)
    assert papers
    for number, paper in enumerate(papers, start=1):
        assert queued() == []
        accept_evidence(acting=actor("berg"), nachweis=paper, stand="entfaellt")
        assert len(queued()) == (number == len(papers))
    accept_evidence(acting=actor("berg"), nachweis=papers[0], stand="anerkannt")
    assert queued() == ["todo"], "complete is complete"


def test_twice_is_once(actor: Who) -> None:
    antrag = submitted()
    first = drafted(antrag)
    again = drafted(antrag)
    assert (again.id, again.version, again.untouched) == (first.id, 1, True)
    assert Entscheidung.objects.count() == 1


def test_persons_present_and_release_the_programme_never_does(actor: Who) -> None:
    """Four eyes stay: two persons, neither of them the programme."""
    antrag = submitted()
    draft = drafted(antrag)
    assert preview_letter(draft).startswith(b"%PDF")
    with pytest.raises(RoleMissing):
        present_for_release(acting=MACHINE, entscheidung=draft, version=1)
    with pytest.raises(RoleMissing):
        save_draft(acting=MACHINE, entscheidung=draft, version=1, changes=[HEATING])
    propose_decision(acting=actor("berg"), antrag=antrag)
    waiting = present_for_release(acting=actor("berg"), entscheidung=draft, version=1)
    for step in (issue_bescheid, lambda **who: return_decision(grund="x", **who)):
        with pytest.raises(RoleMissing):
            step(acting=MACHINE, entscheidung=waiting)
    with pytest.raises(OwnWork):
        issue_bescheid(acting=actor("berg"), entscheidung=waiting)
    draft_complete_antrag(antrag=str(antrag.id))
    assert queries.decision_by_id(draft.id).stand == Entscheidung.Stand.VORGELEGT
    final = issue_bescheid(acting=actor("oeztuerk"), entscheidung=waiting)
    assert final.freigegeben_by_id == actor("oeztuerk").account_id != final.vorgelegt_by_id
    draft_complete_antrag(antrag=str(antrag.id))
    assert Entscheidung.objects.count() == 1, "decided is decided"


def test_four_eyes_in_the_database_for_a_draft_of_the_programme(actor: Who) -> None:
    """Nobody has edited it: presenting and releasing still take two."""
    draft = drafted(submitted())
    berg, wolter = actor("berg").account_id, actor("wolter").account_id
    released = Entscheidung.Stand.FREIGEGEBEN
    for presented_by, released_by in ((berg, berg), (None, berg), (berg, None), (None, None)):
        with pytest.raises(IntegrityError, match="entscheidung_zwei_personen"), transaction.atomic():
            Entscheidung.objects.filter(id=draft.id).update(
                stand=released, vorgelegt_by_id=presented_by, freigegeben_by_id=released_by
            )
    two = Entscheidung.objects.filter(id=draft.id)
    assert two.update(stand=released, vorgelegt_by_id=berg, freigegeben_by_id=wolter) == 1


def test_what_somebody_works_on_is_not_touched(actor: Who) -> None:
    antrag = submitted()
    draft = save_draft(acting=actor("berg"), entscheidung=drafted(antrag), version=1, changes=[HEATING])
    amend_antrag(acting=citizen(antrag), antrag=antrag, answers=timo.answers(grundmiete="310.00"), anlass="Portal")
    after = drafted(antrag)
    assert (after.version, after.fakten, after.antworten_nr) == (draft.version, draft.fakten, 1)
    assert "aenderung_pruefen" in tasks(antrag), "the change still waits for a person"


def test_a_draft_that_a_person_made_is_not_touched(actor: Who) -> None:
    antrag = submitted()
    own = propose_decision(acting=actor("berg"), antrag=antrag)
    amend_antrag(acting=citizen(antrag), antrag=antrag, answers=timo.answers(grundmiete="310.00"), anlass="Portal")
    assert (drafted(antrag).antworten_nr, own.urheber) == (1, "Frau Berg")


def test_nothing_can_be_calculated_the_desk_reads_why(actor: Who) -> None:
    antrag = submitted(timo.answers(arbeitsfaehig=False))
    draft_complete_antrag(antrag=str(antrag.id))
    draft_complete_antrag(antrag=str(antrag.id))
    assert tasks(antrag)[NO_DRAFT].startswith("Noch kein Vorschlag: Niemand in der Bedarfsgemeinschaft")
    propose_decision(acting=actor("berg"), antrag=antrag)
    assert NO_DRAFT not in tasks(antrag), "somebody has seen it"


def test_answers_that_make_no_case_give_a_task_and_no_crash(actor: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    antrag = submitted()
    sentence = "Zu dieser Person fehlt das Geburtsdatum. " * 6

    def refuse(answers: Any, month: Any) -> Any:
        raise FactsRefused([{"pfad": "personen[0]", "code": "fehlt", "text": sentence}])

    broken = replace(registry.get("grundsicherungsgeld"), facts_from_answers=refuse)
    monkeypatch.setattr(registry, "get", lambda key: broken)
    draft_complete_antrag(antrag=str(antrag.id))
    title = tasks(antrag)[NO_DRAFT]
    assert title.startswith("Noch kein Vorschlag: Zu dieser Person fehlt") and len(title) == 160
    assert queries.open_decision(antrag) is None
