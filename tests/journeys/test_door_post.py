"""J7, the way in: a batch delivered twice, sorted in the post room, its papers destroyed after eight weeks."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from nahbar.connectors.scan_provider.counterpart import make_server
from nahbar.connectors.scan_provider.scan_shop import POST, ScanShop
from tests.journeys.conftest import Town, axe
from tests.journeys.test_j1_first_application import sign_in

pytestmark = pytest.mark.journey

CASES = """
import django, json; django.setup()
from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.queries import current_code
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.request_evidence import request_evidence
from nahbar.procedures.secure_antrag import secure_antrag
from nahbar.procedures.submit_antrag import submit_antrag
from tests.benefits import timo
from tests.procedures.desk import citizen
made = []
with traeger_scope(Traeger.objects.get(kuerzel="musterland").id):
    for first, last in (("Timo", "Hausmann"), ("Beate", "Wegener")):
        secured = secure_antrag(acting=ANONYMOUS, leistung="grundsicherungsgeld")
        antrag = secured.antrag
        answers = timo.answers() | {"vorname": first, "nachname": last}
        applications.store_answers(acting=citizen(antrag), antrag=applications.lock(antrag), antworten=answers)
        antrag = submit_antrag(acting=citizen(antrag), antrag=antrag)
        berg = actor_of_account(Account.objects.get(login="berg"))
        request_evidence(acting=berg, antrag=antrag, keys=["kontoauszuege"])
        made.append({"id": str(antrag.id), "akte": antrag.akte.aktenzeichen, "code": secured.code, "pin": secured.pin})
print(json.dumps(made))
"""


@pytest.fixture
def shop(town: Town, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[ScanShop, str]]:
    """The stand-in scan provider with the clock of this town, and the address of its page."""
    monkeypatch.setenv("NAHBAR_NOW_FILE", str(town.clock))
    home = town.home / "outside" / "scan_provider"
    one = ScanShop(home, town.home / "scan-eingang")
    server = make_server(one)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield one, f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


def lay_post(home: Path, town: Town, cases: list[dict[str, str]]) -> None:
    """Two letters in the provider's post box: our letter sent back, and one with the number of the file."""
    reply = {"zeilen": ["Kontoauszug", "Kontostand 187,22"], "code": f"{town.url}/weiter?code={cases[0]['code']}"}
    written = {"zeilen": [f"Aktenzeichen {cases[1]['akte']}", "", "anbei der Mietvertrag", "Beate Wegener"]}
    (home / POST).write_text(json.dumps({"post": [[reply, written]]}), encoding="utf-8")


