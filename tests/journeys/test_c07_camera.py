"""C07: a paper is photographed page by page, straightened and judged on the spot, and sent as one document."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageFilter

from tests.conftest import CHROMIUM_ARGUMENTS
from tests.journeys.client import Browser
from tests.journeys.conftest import Town, axe
from tests.journeys.test_u45_line_breaks import arrived, receipts
from tests.journeys.walk import secure
from tests.platform.intake_samples import sheet

pytestmark = pytest.mark.journey


def on_the_table(*, blurred: bool = False) -> bytes:
    """What a camera sees: the sheet a little askew on a dark table."""
    table = Image.new("RGB", (1280, 960), (52, 44, 40))
    paper = sheet(600, 800, lines=30).rotate(7, expand=True, fillcolor=(52, 44, 40), resample=Image.Resampling.BICUBIC)
    table.paste(paper, (300, 20))
    if blurred:
        table = table.filter(ImageFilter.GaussianBlur(9))
    out = io.BytesIO()
    table.save(out, "JPEG", quality=92)
    return out.getvalue()


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film for the camera of the browser: first sharp, the file is replaced for the blurred part."""
    path = tmp_path_factory.mktemp("film") / "kamera.mjpeg"
    path.write_bytes(on_the_table() * 30)
    return path


@pytest.fixture
def phone(film: Path) -> Iterator[Any]:
    """Chromium with a camera that plays the film."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    camera = [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={film}",
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*CHROMIUM_ARGUMENTS, *camera])
        context = browser.new_context(viewport={"width": 360, "height": 780}, locale="de-DE", permissions=["camera"])
        context.set_default_timeout(60_000)
        yield context.new_page()
        browser.close()


def paper_page(town: Town, page: Any) -> str:
    """The paper page of a fresh application; its address."""
    antrag, code, pin = secure(Browser(town.url))
    page.goto(f"{town.url}/weiter")
    page.locator('[name="code"]').fill(code)
    page.locator('[name="pin"]').fill(pin)
    page.get_by_role("button", name="Weiter", exact=False).first.click()
    page.wait_for_load_state("load")
    page.goto(f"{town.url}{antrag}unterlagen/sonstiges")
    return antrag


def shoot(page: Any) -> None:
    page.get_by_text("Das Blatt ist ganz im Bild").wait_for()
    page.get_by_role("button", name="Auslösen").click()
    page.get_by_role("heading", name="So sehen wir es").wait_for()


def test_c07_pages_from_the_camera_become_one_straight_document(town: Town, phone: Any, film: Path) -> None:
    antrag = paper_page(town, phone)
    findings = axe(phone)
    phone.get_by_role("button", name="Mit der Kamera aufnehmen").click()
    phone.get_by_text("Das Blatt ist ganz im Bild").wait_for()
    findings += axe(phone)
    shoot(phone)
    findings += axe(phone)
    assert "gut lesbar" in phone.locator("[data-camera-verdict]").inner_text()
    straight = phone.evaluate(
        "() => { const p = document.querySelector('[data-camera-picture]'); return [p.naturalWidth, p.naturalHeight] }"
    )
    assert 0.70 < straight[0] / straight[1] < 0.80, straight  # 600 × 800, not 1280 × 960
    phone.get_by_role("button", name="Nicht begradigen").click()
    phone.get_by_role("button", name="Doch begradigen").click()
    phone.get_by_role("button", name="Seite behalten").click()
    phone.get_by_role("button", name="Noch eine Seite").click()
    shoot(phone)
    phone.get_by_role("button", name="Nicht begradigen").click()
    phone.get_by_role("button", name="Seite behalten").click()
    findings += axe(phone)
    # the second page, which lies askew, comes first, is then deleted and taken again
    phone.get_by_role("button", name="Nach vorn 2").click()
    phone.get_by_role("button", name="Neu aufnehmen 1").click()
    shoot(phone)
    phone.get_by_role("button", name="Seite behalten").click()
    phone.get_by_role("button", name="Noch eine Seite").click()
    shoot(phone)
    phone.get_by_role("button", name="Seite behalten").click()
    phone.get_by_role("button", name="Löschen 3").click()
    phone.get_by_role("button", name="Als ein Dokument senden").click()
    text = receipts(phone, 1)
    assert "2 Seiten" in text and len(arrived(town, antrag)) == 1
    assert findings == []
    source = phone.locator("[data-receipts] img").first.get_attribute("src")
    page = Image.open(io.BytesIO(phone.context.request.get(f"{town.url}{source}").body())).convert("RGB")
    width, height = page.size
    corners = [
        page.getpixel((x, y)) for x in (width // 50, width - width // 50) for y in (height // 50, height - height // 50)
    ]
    assert all(min(corner) > 150 for corner in corners), f"the table is still there: {corners}"
    red = page.getpixel((width // 5, height * 13 // 200))
    assert red[0] > 150 and red[1] < 90, f"the red bar is not where it belongs: {red}"
    assert "unscharf" not in text


def test_c07_blurred_photo_is_told_with_an_example_of_a_good_one(town: Town, phone: Any, film: Path) -> None:
    """The camera app as the other way in: without permission for the camera the same steps follow."""
    antrag = paper_page(town, phone)
    phone.evaluate("() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error()) }")
    phone.get_by_role("button", name="Mit der Kamera aufnehmen").click()
    phone.get_by_text("Kamera-App Ihres Telefons").wait_for()
    photo = {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": on_the_table(blurred=True)}
    phone.locator("[data-camera-app]").set_input_files(photo)
    phone.get_by_role("heading", name="So sehen wir es").wait_for()
    assert "unscharf" in phone.locator("[data-camera-verdict]").inner_text()
    phone.get_by_role("img", name="Zeichnung: Das ganze Blatt").wait_for()
    assert axe(phone) == []
    phone.get_by_role("button", name="Seite behalten").click()
    phone.get_by_role("button", name="Als ein Dokument senden").click()
    assert "unscharf" in receipts(phone, 1), "the server looks again"
    assert len(arrived(town, antrag)) == 1
