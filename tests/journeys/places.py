"""Every page of the house with somebody who may see it: for pictures (`scripts/shots`) and for the tests of looks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from nahbar.benefits.grundsicherungsgeld.questions import QUESTIONNAIRE
from nahbar.config.demo.special import SPECIAL
from nahbar.questionnaire import engine
from nahbar.questionnaire.model import Answers
from tests import doors
from tests.benefits import aylin
from tests.journeys.client import Browser
from tests.journeys.test_j1_first_application import photo
from tests.journeys.walk import secure

UNKNOWN = "01900000-0000-7000-8000-000000000000"
PASSWORD = "Vorfuehrung-2026"
NO_PAGES = frozenset(
    {
        "health", "ui:language", "portal:leave", "portal:receipt_pdf", "portal:upload_view", "portal:upload_preview",
        "portal:document", "portal:passkey_sign_in", "portal:passkey_question", "portal:passkey_options",
        "portal:passkey_remove", "portal:vorschuss", "portal:open_letter", "portal:letter", "workplace:logout",
        "workplace:take_many", "workplace:change_task", "workplace:akte_open", "workplace:document",
        "workplace:document_page", "workplace:propose", "workplace:save_draft", "workplace:resolve",
        "workplace:present", "workplace:postpone", "workplace:refuse", "workplace:judge", "workplace:request_papers",
        "workplace:letter", "workplace:release_now", "workplace:give_back", "workplace:posted", "workplace:post_letter",
        "workplace:stop_letter", "workplace:prepare_run", "workplace:release_run", "workplace:discard_run",
        "workplace:run_file", "workplace:new_access", "workplace:verify", "workplace:take_antrag",
        "workplace:passkey_question", "workplace:own_passkey_question", "workplace:own_passkey_remove",
    }
)  # fmt: skip
"""Addresses that answer with a file, a number, or only to a posted form."""


@dataclass(frozen=True)
class Place:
    """One page: `page` is its name in tests/personas.py, `label` the name of its picture, `who` looks at it.

    `fill` types into fields, then `click` names a button that is pressed.
    """

    page: str
    path: str
    who: str = ""
    label: str = ""
    click: str = ""
    fill: tuple[tuple[str, str], ...] = ()
    open_details: bool = False

    @property
    def name(self) -> str:
        """File name of the picture, without look and suffix."""
        return self.label or self.page.replace(":", "-")

    @property
    def surface(self) -> str:
        """`portal`, `workplace` or `ui`."""
        return self.page.partition(":")[0]


@dataclass
class Visitors:
    """Browsers that are signed in, by name; what they own, by name."""

    town: Any
    browsers: dict[str, Browser] = field(default_factory=dict)
    antrag: dict[str, str] = field(default_factory=dict)
    """Visitor → address of the application, ending in a slash."""

    def cookies(self, who: str) -> list[dict[str, str]]:
        """The cookies of a visitor as Playwright takes them; none for a stranger."""
        if not who:
            return []
        return [{"name": c.name, "value": str(c.value), "url": self.town.url} for c in self.browsers[who].jar]


def every_question(answers: Answers) -> list[tuple[str, str]]:
    """All question pages of these answers as (page, item), each page once."""
    found: dict[str, str] = {}
    for ref in engine.reachable_pages(QUESTIONNAIRE, answers):
        found.setdefault(ref.page, ref.item)
    return list(found.items())


def draft(town: Any, answers: Answers) -> tuple[Browser, str]:
    """Somebody who has secured the day and answered all questions; browser and address."""
    browser = Browser(town.url)
    antrag, _, _ = secure(browser)
    store = (
        "import django, json, sys; django.setup()\n"
        "from nahbar.benefits.grundsicherungsgeld.questions import QUESTIONNAIRE\n"
        "from nahbar.config.demo.rest import with_the_rest\n"
        "from nahbar.config.demo.special import without_empty\n"
        "from nahbar.config.demo.counter import citizen\n"
        "from nahbar.domain.applications import actions\n"
        "from nahbar.domain.applications.models import Antrag\n"
        "from nahbar.platform.tenancy.models import Traeger\n"
        "from nahbar.platform.tenancy.scope import traeger_scope\n"
        "with traeger_scope(Traeger.objects.get(kuerzel='musterland').id):\n"
        f"    antrag = actions.lock(Antrag.objects.get(id={antrag.strip('/').split('/')[-1]!r}))\n"
        f"    answers = json.loads({json.dumps(json.dumps(answers))})\n"
        "    answers = without_empty(with_the_rest(QUESTIONNAIRE, answers, antrag.wirkt_ab))\n"
        "    actions.store_answers(acting=citizen(antrag), antrag=antrag, antworten=answers)\n"
        "    actions.sync_nachweise(acting=citizen(antrag), antrag=antrag)\n"
    )
    town.python(store)
    return browser, antrag


def send_paper(browser: Browser, antrag: str, key: str, name: str, data: bytes, media_type: str) -> None:
    """Send one file for one paper."""
    path = f"{antrag}unterlagen/{key}"
    browser.get(path)
    browser.upload(path, "dateien", name, data, media_type)


def submit(browser: Browser, antrag: str) -> None:
    """Declare and send."""
    browser.get(f"{antrag}pruefen")
    done = browser.post(f"{antrag}pruefen", {"richtig": "1"})
    assert done.path.endswith("/bestaetigung"), done.text[:500]


def staff(town: Any, login: str) -> Browser:
    """Somebody of the office, signed in."""
    browser = Browser(town.url)
    browser.get("/arbeit/anmelden")
    done = browser.post("/arbeit/anmelden", {"login": login, "password": PASSWORD, "code": town.totp()})
    assert "/anmelden" not in done.path, done.text[:500]
    return browser


DECIDE = """
import django; django.setup()
from nahbar.config.demo.counter import Counter
from nahbar.domain.applications.models import Antrag
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.issue_bescheid import issue_bescheid
with traeger_scope(Traeger.objects.get(kuerzel='musterland').id):
    staff = {a.login: actor_of_account(a) for a in Account.objects.filter(is_active=True, kind='staff')}
    counter, antrag = Counter(staff, clock.today()), Antrag.objects.get(id=%r)
    counter.take('berg', antrag)
    issue_bescheid(acting=staff['oeztuerk'], entscheidung=counter.present('berg', antrag))
