"""The door for files: who is turned away learns why and what to do (§ 36a Abs. 3 SGB I, U3)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.platform.intake import (
    Accepted,
    Limits,
    Quarantine,
    Refused,
    ScannerDown,
    accept,
)
from nahbar.platform.intake.model import Unfit
from nahbar.platform.intake.names import MAX_NAME, clean_name
from nahbar.platform.intake.reasons import REASONS, megabytes
from nahbar.platform.intake.scan import has_eicar
from nahbar.platform.intake.sniff import sniff
from tests.platform import intake_samples as samples

EICAR = "".join(("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")).encode()
DOCX = samples.zipped(**{"[Content_Types]_dot_xml": b"<Types/>", "word__document_dot_xml": b"<w/>"})
JPEG = samples.jpeg(samples.sheet(600, 800, 10))
GIF = samples.as_bytes(samples.sheet(600, 800, 10), "GIF")


def refused(name: str, data: bytes, limits: Limits | None = None) -> Refused:
    result = accept(name, data, limits or Limits())
    assert isinstance(result, Refused), result
    return result


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("leer.jpg", b"", "leer"),
        ("eicar.pdf", EICAR, "schadsoftware"),
        ("eicar-versteckt.jpg", JPEG + EICAR, "schadsoftware"),
        ("alles.zip", samples.zipped(a=b"1"), "archiv"),
        ("foto.jpg", samples.zipped(a=b"1"), "archiv"),
        ("a.rar", b"Rar!\x1a\x07\x01\0" + bytes(50), "archiv"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(50), "archiv"),
        ("a.tar.gz", b"\x1f\x8b\x08" + bytes(50), "archiv"),
        ("a.tar", b"name".ljust(257, b"\0") + b"ustar\x0000" + bytes(300), "archiv"),
        ("brief.docx", DOCX, "office"),
        ("brief.odt", samples.zipped(mimetype=b"application/x", content_dot_xml=b"<x/>"), "office"),
        ("brief.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "office"),
        ("brief.rtf", b"{\\rtf1 Hallo}", "office"),
        ("foto.jpg", b"MZ\x90\0" + bytes(200), "programm"),
        ("foto.jpg", b"\x7fELF\x02" + bytes(200), "programm"),
        ("foto.sh", b"#!/bin/sh\nrm -rf /\n", "programm"),
        ("a.jar", samples.zipped(**{"META-INF__MANIFEST_dot_MF": b"x"}), "programm"),
        ("film.mp4", b"\0\0\0\x18ftypisom\0\0\0\0isomiso2" + bytes(90), "video"),
        ("seite.pdf", b"<!DOCTYPE html><script>alert(1)</script>", "text"),
        ("bild.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "text"),
        ("mail.eml", b"From: a@example.org\r\nTo: b@example.org\r\n\r\nHallo", "email"),
        ("brief.txt", "Ich möchte Widerspruch einlegen.".encode(), "text"),
        ("a.bin", bytes(range(256)) * 4, "unbekannt"),
        ("polyglott.gif", GIF + DOCX, "mehrdeutig"),
        ("polyglott.jpg", JPEG + samples.zipped(a=b"1"), "mehrdeutig"),
        ("polyglott.jpg", JPEG + samples.pdf(), "mehrdeutig"),
        ("polyglott.pdf", samples.pdf() + samples.zipped(a=b"1"), "mehrdeutig"),
        ("polyglott.jpg", JPEG + b"Rar!\x1a\x07\0" + bytes(40), "mehrdeutig"),
        ("halb.jpg", JPEG[: len(JPEG) // 2], "beschaedigt"),
        ("kopf.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200), "beschaedigt"),
        ("luege.png", b"\x89PNG\r\n\x1a\n" + JPEG, "beschaedigt"),
        ("luege.gif", b"GIF89a" + JPEG, "beschaedigt"),
        ("bombe.png", samples.png_bomb(), "zu_viele_pixel"),
        ("bombe-klein.png", samples.png_bomb(9000), "zu_viele_pixel"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_u3_named_reason_and_a_way_out(name: str, data: bytes, code: str) -> None:
    """U3: empty, EICAR, ZIP and their kin are refused at once with the condition they miss."""
    result = refused(name, data)
    assert result.code == code
    assert result.clean_name == name and result.size == len(data) and len(result.sha256) == 64
    assert "{" not in result.sentence and "!" not in result.sentence
    assert "Bitte" in result.sentence or "Speichern Sie" in result.sentence


def test_office_sentence_says_both_ways_out() -> None:
    assert "Word" in refused("a.docx", DOCX).reason
    assert "Speichern Sie es als PDF oder fotografieren Sie das Blatt" in refused("a.docx", DOCX).what_to_do


def test_too_large_names_size_and_limit() -> None:
    result = refused("a.jpg", JPEG[:3] + bytes(2_000_001), Limits(max_bytes=2_000_000))
    assert result.code == "zu_gross"
    assert result.reason == "Die Datei ist 2,1 MB groß. Wir können höchstens 2 MB annehmen."
    assert megabytes(12_000_000) == "12" and megabytes(12_000_001) == "12,1"


def test_u3_rest_of_the_upload_is_kept() -> None:
    """U3: one bad file among three does not touch the others."""
    results = [accept("a.jpg", JPEG), accept("b.zip", samples.zipped(a=b"1")), accept("c.pdf", samples.pdf())]
    assert [type(r) for r in results] == [Accepted, Refused, Accepted]


def test_camera_video_behind_a_photo_is_allowed() -> None:
    assert isinstance(accept("motion.jpg", JPEG + b"\0\0\0\x18ftypmp42" + bytes(5000)), Accepted)


def test_every_reason_is_a_sentence_with_advice() -> None:
    for reason, what_to_do in REASONS.values():
        assert reason.endswith(".") and what_to_do.endswith(".") and "!" not in reason + what_to_do


@settings(max_examples=150, deadline=None)
@given(
    start=st.sampled_from([b"", b"\xff\xd8\xff", b"GIF89a", b"BM", b"II*\0", b"PK\x03\x04", b"\0\0\0\x18ftypheic"]),
    rest=st.binary(max_size=300),
)
def test_no_content_whatever_raises(start: bytes, rest: bytes) -> None:
    assert isinstance(accept("x", start + rest), Accepted | Refused)


@settings(max_examples=80, deadline=None)
@given(place=st.integers(0, len(JPEG) - 1), byte=st.integers(0, 255))
def test_damaged_photo_never_raises(place: int, byte: int) -> None:
    damaged = JPEG[:place] + bytes([byte]) + JPEG[place + 1 :]
    assert isinstance(accept("x.jpg", damaged), Accepted | Refused)


def test_sniff_knows_only_what_it_may_open() -> None:
    assert sniff(JPEG).media_type == "image/jpeg"
    with pytest.raises(Unfit):
        sniff(b"II*\x01")


@pytest.mark.parametrize(
    ("given_name", "clean"),
    [
        ("Foto 👩‍👧‍👦 Mietvertrag ❤️.jpg", "Foto 👩‍👧‍👦 Mietvertrag ❤️.jpg"),
        ("Miet\u00advertrag.pdf", "Mietvertrag.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Aylin\\Kontoauszug.pdf", "Kontoauszug.pdf"),
        ("rechnung\u202efdp.exe", "rechnungfdp.exe"),
        ("a\u200db.pdf", "ab.pdf"),
        ("zwei\nZeilen\t\x00.pdf", "zweiZeilen.pdf"),
        ("U\u0308berweisung.pdf", "Überweisung.pdf"),
        ("  viele   Leerzeichen .pdf ", "viele Leerzeichen .pdf"),
        ('was? "das" <hier>.pdf', "was_ _das_ _hier_.pdf"),
        (".htaccess", "htaccess"),
        ("CON.pdf", "_CON.pdf"),
        ("", "Datei"),
        ("...", "Datei"),
        ("\u200b\ufeff", "Datei"),
        ("Łukasz_Öztürk_Ђ_عقد.pdf", "Łukasz_Öztürk_Ђ_عقد.pdf"),
    ],
)
def test_names_stay_readable_and_harmless(given_name: str, clean: str) -> None:
    assert clean_name(given_name) == clean


def test_long_names_keep_their_ending_and_whole_emoji() -> None:
    assert clean_name("ä" * 300 + ".jpeg") == "ä" * (MAX_NAME - 5) + ".jpeg"
    for filler in range(100, 121):
        short = clean_name("x" * filler + "👩‍👧" * 10 + ".jpg")
        assert len(short) <= MAX_NAME and short.endswith(".jpg")
        assert short.removesuffix(".jpg")[-1] in ("x", "👩", "👧")


@given(st.text(max_size=300))
def test_any_name_becomes_a_name_and_stays_one(name: str) -> None:
    clean = clean_name(name)
    assert 0 < len(clean) <= MAX_NAME and not set(clean) & set('/\\\0\n\r"<>')
    assert clean not in (".", "..") and clean_name(clean) == clean


class Finds:
    def __init__(self, found: str | None) -> None:
        self.found = found
        self.asked = 0

    def scan(self, data: bytes) -> str | None:
        self.asked += 1
        return self.found


class Down:
    def scan(self, data: bytes) -> str | None:
        raise ScannerDown("no clamd")


def test_scanner_decides_before_anything_is_opened() -> None:
    result = accept("a.jpg", JPEG, scanner=Finds("Win.Test.Fund-1"))
    assert isinstance(result, Refused) and result.code == "schadsoftware" and "Win.Test.Fund-1" in result.reason
    clean = Finds(None)
    assert isinstance(accept("a.jpg", JPEG, scanner=clean), Accepted) and clean.asked == 1


def test_scanner_down_holds_the_file_back_and_still_tells_certain_refusals() -> None:
    held = accept("a.jpg", JPEG, scanner=Down())
    assert isinstance(held, Quarantine) and held.clean_name == "a.jpg" and "angekommen" in held.sentence
    assert isinstance(accept("a.zip", samples.zipped(a=b"1"), scanner=Down()), Refused)


def test_eicar_is_found_anywhere() -> None:
    assert has_eicar(b"a" + EICAR + b"b") and not has_eicar(EICAR[:-1])
