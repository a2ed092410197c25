"""Pages of messages and video: who may see them, and what they look like."""

from __future__ import annotations

from typing import Any

CITIZEN = frozenset({"citizen"})
ANSWERERS = frozenset({"leistung", "fallmanagement", "teamlead"})
ROWS: list[tuple[str | frozenset[str], str]] = [
    (CITIZEN, "portal: messages messages_open messages_part cannot_come new_time"),
    ("public", "portal: meeting meeting_enter meeting_exchange meeting_leave"),
    (
        ANSWERERS,
        "workplace: conversations conversation conversation_of conversation_open conversation_part conversation_read"
        " conversation_answer conversation_ask conversation_settle conversation_hand_on conversation_text"
        " meeting meeting_enter meeting_exchange meeting_admit meeting_refuse meeting_end",
    ),
]
NO_PAGES: frozenset[str] = frozenset(
    {
        "portal:messages_open", "portal:messages_part", "workplace:conversation_of", "workplace:conversation_open",
        "workplace:conversation_part", "workplace:conversation_read", "workplace:conversation_answer",
        "workplace:conversation_ask", "workplace:conversation_settle", "workplace:conversation_hand_on",
        "workplace:conversation_text", "portal:meeting_enter", "portal:meeting_exchange", "portal:meeting_leave",
        "workplace:meeting_enter", "workplace:meeting_exchange", "workplace:meeting_admit", "workplace:meeting_refuse",
        "workplace:meeting_end",
    }
)  # fmt: skip


FILL = """
import django, sys; django.setup()
from datetime import date, time, timedelta
from nahbar.domain.applications.queries import antrag_by_id
from nahbar.domain.appointments import queries
from nahbar.domain.appointments.models import Angebot
from nahbar.domain.conversations.queries import gespraech_of
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.answer_message import answer_message
from nahbar.domain.conversations.actions import Content
from nahbar.procedures.ask_for_paper import ask_for_paper
from nahbar.procedures.book_termin import book_termin
from nahbar.procedures.cannot_come import cannot_come
from nahbar.procedures.send_message import send_message
from nahbar.procedures.set_up_ort import assign, open_hours, set_up_angebot, set_up_ort
from tests.procedures.desk import citizen
with traeger_scope(Traeger.objects.get(kuerzel="musterland").id):
    staff = {a.login: actor_of_account(a) for a in Account.objects.filter(kind="staff")}
    ort = set_up_ort(acting=staff["wolter"], name="Haus der Gespräche", strasse="Markt 2", plz="46325",
                     ort="Musterstadt", eigentuemer="Kreis", telefon="02861 555-0")
    angebot = set_up_angebot(acting=staff["wolter"], ort=ort, titel="Videosprechstunde", art=Angebot.Art.VIDEO,
                             dauer_min=15)
    for weekday in range(7):
        open_hours(acting=staff["wolter"], angebot=angebot, weekday=weekday, von=time(0), bis=time(23, 45),
                   gueltig_von=date(2026, 1, 1))
    for number in (1, 2):
        assign(acting=staff["wolter"], angebot=angebot, name=f"Bildraum {number}", art="videoraum")
    angebot = queries.angebot_by_id(angebot.id)
    full, gone = antrag_by_id("%s"), antrag_by_id("%s")
    send_message(acting=citizen(full), antrag=full, text="Guten Tag, ich bin mit dem Bescheid nicht einverstanden.")
    gespraech = gespraech_of(full.akte)
    answer_message(acting=staff["berg"], gespraech=gespraech, content=Content(text="Guten Tag. Ich rufe Sie an."))
    ask_for_paper(acting=staff["berg"], gespraech=gespraech, antrag=full, nachweis_key="kontoauszuege",
                  bis=clock.today() + timedelta(days=9))
    send_message(acting=citizen(full), antrag=full, text="Danke. " + "Wortwörtlichwiederholtelangeworte" * 9)
    slots = queries.free_slots(angebot, clock.today(), 2, 2, staff=True)
    one = book_termin(acting=staff["berg"], angebot=angebot, beginn=slots[0].beginn, akte=full.akte)
    two = book_termin(acting=staff["berg"], angebot=angebot, beginn=slots[1].beginn, akte=gone.akte)
    cannot_come(acting=citizen(gone), antrag=gone, termin=two, grund="Mein Kind ist krank")
    print(gespraech.id, one.id, two.id, gespraech_of(gone.akte).id)
"""
"""A full thread with an open request, a meeting that is about to begin, and an appointment that was given back."""


def places(there: Any) -> list[Any]:
    """Threads, the meeting, and the way to a new time."""
    from tests.journeys.places import Place, id_of

    sent, full, gone = (there.antrag[who] for who in ("abgeschickt", "geaendert", "entschieden"))
    thread, meeting, cancelled, other = there.town.python(FILL % (id_of(full), id_of(gone))).split()
    away = f"{gone}nachrichten/termin/{cancelled}"
    return [
        Place("portal:messages", f"{sent}nachrichten", "abgeschickt", label="portal-messages-leer"),
        Place("portal:messages", f"{full}nachrichten", "geaendert"),
        Place("portal:messages", f"{full}nachrichten", "geaendert", label="portal-messages-fehler",
              click="Nachricht senden"),
        Place("portal:cannot_come", f"{full}nachrichten/termin/{meeting}/absagen", "geaendert"),
        Place("portal:new_time", f"{away}/neue-zeit", "entschieden"),
        Place("portal:meeting", f"/termin/{meeting}/video", "geaendert"),
        Place("portal:meeting", f"/termin/{cancelled}/video", "entschieden", label="portal-meeting-zu"),
        Place("workplace:conversations", "/arbeit/gespraeche", "berg"),
        Place("workplace:conversations", "/arbeit/gespraeche?text=Nirgends", "berg",
              label="workplace-conversations-leer"),
        Place("workplace:conversation", f"/arbeit/gespraech/{thread}", "berg"),
        Place("workplace:conversation", f"/arbeit/gespraech/{thread}", "fall", label="workplace-conversation-grund"),
        Place("workplace:conversation", f"/arbeit/gespraech/{other}", "berg", label="workplace-conversation-absage"),
        Place("workplace:meeting", f"/arbeit/termin/{meeting}/video", "berg"),
        Place("workplace:meeting", f"/arbeit/termin/{cancelled}/video", "berg", label="workplace-meeting-zu"),
    ]  # fmt: skip
