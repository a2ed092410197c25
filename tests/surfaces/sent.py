"""A browser whose application has been sent: where most stories of the portal begin."""

from __future__ import annotations

from django.test import Client

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import queries
from nahbar.domain.applications.models import Antrag
from nahbar.procedures.submit_antrag import submit_antrag
from nahbar.questionnaire.model import Answers
from tests.procedures.desk import citizen


def sent_browser(answers: Answers) -> tuple[Client, Antrag]:
    """Secured without an account, answered in one go and sent, and the application as it then stands."""
    client = Client()
    client.post("/antrag/sichern")
    antrag = queries.antrag_by_id(client.session["antraege"][0])
    who = citizen(antrag)
    applications.store_answers(acting=who, antrag=applications.lock(antrag), antworten=answers)
    return client, submit_antrag(acting=who, antrag=antrag)
