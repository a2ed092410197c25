"""A draft goes along with the newest questions; what was sent stays as it was asked."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from nahbar.benefits.grundsicherungsgeld.calculation import calculate
from nahbar.benefits.grundsicherungsgeld.facts import facts_from_answers
from nahbar.benefits.grundsicherungsgeld.questions import QUESTIONNAIRE, VERSIONS
from nahbar.domain.applications import queries
from nahbar.domain.applications.models import Antrag
from nahbar.questionnaire import engine
from nahbar.questionnaire.model import Answers
from tests.benefits import aylin

pytestmark = pytest.mark.django_db
NEWS = "Neu seit Ihrem letzten Besuch"


def first_version() -> Answers:
    """Aylin's answers as the first version asked for them."""
    return engine.effective(VERSIONS[0], aylin.answers())


@pytest.fixture
def client_with_old_draft(traeger: Any) -> Client:
    client = Client()
    client.post("/antrag/sichern")
    rows = Antrag.objects.filter(id=client.session["antraege"][0])
    rows.update(fragebogen_version=1, antworten=first_version())
    return client


def test_a_draft_of_an_earlier_version_goes_on_with_its_answers(client_with_old_draft: Client) -> None:
    """It is carried over when it is opened, told in one sentence, kept with the next answer, and loses nothing."""
    client = client_with_old_draft
    antrag_id = client.session["antraege"][0]
    page = client.get(f"/antrag/{antrag_id}/")
    assert NEWS in page.content.decode()
    kept = Antrag.objects.get(id=antrag_id)
    assert kept.fragebogen_version == 1 and kept.antworten == first_version(), "reading writes nothing"

    target = page.context["go_on"]
    assert target.endswith("/frage/trennung"), "the first new question"
    assert NEWS in client.get(target).content.decode()
    sent = {"getrennt_seit_unbekannt": "ja", "ex_kontakt": "geklaert"}
    assert client.post(target, sent).status_code == 302
    kept = Antrag.objects.get(id=antrag_id)
    assert kept.fragebogen_version == QUESTIONNAIRE.version and kept.antworten["ex_kontakt"] == "geklaert"
    assert first_version().items() <= {k: v for k, v in kept.antworten.items()}.items()
    assert NEWS not in client.get(f"/antrag/{antrag_id}/").content.decode()


def test_an_empty_draft_is_not_told_about_questions_it_never_saw(traeger: Any) -> None:
    client = Client()
    client.post("/antrag/sichern")
    Antrag.objects.filter(id=client.session["antraege"][0]).update(fragebogen_version=1)
    assert NEWS not in client.get(f"/antrag/{client.session['antraege'][0]}/").content.decode()


def test_a_sent_application_keeps_the_questions_it_was_asked(client_with_old_draft: Client) -> None:
    client = client_with_old_draft
    antrag_id = client.session["antraege"][0]
    Antrag.objects.filter(id=antrag_id).update(stand=Antrag.Stand.ZURUECKGENOMMEN)
    antrag = queries.antrag_by_id(antrag_id)
    assert queries.questionnaire_of(antrag) is VERSIONS[0] and antrag.antworten == first_version()
    labels = [row.label for section in engine.summary(VERSIONS[0], antrag.antworten) for row in section.rows]
    assert "Haben Sie ein Auto?" in labels
    assert engine.first_open_page(queries.questionnaire_of(antrag), antrag.antworten) is None


def test_answers_of_the_first_version_are_calculated_as_before() -> None:
    """The facts and the amounts of Aylin's family are the same in either version."""
    old, new = facts_from_answers(first_version(), aylin.MONTH), facts_from_answers(aylin.answers(), aylin.MONTH)
    assert old == new == aylin.FACTS
    assert calculate(old, aylin.MONTH).summe == 132368


def test_a_version_that_is_gone_is_named() -> None:
    antrag = Antrag(leistung="grundsicherungsgeld", fragebogen_version=99, stand=Antrag.Stand.EINGEGANGEN)
    with pytest.raises(LookupError, match="version 99"):
        queries.questionnaire_of(antrag)
