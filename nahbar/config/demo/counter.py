"""What people and staff do in the cases that visitors look at, in short words, through the house's own procedures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from nahbar.benefits.grundsicherungsgeld.benefit import BENEFIT
from nahbar.config.demo.moments import moment
from nahbar.config.demo.rest import with_the_rest
from nahbar.config.demo.special import without_empty
from nahbar.config.demo.where import Access
from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.access import Secured
from nahbar.domain.applications.models import Antrag, Nachweis
from nahbar.domain.applications.queries import antrag_by_id, nachweise
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Aufgabe
from nahbar.domain.decisions.models import Entscheidung
from nahbar.platform.accounts.roles import ANONYMOUS, Actor, Role
from nahbar.platform.zone import BERLIN
from nahbar.procedures.accept_evidence import accept_evidence
from nahbar.procedures.add_upload import add_upload
from nahbar.procedures.present_for_release import present_for_release
from nahbar.procedures.propose_decision import propose_decision
from nahbar.procedures.secure_antrag import secure_antrag
from nahbar.procedures.submit_antrag import submit_antrag
from nahbar.questionnaire.model import Answers


class UploadRefused(RuntimeError):
    """A paper of the demo was refused: the demo would lack it."""


@dataclass
class Counter:
    """The office as of a day, and the ways into the cases that were made at it."""

    staff: Mapping[str, Actor]
    today: date
    accesses: list[Access] = field(default_factory=list)

    def ago(self, days: int, hour: int, minute: int = 0) -> datetime:
        """This time of day, so many days before today."""
        return moment(self.today - timedelta(days=days), hour, minute)

    def secure(self, name: str, story: str) -> Secured:
        """Somebody secures the day; with a story to tell, code and PIN are kept for `demo-where`."""
        secured = secure_antrag(acting=ANONYMOUS, leistung=BENEFIT.key)
        if story:
            self.accesses.append(Access(name, secured.code, secured.pin, story))
        return secured

    def answer(self, antrag: Antrag, answers: Answers) -> None:
        """All questions answered in one go."""
        acting, current = citizen(antrag), applications.lock(antrag)
        day = current.gesichert_at.astimezone(BERLIN).date()
        full = with_the_rest(BENEFIT.questionnaire, without_empty(answers), day)
        applications.store_answers(acting=acting, antrag=current, antworten=full)
        applications.sync_nachweise(acting=acting, antrag=current)

    def send(self, antrag: Antrag, key: str, filename: str, data: bytes) -> None:
        """One file to one paper; raises UploadRefused."""
        current = antrag_by_id(antrag.id)
        upload = add_upload(acting=citizen(antrag), antrag=current, nachweis_key=key, filename=filename, data=data)
        if not upload.angenommen:
            raise UploadRefused(f"{filename}: {upload.grund}")

    def submit(self, antrag: Antrag) -> Antrag:
        """The declaration is sent."""
        return submit_antrag(acting=citizen(antrag), antrag=antrag_by_id(antrag.id))

    def take(self, login: str, antrag: Antrag) -> None:
        """A caseworker makes the case her own, opens the file and accepts the papers that have come."""
        acting = self.staff[login]
        current = antrag_by_id(antrag.id)
        assert current.akte is not None and current.vorgang is not None
        casefile.log_access(acting=acting, akte=current.akte, zweck="Antrag prüfen")
        for task in Aufgabe.objects.filter(vorgang=current.vorgang, erledigt_at=None, pool=Role.LEISTUNG.value):
            casefile.take_aufgabe(acting=acting, aufgabe=task)
        for paper in nachweise(current):
            if paper.stand == Nachweis.Stand.GESENDET:
                accept_evidence(acting=acting, nachweis=paper, stand=Nachweis.Stand.ANERKANNT)

    def present(self, login: str, antrag: Antrag) -> Entscheidung:
        """The draft is calculated and put before a second person."""
        acting = self.staff[login]
        draft = propose_decision(acting=acting, antrag=antrag_by_id(antrag.id))
        return present_for_release(acting=acting, entscheidung=draft, version=draft.version)


def citizen(antrag: Antrag) -> Actor:
    """Somebody who has opened this application with code and PIN."""
    return Actor("citizen", str(antrag.id), frozenset({Role.CITIZEN}), antrag_ids=frozenset({antrag.id}))
