"""A PDF with fields of its own is filled: texts, boxes, circles; nothing is cut, nothing is lost in silence."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from nahbar.platform.paper_forms import NoForm, field_names, fill_form


def form(nested: bool = False) -> bytes:
    """Texts `vorname` (10 letters) and `aktenzeichen` (locked), box `chbx`, circles `rbtn` (0 and 1), list `land`."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))

    def add(**entries: object) -> pikepdf.Object:
        return pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=[50, 700, 250, 720], **entries))

    def button(state: str, **entries: object) -> pikepdf.Object:
        shown = {name: pdf.make_stream(b"") for name in (f"/{state}", "/Off")}
        return add(AP=Dictionary(N=Dictionary(shown)), AS=Name.Off, **entries)

    texts = [
        add(FT=Name.Tx, T=String("vorname"), MaxLen=10, AP=Dictionary(N=pdf.make_stream(b"old")), DA=String("/H 9 Tf")),
        add(FT=Name.Tx, T=String("aktenzeichen"), Ff=1),
        add(FT=Name.Ch, T=String("land"), Opt=Array([String("DE"), Array([String("PL"), String("Polen")])])),
    ]
    box = button("selektiert", FT=Name.Btn, T=String("chbx"))
    circles = [button("0"), button("1")]
    group = pdf.make_indirect(Dictionary(FT=Name.Btn, Ff=1 << 15, T=String("rbtn"), Kids=Array(circles)))
    for circle in circles:
        circle.Parent = group
    fields = [*texts, box, group]
    if nested:
        top = pdf.make_indirect(Dictionary(T=String("form[0]"), Kids=Array(fields)))
        for one in fields:
            one.Parent = top
            one.T = String(f"{one.T}[0]")
        fields = [top]
    page.Annots = Array([*texts, box, *circles])
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields), XFA=pdf.make_stream(b"<xdp/>"))
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def read(pdf: bytes) -> Mapping[str, str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.Root.AcroForm.NeedAppearances and "/XFA" not in document.Root.AcroForm
        fields = list(document.Root.AcroForm.Fields)
        fields = list(fields[0].Kids) if "/FT" not in fields[0] else fields
        shown = {str(one.T): [str(w.get("/AS", "")) for w in one.get("/Kids", [one])] for one in fields}
        values = {str(one.T).removesuffix("[0]"): str(one.get("/V", "")) for one in fields}
        return {**values, "rbtn shown": " ".join(next(v for k, v in shown.items() if k.startswith("rbtn")))}


@pytest.mark.parametrize("nested", [False, True])
def test_texts_boxes_circles_and_lists_are_filled(nested: bool) -> None:
    filled = fill_form(form(nested), {"vorname": "Žofia", "chbx": "selektiert", "rbtn": "1", "land": "PL"})
    assert filled.unplaced == {}
    found = read(filled.pdf)
    assert (found["vorname"], found["chbx"], found["land"]) == ("Žofia", "/selektiert", "PL")
    assert (found["rbtn"], found["rbtn shown"]) == ("/1", "/Off /1")
    assert read(fill_form(filled.pdf, {"rbtn": "0"}).pdf)["rbtn shown"] == "/0 /Off"
    with pikepdf.open(io.BytesIO(filled.pdf)) as document:
        assert "/AP" not in document.pages[0].Annots[0], "the old picture of the value is gone"


def test_what_finds_no_place_is_said_and_nothing_is_cut() -> None:
    values = {"vorname": "Maximiliane", "aktenzeichen": "1", "chbx": "ja", "rbtn": "2", "land": "XX", "fehlt": "x"}
    filled = fill_form(form(), values)
    assert set(filled.unplaced) == set(values)
    assert "fasst 10 Zeichen" in filled.unplaced["vorname"] and "kennt »2« nicht" in filled.unplaced["rbtn"]
    assert set(read(filled.pdf).values()) == {"", "/Off /Off"}


def test_names_and_files_that_are_no_form() -> None:
    assert {"vorname", "rbtn", "form[0].chbx[0]"} <= field_names(form(nested=True))
    empty = io.BytesIO()
    pikepdf.new().save(empty)
    for wrong in (empty.getvalue(), b"kein PDF"):
        with pytest.raises(NoForm):
            fill_form(wrong, {})
