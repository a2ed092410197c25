"""Hints (C11, C16): chosen on the phone, confirmed by the mail, sent when a letter comes, off again at once."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from nahbar.connectors.notify.mail.counterpart import MailBox
from nahbar.connectors.notify.push.counterpart import make_server
from nahbar.connectors.notify.push.service import PushService
from nahbar.domain.conversations.notice_queries import WORDS
from tests.benefits import timo
from tests.journeys.conftest import Town, free_port
from tests.journeys.places import DECIDE, draft, id_of, submit
from tests.journeys.test_j1_first_application import Eyes

pytestmark = pytest.mark.journey


@pytest.fixture
def box(town: Town) -> Iterator[MailBox]:
    """A mail server that this town uses."""
    there, port = MailBox(), free_port()
    controller = Controller(there, hostname="127.0.0.1", port=port)
    controller.start()
    town.environment |= {
        "NAHBAR_SMTP_URL": f"smtp://127.0.0.1:{port}", "NAHBAR_MAIL_FROM": "nachricht@portal.example"
    }  # fmt: skip
    yield there
    controller.stop()


@pytest.fixture
def push(town: Town) -> Iterator[tuple[PushService, str]]:
    """A push service that this town may call, with its address."""
    service = PushService(town.home / "outside/push")
    server = make_server(service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{server.server_address[1]}"
    town.environment |= {"NAHBAR_PUSH_HOSTS": host}
    yield service, f"http://{host}"
    server.shutdown()
    server.server_close()


def sent_in(town: Town) -> tuple[Any, str]:
    """An application that has arrived; its person wants decisions in the portal."""
    browser, antrag = draft(town, timo.answers() | {"bescheid_weg": "portal"})
    submit(browser, antrag)
    return browser, antrag


def press(page: Any, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state("load")


def text_of(page: Any) -> str:
    return str(page.inner_text("main")).replace("\u00a0", " ")


@pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_chosen_confirmed_told_and_off(
    town: Town, open_page: Callable[..., Any], box: MailBox, push: tuple[PushService, str], js: bool
) -> None:
    town.set_now("2026-11-23T19:30")
    town.kill()
    town.start()
    box.mails.clear()
    eyes = Eyes(js=js)
    who, antrag = sent_in(town)

    # 1 from the status page to the hints; everything is off
    page = open_page(js=js, width=360)
    page.context.add_cookies([{"name": c.name, "value": str(c.value), "url": town.url} for c in who.jar])
    page.goto(f"{town.url}{antrag}status")
    page.get_by_role("link", name="Hinweise per E-Mail oder im Browser").click()
    page.wait_for_load_state("load")
    eyes(page)
    assert WORDS in text_of(page)

    # 2 without consent nothing; an address with a mistake is named at its field
    page.get_by_label("Ihre E-Mail-Adresse").fill("timo")
    press(page, "E-Mail einschalten")
    assert "Häkchen" in text_of(page)
    page.locator('[name="einwilligung"]').check()
    press(page, "E-Mail einschalten")
    assert "name@beispiel.de" in text_of(page)
    eyes.seen.clear()
    eyes(page)
    page.locator('[name="einwilligung"]').check()
    page.get_by_label("Ihre E-Mail-Adresse").fill("timo@beispiel.example")
    press(page, "E-Mail einschalten")
    assert "Wartet auf Ihre Bestätigung" in text_of(page) and "timo@" not in text_of(page)

    # 3 the link in the mail, opened on another device, asks once more
    town.work()
    (mail,) = box.mails
    assert mail.sender == "Nachricht <nachricht@portal.example>"
    link = re.search(r"http\S+/hinweise/bestaetigen/\S+", mail.text)
    assert link
    other = open_page(js=js, width=360)
    other.goto(link.group(0))
    eyes(other)
    press(other, "Adresse bestätigen")
    assert "Die Adresse ist eingeschaltet" in text_of(other)
    page.reload()
    assert "Eingeschaltet seit" in text_of(page)

    # 4 a browser too: Chromium's own push service cannot be reached here, so its answer is typed in
    service, address = push
    there = service.subscription(address)
    if not js:
        who.get(f"{antrag}hinweise")
        done = who.post(f"{antrag}hinweise/browser", {"anmeldung": json.dumps(there), "einwilligung_browser": "ja"})
        assert "Browser 1" in done.text
    else:
        # what the page does with a push service that answers: asked, subscribed, sent
        page.add_init_script(
            "Notification.requestPermission = async () => 'granted';"
            f"PushManager.prototype.subscribe = async () => ({{toJSON: () => ({there!r})}});"
        )
        page.goto(f"{town.url}{antrag}hinweise")
        press(page, "In diesem Browser einschalten")
        assert "Setzen Sie das Häkchen" in text_of(page)
        page.locator('[name="einwilligung_browser"]').check()
        page.get_by_role("button", name="In diesem Browser einschalten").click()
        page.wait_for_url("**/hinweise?ok=browser")
        eyes.seen.clear()
        eyes(page)
        assert "Browser 1" in text_of(page)
        assert page.evaluate("navigator.serviceWorker.ready.then((there) => there.scope)") == f"{town.url}/"

    # 5 a decision is put into the portal: neutral words on both ways, nothing else, and only once
    box.mails.clear()
    service.messages.clear()
    town.python(DECIDE % id_of(antrag))
    town.work()
    town.work()
    (mail,) = box.mails
    assert (mail.subject, mail.text.strip()) == ("Neue Nachricht", WORDS)
    # the number of the mail is a die: by chance it holds "993" now and then
    raw, numbers = re.subn(r"(?m)^Message-ID: <[0-9.]+\.n@portal\.example>\r?$", "", mail.raw.decode())
    assert numbers == 1
    akte = town.sql(
        "select k.aktenzeichen from casefile_akte k join applications_antrag a on a.akte_id = k.id where a.id = %s",
        id_of(antrag),
    )[0][0]
    for word in ("Krüger", "Timo ", akte, "993", "Grundsicherung", "Jobcenter", "Musterland", "http"):
        assert word not in raw
    assert [one.text for one in service.messages] == [WORDS]

    # 6 ugly: the browser is gone; the subscription is deleted, and the page says so
    service.gone = True
    town.set_now("2026-11-23T19:48")
    town.python(TELL % id_of(antrag))
    town.work()
    assert len(box.mails) == 2 and len(service.messages) == 1
    page.goto(f"{town.url}{antrag}hinweise")
    assert "Ein Browser ist nicht mehr erreichbar" in text_of(page)
    eyes.seen.clear()
    eyes(page)

    # 7 the mail is switched off: what waited goes with it, and nothing goes anywhere any more
    town.python(TELL % id_of(antrag))
    # hidden words stand out of the line, so browsers put a space before them: "Ausschalten : E-Mail"
    press(page, re.compile(r"^Ausschalten ?: E-Mail$"))
    assert "Ausgeschaltet" in text_of(page)
    town.python(TELL % id_of(antrag))
    town.set_now("2026-11-23T20:15")
    town.work()
    assert len(box.mails) == 2 and len(service.messages) == 1
    left = town.sql(
        "select distinct kanal, stand, adresse from conversations_hinweisweg where person_id ="
        " (select person_id from applications_antrag where id = %s) order by kanal", id_of(antrag)
    )  # fmt: skip
    assert left == [("mail", "aus", ""), ("push", "unzustellbar", "")]
    assert town.command("audit-verify").returncode == 0
    assert eyes.findings == []


TELL = """
import django; django.setup()
from nahbar.domain.applications.models import Antrag
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.tell_citizen import tell_citizen
with traeger_scope(Traeger.objects.get(kuerzel='musterland').id):
    tell_citizen(acting=MACHINE, akte=Antrag.objects.get(id=%r).akte, anlass='brief')
"""
