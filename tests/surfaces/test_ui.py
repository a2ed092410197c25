"""The design system: words, fields, pictures, translations, budgets, and the gallery in a real browser."""

from __future__ import annotations

import gzip
import importlib.util
import re
import shutil
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from socketserver import ThreadingMixIn
from types import ModuleType
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import polib
import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.template import Context, Template
from django.test import override_settings
from django.utils import translation
from playwright.sync_api import Browser

from nahbar.surfaces.ui import pictures, words
from nahbar.surfaces.ui.fields import Choice, Field, FormPage
from nahbar.surfaces.ui.storage import ModuleStorage
from nahbar.surfaces.ui.tables import Cell, Column, Table

ROOT = Path(__file__).resolve().parents[2]
UI = ROOT / "nahbar/surfaces/ui"
PORTAL = ROOT / "nahbar/surfaces/portal/templates/portal"
TRANSLATED = [
    PORTAL / f"{name}.html" for name in ("start", "secure", "secured", "receipt", "resume", "sign_in", "sign_out")
]
"""Pages of the portal that promise Arabic."""
TEMPLATES = sorted((UI / "templates").rglob("*.html"))
SHEETS = sorted((UI / "static/ui/css").glob("*.css"))
MODULES = sorted((UI / "static/ui/js").glob("*.js"))


def render(source: str, **values: Any) -> str:
    """A template with the tags of the design system."""
    return Template("{% load ui %}" + source).render(Context(values))


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (137_368, "1.373,68\u00a0€"),
        (5, "0,05\u00a0€"),
        (-42_050, "−420,50\u00a0€"),
        (123_456_789, "1.234.567,89\u00a0€"),
    ],
)
def test_amounts_are_written_as_people_read_them(cents: int, text: str) -> None:
    assert render("{{ cents|euro }}", cents=cents) == text


def test_days_carry_their_weekday_and_moments_are_shown_in_germany() -> None:
    assert render("{{ d|datum }}", d=date(2026, 12, 1)) == "Dienstag, 1.\u00a0Dezember 2026"
    late = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    assert words.kurzdatum(late) == "1.\u00a0Dezember 2026"
    assert words.uhrzeit(late) == "0.30\u00a0Uhr"


@pytest.mark.parametrize(
    ("day", "text"),
    [(20, "seit 3 Tagen vorbei"), (22, "seit gestern vorbei"), (23, "heute"), (24, "noch 1 Tag"), (29, "noch 6 Tage")],
)
def test_deadlines_say_how_long(day: int, text: str) -> None:
    assert words.frist(date(2026, 11, day), date(2026, 11, 23)) == text


def test_code_is_grouped_and_read_letter_by_letter() -> None:
    html = render('{% code "7F3K-92QX" %}')
    assert "Sieben, F, Drei, K, Strich, Neun, Zwei, Q, X" in html
    assert "<span>7F3K</span>" in html and "<span>92QX</span>" in html


def test_an_unknown_kind_of_field_is_refused() -> None:
    with pytest.raises(ValueError, match="gibt es nicht"):
        Field("x", "X", "farbe")


@pytest.mark.parametrize(
    ("kind", "focus"), [("text", "f-x"), ("date", "f-x-tag"), ("choice", "f-x-1"), ("bool", "f-x-1"), ("file", "f-x")]
)
def test_error_summary_leads_to_a_control_that_exists(kind: str, focus: str) -> None:
    item = Field("x", "Frage", kind, error="Tragen Sie etwas ein", options=(Choice("a", "A"),))
    page = FormPage("Frage", (item,))
    html = render("{% error_summary page %}{% fields page %}", page=page)
    assert page.error_list == [(focus, "Tragen Sie etwas ein")]
    assert f'href="#{focus}"' in html and f'id="{focus}"' in html
    assert 'id="f-x-fehler"' in html and "f-x-fehler" in item.described_by


def test_errors_of_revealed_fields_are_listed_too() -> None:
    inner = Field("lohn", "Lohn", "amount", error="Tragen Sie den Lohn ein")
    outer = Field("arbeit", "Arbeit", "choice", options=(Choice("ja", "Ja", reveals=(inner,)),))
    assert FormPage("Arbeit", (outer,)).error_list == [("f-lohn", "Tragen Sie den Lohn ein")]
    assert render("{% error_summary page %}", page=FormPage("Leer")) == ""


def test_what_was_typed_is_shown_again_and_escaped() -> None:
    html = render("{% field f %}", f=Field("n", "Name", value='<b>"x"'))
    assert "&lt;b&gt;&quot;x&quot;" in html and "<b>" not in html


