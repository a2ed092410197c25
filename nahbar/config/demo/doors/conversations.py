"""What the demo shows of conversations: an open request for a paper, an unread message, a video meeting today."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from nahbar.config.demo.counter import Counter, citizen
from nahbar.config.demo.moments import clock_at
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.queries import nachweise
from nahbar.domain.appointments import queries as appointments
from nahbar.domain.appointments.models import Angebot
from nahbar.domain.conversations.actions import Content, mark_read
from nahbar.domain.conversations.queries import gespraech_of
from nahbar.platform import clock
from nahbar.platform.zone import BERLIN
from nahbar.procedures.answer_message import answer_message
from nahbar.procedures.ask_for_paper import ask_for_paper
from nahbar.procedures.book_termin import book_termin
from nahbar.procedures.send_message import PERSON, send_message
from nahbar.procedures.set_up_ort import assign, open_hours, set_up_angebot

MEETING_MINUTES = 90
HALF_HOUR = timedelta(minutes=30)


def _case(vorname: str, nachname: str) -> Antrag | None:
    found: Antrag | None = (
        Antrag.objects.select_related("person", "akte__person", "vorgang", "traeger")
        .filter(person__vorname=vorname, person__nachname=nachname, akte__isnull=False, vorgang__isnull=False)
        .order_by("-gesichert_at")
        .first()
    )
    return found


def _asked(counter: Counter, antrag: Antrag) -> None:
    """Şirin has an answer, and a request for a paper that is still open."""
    berg, now = counter.staff["berg"], clock.now()
    question = (
        "Guten Abend, zählt das Kindergeld für Zoë als Einkommen? Und muss ich den neuen Lohnzettel auch schicken?"
    )
    with clock_at(min(counter.ago(3, 18, 42), now)):
        send_message(acting=citizen(antrag), antrag=antrag, text=question, to=PERSON)
    gespraech = gespraech_of(antrag.akte) if antrag.akte else None
    assert gespraech is not None
    answer = "Guten Tag Frau Müßig-Öztürk, ja, das Kindergeld zählt bei Zoë. Im Portal sehen Sie, wie wir rechnen."
    with clock_at(min(counter.ago(2, 9, 15), now)):
        answer_message(acting=berg, gespraech=gespraech, content=Content(text=answer))
    with clock_at(min(counter.ago(2, 19, 3), now)):
        mark_read(acting=citizen(antrag), gespraech=gespraech, by_citizen=True)
    keys = [paper.key for paper in nachweise(antrag) if paper.stand != "entfaellt"]
    paper = next((key for key in keys if key.startswith("lohn")), keys[0] if keys else "")
    if paper:
        with clock_at(min(counter.ago(0, 8, 20), now)):
            ask_for_paper(
                acting=berg, gespraech=gespraech, antrag=antrag, nachweis_key=paper,
                text="Bitte senden Sie uns Ihre Lohnabrechnung für November, sobald Sie sie haben.",
                bis=date.fromordinal(clock.today().toordinal() + 14),
            )  # fmt: skip


def _unread(counter: Counter, antrag: Antrag) -> None:
    """Timo has written to the office in general this morning."""
    with clock_at(min(counter.ago(0, 7, 50), clock.now())):
        send_message(
            acting=citizen(antrag), antrag=antrag,
            text="Guten Morgen, ich habe am Mittwoch ein Vorstellungsgespräch in Bocholt. Zahlen Sie die Fahrkarte?",
        )  # fmt: skip


def _next_half_hour(now: datetime) -> datetime:
    local = now.astimezone(BERLIN)
    start = local.replace(minute=0, second=0, microsecond=0)
    while start < local:
        start += HALF_HOUR
    return start


def _meeting(counter: Counter, antrag: Antrag) -> None:
    """A video meeting of Şirin and Frau Berg that is about to begin, if the day is long enough for it."""
    lead, berg = counter.staff["wolter"], counter.staff["berg"]
    orte = appointments.orte()
    begin = _next_half_hour(clock.now())
    end = begin + timedelta(minutes=MEETING_MINUTES)
    if not orte or end.date() != begin.date():
        return
    angebot = set_up_angebot(
        acting=lead, ort=orte[0], titel="Besprechung per Video", art=Angebot.Art.VIDEO, dauer_min=MEETING_MINUTES,
        online_buchbar=False, beschreibung="Zum Ausprobieren in dieser Vorführung.",
    )  # fmt: skip
    open_hours(
        acting=lead, angebot=angebot, weekday=begin.weekday(), von=begin.time(), bis=end.time(),
        gueltig_von=begin.date(),
    )  # fmt: skip
    assign(acting=lead, angebot=angebot, name="Frau Berg", art="person")
    angebot = appointments.angebot_by_id(angebot.id)
    slots = appointments.free_slots(angebot, begin.date(), 1, 1, staff=True)
    if slots and antrag.akte is not None:
        book_termin(
            acting=berg, angebot=angebot, beginn=slots[0].beginn, akte=antrag.akte, anlass="Entwurf der Entscheidung"
        )


def fill(counter: Counter) -> None:
    """Two threads and one meeting, in cases that visitors look at."""
    sirin, timo = _case("Şirin", "Müßig-Öztürk"), _case("Timo", "Krüger")
    if sirin is not None:
        _asked(counter, sirin)
        _meeting(counter, sirin)
    if timo is not None:
        _unread(counter, timo)
