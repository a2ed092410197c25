"""J1: Aylin Demir applies by phone, goes on at the library, sends papers, and gets her Bescheid."""

from __future__ import annotations

import base64
import io
import re
import subprocess
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from tests.benefits import aylin
from tests.journeys.conftest import Seen, Town, axe
from tests.journeys.walk import ID, code_and_pin, ref_of, type_answers

pytestmark = [pytest.mark.journey, pytest.mark.usefixtures("valid_html")]


def photo(lines: list[str], *, blurred: bool = False) -> bytes:
    """A photographed sheet."""
    sheet = Image.new("RGB", (1500, 2100), "#f7f5ef")
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(size=44)
    for number, line in enumerate(lines * 5):
        draw.text((130, 150 + number * 80), line, fill="#222222", font=font)
    if blurred:
        sheet = sheet.filter(ImageFilter.GaussianBlur(14))
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=85)
    return out.getvalue()


def jpeg(name: str, lines: list[str], *, blurred: bool = False) -> dict[str, Any]:
    """A photo as the browser sends it."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": photo(lines, blurred=blurred)}


def pdf_text(data: bytes, first: int = 1, last: int = 99) -> str:
    command = ["pdftotext", "-f", str(first), "-l", str(last), "-layout", "-", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    return done.stdout.decode().replace("\u00a0", " ")


class Eyes:
    """Checks every page that is looked at, each address once."""

    def __init__(self, *, js: bool) -> None:
        self.js = js
        self.seen: set[str] = set()
        self.findings: list[str] = []

    def __call__(self, page: Any) -> None:
        path = re.sub(ID, "…", urlsplit(page.url).path)
        if path in self.seen:
            return
        self.seen.add(path)
        Seen.add(page)
        if self.js:
            self.findings += axe(page)
            below, room = page.evaluate(
                "[document.documentElement.scrollHeight - document.body.offsetHeight,"
                " Math.max(0, window.innerHeight - document.body.offsetHeight)]"
            )
            if below > room + 60:
                self.findings.append(f"{path}: the page goes on {below} px below its end")


def sign_in(page: Any, town: Town, login: str) -> None:
    # a journey may begin on an earlier day than the one before it: codes of that day count again
    town.sql("update accounts_account set totp_last_step = 0")
    page.goto(f"{town.url}/arbeit/anmelden")
    page.locator('[name="login"]').fill(login)
    page.locator('[name="password"]').fill("Vorfuehrung-2026")
    page.locator('[name="code"]').fill(town.totp())
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_load_state("load")
    assert "/anmelden" not in page.url, page.inner_text("main")


def send_files(page: Any, town: Town, antrag: str, key: str, files: list[dict[str, Any]]) -> str:
    """Send files for one paper; the text of the page afterwards."""
    page.goto(f"{town.url}{antrag}unterlagen/{key}")
    page.locator('input[type="file"]').set_input_files(files)
    button = page.get_by_role("button", name=re.compile("senden|hochladen|Hochladen|Senden"))
    if button.count():
        button.first.click()
    page.wait_for_load_state("networkidle")
    return str(page.inner_text("main"))


@pytest.mark.parametrize("js", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_j1_first_application(town: Town, open_page: Callable[..., Any], js: bool) -> None:
    town.set_now("2026-11-23T21:40")
    eyes = Eyes(js=js)
    page = open_page(js=js, width=360)

    # 1 the start page, and the day secured without an account
    page.goto(f"{town.url}/")
    eyes(page)
    page.get_by_role("link", name="Ich brauche Geld zum Leben").click()
    eyes(page)
    page.get_by_role("button", name=re.compile("sichern")).click()
    page.wait_for_url("**/gesichert")
    eyes(page)
    text = page.inner_text("main")
    assert "1. November 2026" in text.replace("\u00a0", " ")
    match = re.search(rf"/antrag/{ID}/", page.url)
    assert match
    antrag = match.group(0)
    code, pin = code_and_pin(text)

    # 2 questions; later on another device with code and PIN
    page.goto(f"{town.url}{antrag}")
    eyes(page)
    page.goto(f"{town.url}{antrag}frage/name")
    asked = type_answers(page, aylin.answers(), look=eyes, stop_at="krankenversicherung")
    page.get_by_role("button", name="Später weitermachen").click()
    page.wait_for_url("**/spaeter")
    eyes(page)
    assert pin not in page.content()

    town.set_now("2026-11-24T10:05")
    page = open_page(js=js, width=1280)
    page.goto(f"{town.url}/")
    page.get_by_role("link", name="Ich habe einen Brief mit Code").click()
    eyes(page)
    page.locator('[name="code"]').fill(code.lower())
    page.locator('[name="pin"]').fill(pin)
    page.get_by_role("button", name="Weiter", exact=False).first.click()
    page.wait_for_load_state("load")
    assert antrag in page.url, page.inner_text("main")
    page.goto(f"{town.url}{antrag}frage/krankenversicherung")
    asked += type_answers(page, aylin.answers(grundmiete="602.00"), look=eyes)
    assert 20 <= len({ref_of(path).page for path in asked if ref_of(path)}) <= 40  # type: ignore[union-attr]

    # 4 papers: three photos of the contract, two statements, one of them blurred and told at once
    page.goto(f"{town.url}{antrag}unterlagen")
    eyes(page)
    contract = [jpeg(f"Vertrag {n} 🏠.jpg", [f"Mietvertrag Seite {n}", "Grundmiete 620,00 Euro"]) for n in (1, 2, 3)]
    text = send_files(page, town, antrag, "mietvertrag", contract)
    eyes(page)
    statement = ["Kontoauszug", "Kindergeld 518,00"]
    text = send_files(page, town, antrag, "kontoauszuege", [jpeg("blatt1.jpg", statement, blurred=True)])
    assert re.search("unscharf|verschwommen", text), text
    send_files(page, town, antrag, "kontoauszuege", [jpeg("blatt2.jpg", statement)])

    # 5 the review shows a wrong rent; she mends it and sends
    page.goto(f"{town.url}{antrag}pruefen")
    eyes(page)
    assert "602,00" in page.inner_text("main")
    page.goto(f"{town.url}{antrag}frage/miete?weg=pruefen")
    page.locator('[name="grundmiete"]').fill("620")
    page.get_by_role("button", name="Speichern und weiter").click()
    page.wait_for_url("**/pruefen")

    # 3 the estimate, from the rules that will decide
    page.goto(f"{town.url}{antrag}schaetzung")
    eyes(page)
    text = page.inner_text("main").replace("\u00a0", " ")
    for amount in ("1.373,68", "1.050,68", "156,00", "117,00", "202,68"):
        assert amount in text, amount
    assert "§ 21 Abs. 3" in page.content().replace("\u00a0", " ").replace("Absatz", "Abs.")

    page.goto(f"{town.url}{antrag}pruefen")
    for box in page.locator('main form input[type="checkbox"]').all():
        box.check()
    page.get_by_role("button", name=re.compile("absenden|abschicken|Absenden|Abschicken")).click()
    page.wait_for_url("**/bestaetigung")
    eyes(page)
    receipt = page.inner_text("main").replace("\u00a0", " ")
    assert "Mietvertrag" in receipt and "Unterhaltsvorschuss" in receipt
    pdf = page.context.request.get(f"{town.url}{antrag}bestaetigung.pdf")
    assert pdf.status == 200 and "Aylin Demir" in pdf_text(pdf.body())

    # 6 the status says who is waited for
    page.goto(f"{town.url}{antrag}status")
    eyes(page)
    assert "Unterhaltsvorschuss" in page.inner_text("main")

    # 7 the missing paper by phone; the same day a draft, the next day the release
    town.set_now("2026-11-25T08:10")
    phone = open_page(js=js, width=360)
    phone.goto(f"{town.url}/weiter")
    phone.locator('[name="code"]').fill(code)
    phone.locator('[name="pin"]').fill(pin)
    phone.get_by_role("button", name="Weiter", exact=False).first.click()
    phone.wait_for_load_state("load")
    missing = jpeg("uvg.jpg", ["Bescheid Unterhaltsvorschuss", "227 und 299 Euro"])
    send_files(phone, town, antrag, "unterhaltsvorschuss", [missing])
    phone.goto(f"{town.url}{antrag}status")
    assert "Wir sind dran" in phone.inner_text("main")

    town.work()
    antrag_id = antrag.strip("/").split("/")[-1]
    proposed = "select erster_monat_summe from decisions_entscheidung where antrag_id = %s and created_by_id is null"
    assert town.sql(proposed, antrag_id) == [(137368,)]
    desk = open_page(js=js, width=1280)
    sign_in(desk, town, "berg")
    eyes(desk)
    decide(desk, town, antrag_id, eyes)
    town.set_now("2026-11-26T09:00")
    second = open_page(js=js, width=1280)
    sign_in(second, town, "oeztuerk")
    release(second, town, antrag_id, eyes)

    # 8 the Bescheid: total on page 1, each person's own amount, by post as she chose
    bescheid = letter_pdf(town, antrag_id)
    first = pdf_text(bescheid, 1, 1)
    assert "1.373,68" in first and "1. November 2026" in first
    whole = pdf_text(bescheid)
    for amount in ("1.050,68", "156,00", "117,00", "31. Oktober 2027"):
        assert amount in whole, amount
    phone.goto(f"{town.url}{antrag}status")
    eyes(phone)
    assert eyes.findings == []


def decide(page: Any, town: Town, antrag_id: str, eyes: Eyes) -> None:
    """The caseworker accepts the papers and presents the proposal."""
    page.goto(f"{town.url}/arbeit/antrag/{antrag_id}/entscheiden")
    if page.locator('[name="zweck"]').count():
        page.locator('[name="zweck"][type="radio"]').first.check()
        page.locator("main form button").first.click()
        page.wait_for_load_state("load")
        page.goto(f"{town.url}/arbeit/antrag/{antrag_id}/entscheiden")
    page.get_by_role("button", name=re.compile("berechnen")).first.click()
    page.wait_for_load_state("load")
    for _ in range(12):
        sent = page.locator('li.wp-paper:has([data-state="gesendet"])')
        if not sent.count():
            break
        sent.first.locator("summary").click()
        sent.first.locator('button[value="anerkennen"]').click()
        page.wait_for_load_state("load")
    eyes(page)
    page.get_by_role("button", name="Zur Freigabe vorlegen").click()
    page.wait_for_load_state("load")
    assert "Freigabe" in page.inner_text("main")


def release(page: Any, town: Town, antrag_id: str, eyes: Eyes) -> None:
    """Another caseworker releases."""
    page.goto(f"{town.url}/arbeit/freigaben")
    eyes(page)
    page.goto(f"{town.url}/arbeit/freigabe/{decision_of(town, antrag_id)}")
    eyes(page)
    page.get_by_role("button", name="Freigeben", exact=True).click()
    page.wait_for_load_state("load")


def decision_of(town: Town, antrag_id: str) -> str:
    """The id of the decision that is not discarded."""
    statement = "select id from decisions_entscheidung where antrag_id = %s and stand <> 'verworfen'"
    return str(town.sql(statement, antrag_id)[0][0])


def letter_pdf(town: Town, antrag_id: str) -> bytes:
    """The Bescheid as it lies in the file."""
    out = town.python(
        "import sys, base64, django; django.setup()\n"
        "from nahbar.domain.decisions.models import Entscheidung\n"
        "from nahbar.platform.tenancy.models import Traeger\n"
        "from nahbar.platform.tenancy.scope import traeger_scope\n"
        "from nahbar.platform.vault.actions import read_file\n"
        "with traeger_scope(Traeger.objects.get(kuerzel='musterland').id):\n"
        f"    row = Entscheidung.objects.get(antrag_id='{antrag_id}', stand='freigegeben')\n"
        "    print(base64.b64encode(read_file(row.brief.dokument.ansicht)).decode())\n"
    )
    return base64.b64decode(out.strip())
