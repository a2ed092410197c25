"""Letters: one file that is PDF/UA-1 and PDF/A-3a, the same bytes for the same data, and words that must be there."""

import io
import multiprocessing
import os
import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from nahbar.platform.letters import (
    Address,
    Bescheid,
    CompiledBeforeFork,
    LetterFailed,
    LetterRefused,
    Rechtsbehelf,
    Section,
    Signature,
    blocks,
    check_letter,
    coverage,
    preflight,
    render,
    words,
)
from nahbar.platform.letters.model import qr_svg
from nahbar.platform.letters.render import HERE
from tests.platform import letter_cases as cases

ALL: dict[str, Any] = {
    "receipt": cases.receipt,
    "nachforderung": cases.nachforderung,
    "bescheid_ablehnung": cases.ablehnung,
    "zugangscode": cases.access_code,
}


@pytest.mark.parametrize("template", ALL)
def test_letter_is_sound_and_repeatable(template: str) -> None:
    data = ALL[template]().as_data()
    pdf = render(template, data)
    assert check_letter(pdf, address_lines=data["anschrift"], required=[data["titel"], data["anrede"]]) == []
    assert render(template, data) == pdf


def test_letter_carries_the_marks_of_both_standards() -> None:
    """PDF/UA-1 and PDF/A-3a, German, tagged, with title, profile and a header row that readers announce."""
    with pikepdf.open(io.BytesIO(render("receipt", cases.receipt().as_data()))) as document:
        meta = document.open_metadata()
        assert meta["pdfuaid:part"] == "1"
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
        assert str(document.Root.Lang).startswith("de")
        assert bool(document.Root.MarkInfo.Marked)
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        assert len(document.Root.OutputIntents) == 1
        assert str(meta["dc:title"]) == "Eingangsbestätigung"
        assert "2026-11-26" in str(meta["xmp:CreateDate"])
        kinds = [str(o.get("/S")) for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/S" in o]
        headers = [o for o in document.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/TH"]
        assert kinds.count("/Table") == 3, "a table over two pages stays one table"
        assert headers and {"/H1", "/H2"} <= set(kinds)
        fonts = {str(o.FontName) for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/FontName" in o}
        assert all("NotoSans" in name for name in fonts)


def test_attachment_travels_inside_the_letter() -> None:
    xml = "<bescheid summe='1.373,68 €'/>".encode()
    pdf = render("zugangscode", cases.access_code().as_data(), attachments={"bescheid.xml": xml})
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.attachments["bescheid.xml"].get_file().read_bytes() == xml
    assert preflight.check_file(pdf) == []


def test_a01_receipt_shows_number_time_items_and_the_whole_declaration() -> None:
    """J1 step 5, U2: time in Berlin, hash of each file, what is missing, every answer; an emoji does not stop it."""
    receipt = cases.receipt()
    required = ["NB-2026-000417", "Montag, 23. November 2026, 21:40 Uhr", "1. November 2026", "9f86 d081 884c 7d65"]
    required += ["Bescheid über Unterhaltsvorschuss", "IMG_[Zeichen U+1F600].jpg"]
    required += [f"{q} {a}" for _, rows in receipt.declaration for q, a in rows]
    data = receipt.as_data()
    assert check_letter(render("receipt", data), address_lines=data["anschrift"], required=required) == []


def test_long_table_repeats_its_header_on_each_page(tmp_path: Path) -> None:
    path = tmp_path / "receipt.pdf"
    path.write_bytes(render("receipt", cases.receipt().as_data()))
    with pikepdf.open(path) as document:
        last = len(document.pages)
    assert last >= 3
    for page in range(2, last + 1):
        found = [word.text for word in preflight._words(path, page)]
        assert "Frage" in found and "Angabe" in found, page


def test_j3_nachforderung_is_one_letter_with_one_deadline_and_its_code() -> None:
    """All items with reason, the deadline with weekday, § 66 in writing, code in words and as QR."""
    wanted = cases.nachforderung()
    data = wanted.as_data()
    pdf = render("nachforderung", data)
    required = ["bis Montag, 14. Dezember 2026", "7F3K-92QX", "nahbar.example/brief", "§ 66 Absatz 1 und 3 SGB I"]
    required += [text for item in wanted.items for text in (item.title, item.reason, item.norm)] + [wanted.consequence]
    assert check_letter(pdf, address_lines=data["anschrift"], required=required, first_page=["7F3K-92QX"]) == []
    with pytest.raises(LetterRefused):
        replace(wanted, items=()).as_data()


def test_qr_code_is_an_image_of_the_address_without_a_script() -> None:
    svg = qr_svg("https://nahbar.example/brief#7F3K-92QX")
    assert svg.startswith("<svg") and "<script" not in svg
    assert svg != qr_svg("https://nahbar.example/brief#7F3K-92QY")


def test_ablehnung_needs_reason_person_name_and_seat() -> None:
    refusal = cases.ablehnung()
    data = refusal.as_data()
    required = ["Sie bekommen kein Grundsicherungsgeld.", "§ 9 Absatz 1, § 19 Absatz 1 SGB II", "Frau Öztürk"]
    required += ["innerhalb eines Monats", "Jobcenter Kreis Musterland, Marktstraße 1, 46399 Musterstadt"]
    required += ["zur Niederschrift", "§ 36a Absatz 2a SGB I", "Kinderzuschlag"]
    pdf = render("bescheid_ablehnung", data)
    assert check_letter(pdf, address_lines=data["anschrift"], required=required, first_page=required[:1]) == []
    for broken in (
        replace(refusal, grounds=()),
        replace(refusal, persons=()),
        replace(refusal, rechtsbehelf=Rechtsbehelf("Jobcenter", " ")),
        replace(refusal, signature=Signature("")),
    ):
        with pytest.raises(LetterRefused):
            broken.as_data()


def test_any_benefit_can_write_a_bescheid_from_blocks() -> None:
    """The plain template carries an invented benefit without a template of its own."""
    table = blocks.table(
        [blocks.column("Monat"), blocks.column("Betrag", number=True)],
        [(words.month(date(2026, 11, 1)), words.amount(12_345))],
        total=("Zusammen", words.amount(12_345)),
    )
    everything = (
        blocks.paragraph("Ein Absatz.", strong=True),
        blocks.points(["eins", "zwei"], numbered=True),
        blocks.heading("Unterpunkt", 3),
        blocks.box("Kasten", ["Zeile im Kasten"]),
        blocks.lead("Merksatz."),
    )
    bescheid = Bescheid(
        cases.letter(),
        "Bescheid über Sonnengeld",
        "Sie bekommen im November 2026 123,45 Euro.",
        (table,),
        (Section("Gründe", everything),),
        cases.RECHTSBEHELF,
        Signature("", automatic=True),
    )
    data = bescheid.as_data()
    required = ["Sonnengeld", "Zeile im Kasten", "Merksatz.", "Unterpunkt", "§ 33 Absatz 5 SGB X", "Zusammen 123,45 €"]
    pdf = render("bescheid", data)
    assert check_letter(pdf, address_lines=data["anschrift"], required=required, first_page=["123,45 Euro"]) == []


def test_preflight_finds_what_is_wrong() -> None:
    data = cases.access_code().as_data()
    pdf = render("zugangscode", data)
    problems = check_letter(
        pdf, address_lines=["Jemand", "Anderes"], required=["Das steht nicht da"], first_page=["9.999,99"]
    )
    assert [p.split(":")[0] for p in problems] == [
        "Im Fenster steht nicht genau die Anschrift, sondern",
        "Im Brief fehlt",
        "Auf Seite 1 fehlt",
    ]


def test_preflight_finds_a_file_that_is_neither_accessible_nor_archivable() -> None:
    out = io.BytesIO()
    Image.new("RGB", (100, 100), "white").save(out, "PDF")
    problems = preflight.check_file(out.getvalue())
    for word in ("A4", "PDF/UA-1", "PDF/A-3a", "Sprache", "MarkInfo", "DisplayDocTitle", "OutputIntent", "Struktur"):
        assert any(word in problem for problem in problems), word


def test_preflight_measures_window_and_edges() -> None:
    inside, low = preflight.Word(25, 70, 60, 74, "Demir"), preflight.Word(25, 84, 60, 87, "Rhede")
    assert preflight._window([inside], ["Demir"]) == []
    assert preflight._window([inside, low], ["Demir", "Rhede"]) == ["»Rhede« liegt außerhalb des Fensters"]
    assert preflight._edges([[preflight.Word(3, 70, 60, 74, "x")]]) == ["Seite 1: »x« liegt zu nah am Rand"]


def test_without_poppler_the_check_says_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = render("zugangscode", cases.access_code().as_data())
    monkeypatch.setenv("PATH", "")
    with pytest.raises(preflight.PopplerMissing, match="poppler-utils"):
        check_letter(pdf, address_lines=["x", "y"])


LONGEST = [
    (
        "Frau",
        "Dr. Ǧülşẹn-Žofija Wołłęrstötter-Ķalniņa Freiherrin von und zu Müßiggang-Þórðardóttir-Nguyễn",
        "46414 Rhede",
    ),
    ("Herrn", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter", "Gasse 1", "46414 Rhede"),
    ("Frau", "Anna Ķ̌ālņã", "c/o Verein für Wohnhilfe e. V.", "Hinterhaus, 3. OG links", "Straße 12 b", "46414 Rhede"),
    ("M̂ãr̥ia Ḩ̇ussein Əliyeva ŉDoka ẞ", "46414 Rhede"),
]


@pytest.mark.parametrize("lines", LONGEST)
def test_longest_names_of_din_91379_fit_the_window(lines: tuple[str, ...]) -> None:
    data = replace(cases.access_code(), letter=cases.letter(*lines)).as_data()
    assert check_letter(render("zugangscode", data), address_lines=[coverage.showable(line) for line in lines]) == []


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60))
def test_no_text_of_a_person_stops_a_letter_or_becomes_markup(text: str) -> None:
    data = replace(cases.access_code(), intro=f"#panic() *{text}* $x$ <a>").as_data()
    assert preflight.check_file(render("zugangscode", data)) == []


def test_markup_in_answers_is_printed_as_it_is() -> None:
    data = replace(cases.access_code(), intro="#sys.version *fett* $x^2$").as_data()
    pdf = render("zugangscode", data)
    assert check_letter(pdf, address_lines=data["anschrift"], required=["#sys.version *fett* $x^2$"]) == []


@pytest.mark.parametrize("lines", [("nur eine",), ("a", " "), tuple("abcdefg")])
def test_impossible_addresses_are_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(LetterRefused):
        Address(lines)


def test_empty_lines_of_the_letterhead_leave_no_trace() -> None:
    head = replace(cases.HEAD, opening_hours=("",), address_lines=("Marktstraße 1", " ")).as_data()
    assert head["zeiten"] == [] and head["zeilen"] == ["Marktstraße 1"]


def test_wrong_data_names_the_template() -> None:
    data = cases.access_code().as_data()
    del data["code"]
    with pytest.raises(LetterFailed, match="zugangscode"):
        render("zugangscode", data)
    with pytest.raises(ValueError, match="cells"):
        blocks.table([blocks.column("a")], [("1", "2")])


def test_threads_share_one_typesetter() -> None:
    data = cases.access_code().as_data()
    expected, got = render("zugangscode", data), list[bytes]()
    threads = [threading.Thread(target=lambda: got.append(render("zugangscode", data))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert got == [expected] * 6


def _in_child(pipe: Any) -> None:
    try:
        render("zugangscode", cases.access_code().as_data())
        pipe.send("rendered")
    except CompiledBeforeFork:
        pipe.send("refused")


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_refuses_instead_of_hanging() -> None:
    render("zugangscode", cases.access_code().as_data())
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe()
    child = context.Process(target=_in_child, args=(there,))
    child.start()
    assert here.poll(60) and here.recv() == "refused"
    child.join(60)
    assert os.getpid() != child.pid


def test_coverage_is_what_both_fonts_have() -> None:
    both = None
    for weight in ("Regular", "SemiBold"):
        path = HERE / "fonts" / f"NotoSans-{weight}.ttf"
        assert path.stat().st_size < 500_000
        with TTFont(path) as font:
            have = set(font.getBestCmap())
        both = have if both is None else both & have
    assert both is not None
    missing = [code for code in range(0x20, 0x2200) if coverage.showable(chr(code)) != chr(code) and code in both]
    # NFC exchanges a few code points for their canonical equals (Ångström, Kelvin, Greek tonos, quads)
    assert all(ord(coverage.showable(chr(code))[0]) in both for code in missing)
    assert (HERE / "fonts" / "OFL.txt").read_text().count("SIL Open Font License")


def test_words_of_letters() -> None:
    assert words.amount(137_368) == "1.373,68\xa0€"
    assert words.amount(-5) == "−0,05\xa0€"
    assert words.amount_in_words(123_456_789) == "1.234.567,89\xa0Euro"
    assert words.weekday(date(2026, 12, 1)) == "Dienstag, 1.\xa0Dezember 2026"
    assert words.moment(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)) == "Donnerstag, 2.\xa0Juli 2026, 00:30\xa0Uhr"
    assert words.months(date(2026, 11, 1), date(2027, 10, 1)) == "November 2026 bis Oktober 2027"
    assert words.enumeration(["Mert", "Lara", "Aylin"]) == "Mert, Lara und Aylin"
    with pytest.raises(ValueError, match="time zone"):
        words.moment(datetime(2026, 1, 1))  # noqa: DTZ001 - what is refused