def press(page: Any, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state("load")


def fetch(town: Town) -> None:
    """What the worker does every minute, and then the reading."""
    assert town.command("scan-eingang").returncode == 0
    town.work()


def test_post_in_from_the_batch_to_the_destroyed_paper(
    town: Town, shop: tuple[ScanShop, str], open_page: Callable[..., Any]
) -> None:
    town.set_now("2026-11-23T16:00")
    cases = json.loads(town.python(CASES).splitlines()[-1])
    lay_post(shop[0].home, town, cases)
    findings: list[str] = []

    # 1 the provider delivers; two letters find their file by themselves, two wait
    town.set_now("2026-11-24T09:00")
    provider = open_page(width=1280)
    provider.goto(shop[1])
    assert "Gegenstelle der Vorführung" in provider.inner_text("h1")
    press(provider, "Stapel liefern")
    fetch(town)
    provider.goto(shop[1])
    assert "angenommen" in provider.inner_text("main")
    findings += axe(provider)
    found = town.sql("select kennung, stand, weg from mailroom_scandokument order by kennung")
    assert found == [
        ("0001", "zugeordnet", "code"), ("0002", "zugeordnet", "zeichen"), ("0003", "offen", ""), ("0004", "offen", ""),
    ]  # fmt: skip

    # 2 the button for the same batch is pressed twice: known, nothing double (U22)
    before = town.sql("select count(*) from casefile_dokument")
    press(provider, "Denselben Stapel noch einmal liefern")
    press(provider, "Denselben Stapel noch einmal liefern")
    fetch(town)
    provider.goto(shop[1])
    assert "bekannt" in provider.inner_text("main")
    assert town.sql("select count(*) from mailroom_scanstapel") == [(1,)]
    assert town.sql("select count(*) from mailroom_scandokument") == [(4,)]
    assert town.sql("select count(*) from casefile_dokument") == before

    # 3 the post room: sums, then letter by letter with the keyboard
    room = open_page(width=1280)
    sign_in(room, town, "post")
    room.goto(f"{town.url}/arbeit/poststelle/")
    findings += axe(room)
    assert "stimmen" in room.inner_text("dl.wp-sums") and "noch einmal geliefert" in room.inner_text("main")
    room.get_by_role("link", name="Nächstes Schriftstück zuordnen").click()
    room.wait_for_url("**/schriftstueck/*")
    assert room.evaluate("document.activeElement.name") == "q"
    findings += axe(room)
    room.keyboard.type("Weg")
    room.keyboard.press("Enter")
    room.wait_for_url("**?q=Weg")
    assert "Beate Wegener" in room.evaluate("document.activeElement.innerText")
    findings += axe(room)
    room.keyboard.press("Enter")
    room.wait_for_url("**ok=scan_zugeordnet")
    assert "Schreiben 0004" in room.inner_text("h1")
    room.get_by_text("Gehört in keine Akte").click()
    press(room, "Schreiben ablehnen")
    assert "Bitte geben Sie den Grund an" in room.inner_text("main")
    room.get_by_label("Grund (Werbung").fill("Werbung")
    press(room, "Schreiben ablehnen")
    assert "Alles ist zugeordnet" in room.inner_text("main")
    assert town.sql("select stand, count(*) from mailroom_scandokument group by 1 order by 1") == [
        ("abgelehnt", 1), ("zugeordnet", 3),
    ]  # fmt: skip

    # 4 the third letter lay in the wrong file: moved, and the team lead has 72 hours (U23)
    third = town.sql("select id from mailroom_scandokument where kennung = '0003'")[0][0]
    room.goto(f"{town.url}/arbeit/poststelle/schriftstueck/{third}?q=Hau")
    findings += axe(room)
    room.get_by_label("Warum lag es falsch?").fill("Namen verwechselt")
    room.get_by_role("button", name="Timo Hausmann").click()
    room.wait_for_url("**ok=scan_umgehaengt")
    assert "Timo Hausmann" in room.inner_text("main")
    lead = open_page(width=1280)
    sign_in(lead, town, "wolter")
    lead.goto(f"{town.url}/arbeit/?art=datenschutz_pruefen")
    assert "27.11." in lead.inner_text("main") and "Wegener" in lead.inner_text("main")
    lead.goto(f"{town.url}/arbeit/poststelle/")
    findings += axe(lead)
    lead.get_by_text("Klären").first.click()
    lead.get_by_label("Ergebnis").fill("Keine Meldung: Das Portal wurde in dieser Zeit nicht geöffnet")
    press(lead, "Als geklärt vermerken")
    assert "Für die Teamleitung" not in lead.inner_text("main")

    # 5 page 3 is cut off: held; the citizen reads until when the paper can come back
    room.goto(f"{town.url}/arbeit/poststelle/originale")
    row = room.locator("tr", has_text="0002")
    row.get_by_text("Anhalten oder anfordern").click()
    row.get_by_label("Grund").fill("Seite 3 ist abgeschnitten")
    row.get_by_role("button", name="Vernichtung anhalten").click()
    room.wait_for_url("**ok=original_halten")
    findings += axe(room)
    assert "Seite 3 ist abgeschnitten" in room.locator("tr", has_text="0002").inner_text()
    citizen = open_page(width=360)
    citizen.goto(f"{town.url}/weiter?code={cases[0]['code']}")
    citizen.locator('[name="pin"]').fill(cases[0]["pin"])
    citizen.locator('form:has([name="pin"]) button').first.click()
    citizen.wait_for_load_state("load")
    citizen.goto(f"{town.url}/antrag/{cases[0]['id']}/status")
    assert "Original bis 19. Januar 2027 rückforderbar" in citizen.inner_text("main").replace("\xa0", " ")
    findings += axe(citizen)

    # 6 after eight weeks the provider destroys what is due, not what is held, and the ledger has its record
    fetch(town)
    town.set_now("2027-01-20T09:00")
    provider.goto(shop[1])
    press(provider, "Fällige Originale vernichten")
    fetch(town)
    provider.goto(shop[1])
    assert "vermerkt" in provider.inner_text("main") and "trotz" not in provider.inner_text("ol")
    assert town.sql(
        "select s.kennung, o.ort, o.protokoll from mailroom_original o join mailroom_scandokument s on s.id = o.scan_id"
        " order by 1"
    ) == [
        ("0001", "vernichtet", "VP-2027-001"), ("0002", "dienstleister", ""),
        ("0003", "vernichtet", "VP-2027-001"), ("0004", "vernichtet", "VP-2027-001"),
    ]  # fmt: skip
    sign_in(room, town, "post")
    room.goto(f"{town.url}/arbeit/poststelle/originale?welche=fort")
    assert "VP-2027-001" in room.inner_text("main")
    assert town.command("audit-verify").returncode == 0
    assert findings == []


SCANNED = """
import django; django.setup()
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.domain.applications import actions as applications
from nahbar.procedures.secure_antrag import secure_antrag
from nahbar.procedures.submit_antrag import submit_antrag
from tests.benefits import timo
from tests.domain.test_file_hands import scanned
from tests.procedures.desk import citizen
with traeger_scope(Traeger.objects.get(kuerzel="musterland").id):
    antrag = secure_antrag(acting=ANONYMOUS, leistung="grundsicherungsgeld").antrag
    applications.store_answers(acting=citizen(antrag), antrag=applications.lock(antrag), antworten=timo.answers())
    antrag = submit_antrag(acting=citizen(antrag), antrag=antrag)
    scanned(antrag.vorgang, 2, day=19, titel="Nachtrag zum Mietvertrag")
    print(scanned(antrag.vorgang, 4).id)
"""


def test_the_viewer_by_keyboard_and_without_javascript(town: Town, open_page: Callable[..., Any]) -> None:
    """F02, F16: pages by key, size, turning with a way back, one place for hands that only know links."""
    town.set_now("2026-11-24T09:00")
    viewer = f"{town.url}/arbeit/dokument/{town.python(SCANNED).split()[-1]}/"
    findings: list[str] = []
    page = open_page(width=1280)
    sign_in(page, town, "berg")
    page.goto(viewer)
    page.get_by_label("Vorsprache im Haus").check()
    press(page, "Akte öffnen")
    count, sheet = page.locator("[data-viewer-count]").first, page.locator("[data-viewer-image]").first
    assert page.url == viewer and count.inner_text() == "Seite 1 von 4"
    findings += axe(page)

    asked: list[str] = []
    page.on("request", lambda request: asked.append(f"{request.resource_type} {request.url}"))
    for key, nr in (("ArrowRight", 2), ("PageDown", 3), ("ArrowLeft", 2), ("End", 4), ("Home", 1), ("ArrowLeft", 1)):
        page.keyboard.press(key)
        assert count.inner_text() == f"Seite {nr} von 4", key
        assert f"/seite/{nr}?" in str(sheet.get_attribute("src"))
    assert not [one for one in asked if one.startswith("document")], asked  # no page was loaded anew
    pictures = [one for one in asked if "/seite/" in one]
    assert len(pictures) == len(set(pictures)), pictures  # and none twice
    page.keyboard.press("g")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    assert count.inner_text() == "Seite 3 von 4" and "seite=3" in page.url
    page.keyboard.press("+")
    assert page.locator("[data-zoom-now]").inner_text() == "150 %"
    page.keyboard.press("-")
    with page.expect_navigation():
        page.keyboard.press("r")
    assert "Gedreht" in page.inner_text("main") and count.inner_text() == "Seite 3 von 4"
    sheet.evaluate("image => image.decode()")
    assert sheet.evaluate("image => image.naturalWidth > image.naturalHeight")
    findings += axe(page)
    page.get_by_role("button", name="Rückgängig").first.click()
    page.wait_for_url("**ok=dok_zurueck")
    assert "wie vorher" in page.inner_text("main")

    page.get_by_label("Daneben").select_option(index=0)
    press(page, "Zeigen")
    assert page.locator("[data-viewer]").count() == 2
    findings += axe(page)

    phone = open_page(width=360, js=False)
    sign_in(phone, town, "berg")
    phone.goto(f"{viewer}?seite=2")
    phone.get_by_label("Vorsprache im Haus").check()
    press(phone, "Akte öffnen")
    phone.get_by_role("link", name="Nächste Seite").click()
    phone.wait_for_url("**seite=3")
    assert "Seite 3 von 4" in phone.inner_text("main")
    press(phone, "Nach rechts drehen")
    assert "Gedreht" in phone.inner_text("main") and "Seite 3 von 4" in phone.inner_text("main")
    assert findings == []