"""


def id_of(antrag: str) -> str:
    """The id in the address of an application."""
    return antrag.strip("/").split("/")[-1]


def citizens(town: Any) -> Visitors:
    """People at every point of the way: just secured, in the middle, many children, sent, corrected, decided."""
    there = Visitors(town)
    fresh = Browser(town.url)
    there.antrag["frisch"], _, _ = secure(fresh)
    there.browsers["frisch"] = fresh

    there.browsers["entwurf"], there.antrag["entwurf"] = draft(town, aylin.answers())
    lines = ("Mietvertrag", "", "Südstraße 14a, Rhede", "Grundmiete 620,00 €", "Nebenkosten 140,00 €")
    here, antrag = there.browsers["entwurf"], there.antrag["entwurf"]
    here.get(f"{antrag}gesichert")
    here.post(f"{antrag}gesichert")
    send_paper(here, antrag, "mietvertrag", "Mietvertrag 🏠 Seite 1.jpg", photo(lines), "image/jpeg")
    send_paper(here, antrag, "kontoauszuege", "Auszug.zip", b"PK\x05\x06" + bytes(18), "application/zip")

    there.browsers["gross"], there.antrag["gross"] = draft(town, SPECIAL[0])
    for who, answers in (("abgeschickt", aylin.answers()), ("geaendert", SPECIAL[1])):
        there.browsers[who], there.antrag[who] = draft(town, answers)
        send_paper(there.browsers[who], there.antrag[who], "mietvertrag", "Miete.jpg", photo(lines), "image/jpeg")
        submit(there.browsers[who], there.antrag[who])
    changed = there.antrag["geaendert"]
    there.browsers["geaendert"].get(f"{changed}frage/telefon?weg=aendern")
    there.browsers["geaendert"].post(f"{changed}frage/telefon", {"telefon": "02861 5559876", "weg": "aendern"})

    big = SPECIAL[0] | {"bescheid_weg": "portal"}
    there.browsers["entschieden"], there.antrag["entschieden"] = draft(town, big)
    submit(there.browsers["entschieden"], there.antrag["entschieden"])
    town.python(DECIDE % id_of(there.antrag["entschieden"]))

    gone = Browser(town.url)
    there.antrag["zurueck"], _, _ = secure(gone)
    gone.get(f"{there.antrag['zurueck']}zuruecknehmen")
    gone.post(f"{there.antrag['zurueck']}zuruecknehmen")
    there.browsers["zurueck"] = gone

    two = Browser(town.url)
    first, _, _ = secure(two)
    two.get(f"{first}frage/wohnsituation")
    two.post(f"{first}frage/wohnsituation", {"wohnsituation": "ohne"})
    there.antrag["zwei"], _, _ = secure(two)
    there.browsers["zwei"] = two
    return there


def portal_places(there: Visitors) -> list[Place]:
    """All pages of the portal in the states that people meet."""
    fresh, half, many, sent = (there.antrag[who] for who in ("frisch", "entwurf", "gross", "abgeschickt"))
    changed, decided, gone = (there.antrag[who] for who in ("geaendert", "entschieden", "zurueck"))
    places = [
        Place("portal:start", "/"),
        Place("portal:help_today", "/hilfe-heute"),
        Place("portal:secure", "/antrag/sichern"),
        Place("portal:sign_out", "/abmelden"),
        Place("portal:resume", "/weiter"),
        Place("portal:resume", "/weiter", label="portal-resume-fehler", click="Weitermachen",
              fill=(("code", "7F3K-92QX"), ("pin", "000000"))),
        Place("portal:sign_in", "/anmelden"),
        Place("portal:sign_in", "/anmelden", label="portal-sign_in-fehler", click="Anmelden",
              fill=(("login", "niemand"), ("passwort", "nichts"))),
        Place("portal:lost", "/zugang-verloren"),
        Place("portal:lost", "/zugang-verloren", label="portal-lost-fehler", click="Neuen Code anfordern"),
        Place("portal:lost_done", "/zugang-verloren/danke"),
        Place("portal:datenschutz", "/datenschutz"),
        Place("portal:impressum", "/impressum"),
        Place("portal:barrierefreiheit", "/barrierefreiheit"),
        Place("portal:leichte_sprache", "/leichte-sprache"),
        Place("portal:gebaerdensprache", "/gebaerdensprache"),
        Place("portal:start", "/gibt-es-nicht", label="portal-404"),
        Place("portal:mine", "/mein", "zwei"),
        Place("portal:secured", f"{fresh}gesichert", "frisch"),
        Place("portal:secured", f"{half}gesichert", "entwurf", label="portal-secured-spaeter"),
        Place("portal:tasks", fresh, "frisch", label="portal-tasks-leer"),
        Place("portal:tasks", half, "entwurf"),
        Place("portal:account", f"{half}konto", "entwurf"),
        Place("portal:account", f"{half}konto", "entwurf", label="portal-account-fehler", click="Konto anlegen"),
        Place("portal:passkey", f"{half}geraet", "entwurf"),
        Place("portal:later", f"{half}spaeter", "entwurf"),
        Place("portal:estimate", f"{fresh}schaetzung", "frisch", label="portal-estimate-leer"),
        Place("portal:estimate", f"{half}schaetzung", "entwurf", open_details=True),
        Place("portal:estimate", f"{many}schaetzung", "gross", label="portal-estimate-gross"),
        Place("portal:what_if", f"{half}was-waere-wenn", "entwurf"),
        Place("portal:papers", f"{fresh}unterlagen", "frisch", label="portal-papers-leer"),
        Place("portal:papers", f"{half}unterlagen", "entwurf"),
        Place("portal:paper", f"{half}unterlagen/mietvertrag", "entwurf"),
        Place("portal:paper", f"{half}unterlagen/kontoauszuege?gesendet=1", "entwurf", label="portal-paper-abgelehnt"),
        Place("portal:paper", f"{half}unterlagen/kontoauszuege", "entwurf", label="portal-paper-fehler",
              click="Senden"),
        Place("portal:review", f"{half}pruefen", "entwurf"),
        Place("portal:review", f"{half}pruefen", "entwurf", label="portal-review-fehler", click="Antrag abschicken"),
        Place("portal:review", f"{fresh}pruefen", "frisch", label="portal-review-leer"),
        Place("portal:review", f"{many}pruefen", "gross", label="portal-review-gross"),
        Place("portal:withdraw", f"{half}zuruecknehmen", "entwurf"),
        Place("portal:remove_item", f"{half}frage/personen/p2/entfernen", "entwurf"),
        Place("portal:receipt", f"{sent}bestaetigung", "abgeschickt"),
        Place("portal:status", f"{sent}status", "abgeschickt"),
        Place("portal:status", f"{decided}status", "entschieden", label="portal-status-entschieden"),
        Place("portal:status", f"{gone}status", "zurueck", label="portal-status-zurueck"),
        Place("portal:changes", f"{sent}aendern", "abgeschickt"),
        Place("portal:changes", f"{changed}aendern", "geaendert", label="portal-changes-begonnen"),
        Place("portal:mailbox", f"{sent}post", "abgeschickt", label="portal-mailbox-leer"),
        Place("portal:mailbox", f"{decided}post", "entschieden"),
        Place("portal:bescheid", f"{decided}bescheid", "entschieden"),
        Place("portal:accesses", f"{sent}einsicht", "abgeschickt", label="portal-accesses-leer"),
        Place("portal:accesses", f"{decided}einsicht", "entschieden"),
        Place("portal:question", f"{fresh}frage/name", "frisch", label="portal-question-name-fehler",
              click="Speichern und weiter"),
        Place("portal:question", f"{fresh}frage/wohnsituation", "frisch", label="portal-question-wohnsituation-fehler",
              click="Speichern und weiter"),
        Place("portal:question", f"{many}frage/personen", "gross", label="portal-question-personen-gross"),
        Place("portal:question", f"{changed}frage/miete?weg=aendern", "geaendert", label="portal-question-aendern"),
    ]  # fmt: skip
    shown = there.browsers["entwurf"].get(f"{half}unterlagen").text
    uploads = re.findall(rf'href="({half}datei/[^"]+/entfernen)"', shown)
    places.append(Place("portal:upload_remove", uploads[0], "entwurf"))
    seen: set[str] = set()
    for who, antrag, answers in (("entwurf", half, aylin.answers()), ("gross", many, SPECIAL[0])):
        for page, item in every_question(answers):
            if page in seen:
                continue
            seen.add(page)
            kind = "portal:question_item" if item else "portal:question"
            path = f"{antrag}frage/{page}" + (f"/{item}" if item else "")
            places.append(Place(kind, path, who, label=f"portal-question-{page}"))
    return places


def missing(places: list[Place], pages: dict[str, Any], wanted: Callable[[str], bool]) -> set[str]:
    """Names of pages without a place."""
    return {name for name in pages if wanted(name)} - NO_PAGES - doors.NO_PAGES - {place.page for place in places}
