"""PDF files: what is active, attached or telling goes; what was written stays."""

from __future__ import annotations

import io
import subprocess
import zlib

import pikepdf
import pytest

from nahbar.platform.intake import Accepted, Limits, Refused, accept, render
from nahbar.platform.intake.jpegs import without_metadata
from tests.platform import intake_samples as samples


def taken(data: bytes, limits: Limits | None = None) -> Accepted:
    result = accept("bescheid.pdf", data, limits or Limits())
    assert isinstance(result, Accepted), result
    return result


def code(data: bytes, limits: Limits | None = None) -> str:
    result = accept("bescheid.pdf", data, limits or Limits())
    assert isinstance(result, Refused), result
    return result.code


def test_pdf_keeps_its_text_and_shows_every_page() -> None:
    result = taken(samples.pdf(3))
    assert (result.kind, result.media_type, result.pages, len(result.previews)) == ("pdf", "application/pdf", 3, 3)
    text = subprocess.run(["pdftotext", "-", "-"], input=result.view_pdf, capture_output=True, check=True).stdout
    assert b"Seite 1" in text and b"Seite 3" in text
    assert result.quality == () and not result.view_is_pdfa


def test_everything_active_is_gone_at_every_depth() -> None:
    armed = samples.armed_pdf()
    words = (
        b"JavaScript", b"app.alert", b"Launch", b"cmd.exe", b"falle.example", b"/SubmitForm", b"/OpenAction", b"/AA",
        b"MZ-Anhang", b"EmbeddedFile", b"FileAttachment", b"Schadform", b"Geheime Autorin", b"Privatsache", b"Exif",
        b"Rhede", b"/Next",
    )  # fmt: skip
    before, after = samples.laid_open(armed), samples.laid_open(taken(armed).view_pdf)
    assert [w for w in words if w not in before and w not in (b"Rhede",)] == []
    assert [w for w in words if w in after] == []


def test_jumps_inside_the_document_stay_and_pictures_keep_their_pixels() -> None:
    armed = samples.armed_pdf()
    with pikepdf.open(io.BytesIO(armed)) as old, pikepdf.open(io.BytesIO(taken(armed).view_pdf)) as new:
        assert [str(a.A.S) for a in new.pages[0].Annots if "/A" in a] == ["/GoTo"]
        before, after = (pikepdf.PdfImage(p.pages[1].obj.Resources.XObject.Foto).as_pil_image() for p in (old, new))
        assert before.tobytes() == after.tobytes()


def test_attached_files_are_told_so_that_nothing_gets_lost() -> None:
    (hint,) = taken(samples.armed_pdf()).quality
    assert hint.code == "anhaenge_entfernt" and hint.page == 0 and "einzeln" in hint.what_to_do


def test_u3_password_is_named_and_a_mere_restriction_is_not_in_the_way() -> None:
    """U3: password-protected PDF."""
    locked = samples.pdf(encryption=pikepdf.Encryption(owner="a", user="geheim"))
    refused = accept("auszug.pdf", locked)
    assert isinstance(refused, Refused) and refused.code == "passwort"
    assert "Passwort" in refused.reason and "ohne Passwort" in refused.what_to_do
    restricted = samples.pdf(
        encryption=pikepdf.Encryption(owner="a", user="", allow=pikepdf.Permissions(extract=False))
    )
    with pikepdf.open(io.BytesIO(taken(restricted).view_pdf)) as pdf:
        assert not pdf.is_encrypted


def test_too_many_pages_names_the_limit() -> None:
    refused = accept("a.pdf", samples.pdf(4), Limits(max_pages=3))
    assert isinstance(refused, Refused) and refused.code == "zu_viele_seiten"
    assert "4 Seiten" in refused.reason and "höchstens 3" in refused.reason


def test_form_that_needs_a_special_program_is_refused_with_advice() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(samples.pdf())) as pdf:
        pdf.Root.NeedsRendering = True
        pdf.save(out)
    assert code(out.getvalue()) == "formular_ohne_seiten"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"x" * 5000, samples.pdf()[:400]])
def test_broken_pdf_is_refused(data: bytes) -> None:
    assert code(data) in ("beschaedigt", "nicht_darstellbar")


def test_line_breaks_before_the_header_are_tolerated_and_disguises_are_not() -> None:
    assert taken(b"\r\n\n" + samples.pdf()).pages == 1
    assert code(b"<html><script>" + samples.pdf()) == "unbekannt"


def test_deflate_bomb_in_the_structure_does_not_fill_the_memory() -> None:
    body = zlib.compress(bytes(600_000_000), 9)
    head = b"%%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 9/W[1 2 1]/Root 2 0 R/Filter/FlateDecode/Length %d>>\nstream\n"
    bomb = head % len(body) + body + b"\nendstream\nendobj\nstartxref\n9\n%%EOF"
    assert len(bomb) < 1_000_000
    assert code(bomb) == "beschaedigt"


def test_time_limit_ends_the_drawing_and_nothing_drawn_is_a_refusal() -> None:
    limits = Limits(render_seconds=0.0)
    assert render.previews(samples.pdf(30), limits) == ()
    assert code(samples.pdf(30), limits) == "nicht_darstellbar"


def test_missing_poppler_is_a_fault_of_the_installation_not_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(render.RendererMissing, match="poppler-utils"):
        accept("a.pdf", samples.pdf())


def test_pdf_of_countless_parts_is_refused_before_it_costs_time() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(samples.pdf())) as pdf:
        pdf.Root.Wide = pikepdf.Array([pikepdf.Dictionary(A=1)] * 50)
        pdf.save(out)
    limits = Limits(max_objects=40)
    assert code(out.getvalue(), limits) == "zu_verschachtelt"
    assert taken(samples.pdf(), limits).pages == 1


def test_huge_page_is_drawn_at_preview_size() -> None:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(14400, 14400))
        pdf.save(out)
    (preview,) = taken(out.getvalue()).previews
    assert len(preview) <= 150_000


def test_jpeg_segments_go_and_the_rest_stays_to_the_byte() -> None:
    plain = samples.jpeg(samples.sheet(200, 300, 4))
    tagged = samples.jpeg(samples.sheet(200, 300, 4), exif=samples.exif(), comment=b"Rhede")
    assert without_metadata(tagged + b"appended video") == without_metadata(plain) == plain
    for odd in (b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\xff", b"GIF89a", plain[:40]):
        assert without_metadata(odd) == odd