def test_the_heading_of_a_page_with_one_question_is_its_label() -> None:
    assert '<h1 class="nb-question"><label for="f-n">Name' in render(
        "{% field f %}", f=Field("n", "Name", heading=True)
    )


def test_dont_know_is_offered_only_where_allowed() -> None:
    assert "Das weiß ich nicht" in render("{% field f %}", f=Field("n", "Miete", unknown=False))
    assert "Das weiß ich nicht" not in render("{% field f %}", f=Field("n", "Miete"))


def test_block_content_is_markup_and_values_are_escaped() -> None:
    html = render('{% alert t kind="warning" %}<p>{{ t }}</p>{% endalert %}', t="<i>")
    assert "<p>&lt;i&gt;</p>" in html and "<i>" not in html


def test_estimate_bars_share_one_scale() -> None:
    shown = pictures.estimate([("A", 60_000), ("B", 40_000)], 25_000, 75_000)
    assert [part["x"] for part in shown["parts"]] == ["0.00%", "60.00%"]
    assert (shown["einkommen_x"], shown["einkommen_width"], shown["anspruch_width"]) == ("75.00%", "25.00%", "75.00%")
    assert {part["tone"] for part in shown["parts"]} == {0, 1}


def test_blurred_paper_has_not_been_sent() -> None:
    assert [step["done"] for step in pictures.paper_steps("unscharf")] == [False, False, False]
    assert [step["done"] for step in pictures.paper_steps("lesbar")] == [True, True, False]


def test_tables_say_how_many_and_turn_the_order() -> None:
    table = Table("Eingang", (Column("Name", "name"),), [[Cell("A")]], total=1204, sort="name", query={"wer": "ich"})
    assert table.count == "1.204 Einträge, hier 1"
    assert table.heads[0]["url"] == "?wer=ich&sort=-name"
    assert 'aria-sort="ascending"' in render("{% data_table table %}", table=table)


def test_no_inline_script_or_style_in_templates() -> None:
    for file in TEMPLATES:
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|<style|<script(?![^>]*src=)|\son\w+=", text), file


def test_sheets_know_start_and_end_only_and_stay_small() -> None:
    physical = re.compile(
        r"(?:margin|padding|border)-(?:left|right)|(?<![\w-])(?:left|right)\s*:|text-align:\s*(?:left|right)"
    )
    for file in SHEETS:
        text = file.read_text(encoding="utf-8")
        assert not physical.search(text), file
        assert len(text.encode()) <= 25_000, file
    for file in MODULES:
        assert len(file.read_text(encoding="utf-8").splitlines()) < 80, file


def test_modules_import_each_other_under_fingerprinted_names(tmp_path: Path) -> None:
    shutil.copytree(UI / "static/ui/js", tmp_path / "js")
    storage = ModuleStorage(location=str(tmp_path), base_url="/static/")
    names = {name: (storage, name) for name in (f"js/{file.name}" for file in MODULES)}
    assert [problem for *_, problem in storage.post_process(names) if isinstance(problem, Exception)] == []
    for file in (tmp_path / "js").glob("call*.????????????.js"):
        asked = re.findall(r"""^import.*?["'](.+?)["'];$""", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert all(re.search(r"\.[0-9a-f]{12}\.js$", name) and (file.parent / name).exists() for name in asked), file
    entry = storage.stored_name("js/call.js")
    assert entry != "js/call.js" and len(re.findall("^import", (tmp_path / entry).read_text(), re.MULTILINE)) == 5


STRING = re.compile(r"""\{%\s*translate\s+(?:"([^"]+)"|'([^']+)')""")
STAFF = {"workplace.html", "shortcuts.html"}


def test_no_missing_translation_in_the_shell() -> None:
    catalogue = polib.pofile(str(ROOT / "locale/ar/LC_MESSAGES/django.po"))
    known = {entry.msgid for entry in catalogue if entry.translated()}
    asked = {
        found[0] or found[1]
        for file in [*TEMPLATES, *filter(Path.exists, TRANSLATED)]
        if file.name not in STAFF
        for found in STRING.findall(file.read_text(encoding="utf-8"))
    }
    assert len(asked) > 40
    assert asked - known == set()


def test_pages_not_yet_translated_keep_german_words() -> None:
    with translation.override("ar"):
        assert render("{% content_language as l %}{{ l }}") == "de"
        assert render("{% content_language as l %}{{ l }}", translated=True) == "ar"


def test_first_page_fits_its_budget() -> None:
    vendor = UI / "static/vendor"
    code = [vendor / "kern.css", vendor / "fonts.css", *SHEETS, *MODULES]
    packed = sum(len(gzip.compress(file.read_bytes(), 9)) for file in code)
    fonts = sum((vendor / f"fira-{weight}-core.woff2").stat().st_size for weight in (400, 600))
    assert packed <= 60_000, "leaves 40 kB for the page itself"
    assert packed + fonts <= 110_000


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Nothing: the test speaks."""


@pytest.fixture
def base() -> Iterator[str]:
    """The gallery's address, under the real policy and without a database."""
    layers = [
        "nahbar.config.middleware.HeadersMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ]
    with override_settings(MIDDLEWARE=layers):
        server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), _Server, _Silent)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        server.server_close()


