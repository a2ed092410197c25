"""A video meeting between separate Chromium processes with invented cameras: for the journey and for the bench."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.conftest import CHROMIUM_ARGUMENTS
from tests.journeys.conftest import Town
from tests.journeys.test_j1_first_application import sign_in

FAKE_MEDIA = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--allow-loopback-in-peer-connection",
]
"""A camera that draws a moving picture; two browsers of one machine find each other over the loopback network."""

CASE = """
import django, json; django.setup()
from datetime import date, time, timedelta
from nahbar.domain.applications import actions as applications
from nahbar.domain.appointments import queries
from nahbar.domain.appointments.models import Angebot, Ort
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.book_termin import book_termin
from nahbar.procedures.secure_antrag import secure_antrag
from nahbar.procedures.set_up_ort import assign, open_hours, set_up_angebot, set_up_ort
from nahbar.procedures.submit_antrag import submit_antrag
from tests.benefits import timo
from tests.procedures.desk import citizen
with traeger_scope(Traeger.objects.get(kuerzel='musterland').id):
    lead = actor_of_account(Account.objects.get(login='wolter'))
    titel = 'Beratung per Video'
    angebot = Angebot.objects.filter(titel=titel).first()
    if angebot is None:
        ort = set_up_ort(acting=lead, name='Jobcenter Musterstadt', strasse='Marktplatz 1', plz='46325',
                         ort='Musterstadt', eigentuemer='Kreis', telefon='02861 555-0')
        angebot = set_up_angebot(acting=lead, ort=ort, titel=titel, art=Angebot.Art.VIDEO, dauer_min=30)
        for weekday in range(5):
            open_hours(acting=lead, angebot=angebot, weekday=weekday, von=time(8), bis=time(18),
                       gueltig_von=date(2026, 1, 1))
        for number in range(1, 4):
            assign(acting=lead, angebot=angebot, name=f'Videoraum {number}', art='videoraum')
    secured = secure_antrag(acting=ANONYMOUS, leistung='grundsicherungsgeld')
    antrag, who = secured.antrag, citizen(secured.antrag)
    applications.store_answers(acting=who, antrag=applications.lock(antrag), antworten=timo.answers())
    antrag = submit_antrag(acting=who, antrag=antrag)
    berg = actor_of_account(Account.objects.get(login='berg'))
    slot = queries.free_slots(queries.angebot_by_id(angebot.id), clock.today(), 1, 1, staff=True)[0]
    termin = book_termin(acting=berg, angebot=queries.angebot_by_id(angebot.id), beginn=slot.beginn, akte=antrag.akte)
    print(json.dumps({'code': secured.code, 'pin': secured.pin, 'antrag': str(antrag.id), 'akte': str(antrag.akte_id),
                      'termin': str(termin.id), 'termin_code': termin.code}))
"""


@dataclass(frozen=True)
class Case:
    """One citizen with an appointment by video that is about to begin."""

    code: str
    pin: str
    antrag: str
    akte: str
    termin: str
    termin_code: str


def video_case(town: Town) -> Case:
    """The next free time by video, booked; the clock should stand a few minutes before a quarter or half hour."""
    return Case(**json.loads(town.python(CASE)))


@contextmanager
def browser(playwright_type: Any, **context: Any) -> Iterator[Any]:
    """A page in a Chromium process of its own."""
    program = shutil.which("chromium")
    process = playwright_type.launch(executable_path=program, args=[*CHROMIUM_ARGUMENTS, *FAKE_MEDIA])
    try:
        page = process.new_context(locale="de-DE", **context).new_page()
        page.set_default_timeout(30_000)
        yield page
    finally:
        process.close()


def open_case(page: Any, town: Town, case: Case) -> None:
    """The citizen comes back with code and PIN."""
    page.goto(f"{town.url}/weiter")
    page.locator('[name="code"]').fill(case.code)
    page.locator('[name="pin"]').fill(case.pin)
    page.get_by_role("button", name="Weitermachen").click()
    page.wait_for_load_state("load")


def to_waiting_room(page: Any, town: Town, case: Case) -> None:
    """Through the door of the own appointment into the waiting room."""
    page.goto(f"{town.url}/termin/{case.termin}/video")
    page.get_by_role("button", name="In den Warteraum").click()
    page.get_by_text("Sie sind im Warteraum").wait_for()


def host_meeting(page: Any, town: Town, case: Case, login: str = "berg") -> None:
    """The adviser opens the meeting."""
    sign_in(page, town, login)
    page.goto(f"{town.url}/arbeit/termin/{case.termin}/video")
    page.get_by_role("button", name="Gespräch öffnen").click()
    page.get_by_role("heading", name="Warteraum").wait_for()


def connected(page: Any) -> None:
    """Wait until pictures of the other side arrive."""
    page.locator("[data-call][data-frames]").wait_for()


def figures(page: Any) -> dict[str, Any]:
    """What the page has measured: frames and packets that arrived, size of the picture, time until connected."""
    found: dict[str, Any] = page.evaluate(
        "() => { const d = document.querySelector('[data-call]').dataset; return {framesDecoded: Number(d.frames ?? 0),"
        " audioPackets: Number(d.packets ?? 0), size: d.size ?? '', connectMs: Number(d.connectMs ?? 0),"
        " state: d.state ?? ''}; }"
    )
    return found