@pytest.fixture
def shots() -> ModuleType:
    """scripts/shots.py, whose checks are used here too."""
    spec = importlib.util.spec_from_file_location("shots", ROOT / "scripts/shots.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["shots"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    """The session's Chromium: Playwright cannot be started twice in one process."""
    return chromium


@pytest.mark.journey
def test_gallery_has_no_findings_in_any_look(base: str, shots: ModuleType, browser: Browser) -> None:
    """U: axe, no sideways scrolling at 320 px, targets of 44 px; light, dark, forced colours, right-to-left."""
    found = [
        f"{path} {look.name}: {line}"
        for path in ("/ui/galerie?fehler", "/ui/galerie/arbeitsplatz")
        for look in (*shots.LOOKS, *shots.EXTRA)
        for line in shots.shoot(browser, base + path, look, None, None, True)
    ]
    assert found == []


@pytest.mark.journey
def test_axe_would_find_something(shots: ModuleType, browser: Browser) -> None:
    """The check itself is checked: a bad page has findings of all three kinds."""
    page = browser.new_page(viewport={"width": 320, "height": 600}, locale="de-DE")
    page.set_content('<img src="x"><p style="width:900px">x</p><button>x</button>')
    text = "\n".join(shots.findings(page))
    assert "image-alt" in text and "scrolls sideways" in text and "small target" in text


@pytest.mark.journey
def test_focus_goes_to_the_errors_and_then_to_the_field(base: str, browser: Browser) -> None:
    page = browser.new_page(locale="de-DE")
    page.goto(f"{base}/ui/galerie?fehler")
    page.wait_for_function("document.activeElement.matches('[data-error-summary]')")
    assert page.title().startswith("Fehler: ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "f-miete"


@pytest.mark.journey
def test_without_javascript_everything_is_there_and_fields_are_revealed_by_choice(base: str, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False, locale="de-DE").new_page()
    page.goto(f"{base}/ui/galerie")
    assert page.locator("#f-lohn").is_visible()
    page.locator("label[for=f-arbeit-2]").click()
    assert not page.locator("#f-lohn").is_visible()


@pytest.mark.journey
def test_escape_three_times_leaves_the_page(base: str, browser: Browser) -> None:
    page = browser.new_page(locale="de-DE")
    left: list[str] = []
    page.route("https://**", lambda route: (left.append(route.request.url), route.fulfill(body="Wetter"))[1])
    page.goto(f"{base}/ui/galerie", wait_until="load")
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("https://**")
    assert left and "galerie" not in page.url


PHOTO = """([blur]) => new Promise((done) => {
  const canvas = document.createElement('canvas'); canvas.width = 2400; canvas.height = 3200;
  const pen = canvas.getContext('2d'); pen.fillStyle = '#eee'; pen.fillRect(0, 0, 2400, 3200);
  if (blur) pen.filter = 'blur(40px)';
  pen.fillStyle = '#111'; pen.font = '70px sans-serif';
  for (let y = 100; y < 3200; y += 100) pen.fillText('Kontoauszug November 2026 Miete 420,50 Euro', 60, y);
  canvas.toBlob((blob) => {
    const files = new DataTransfer(); files.items.add(new File([blob], 'foto.png', {type: 'image/png'}));
    const input = document.getElementById('f-vertrag'); input.files = files.files;
    input.dispatchEvent(new Event('change', {bubbles: true})); done(); });
})"""


@pytest.mark.journey
@pytest.mark.parametrize(("blur", "words_shown"), [(False, "gut lesbar"), (True, "unscharf")])
def test_a_blurred_photo_is_told_at_once(base: str, browser: Browser, blur: bool, words_shown: str) -> None:
    page = browser.new_page(locale="de-DE")
    page.goto(f"{base}/ui/galerie", wait_until="networkidle")
    page.evaluate(PHOTO, [blur])
    page.locator(".nb-shot").wait_for()
    assert words_shown in page.locator(".nb-shot").inner_text()
    kept = page.evaluate("createImageBitmap(document.getElementById('f-vertrag').files[0]).then((b) => b.height)")
    assert kept == 2000
