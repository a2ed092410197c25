"""Answers go into the fields of the official PDF; what is not certain is left for the hand, with the answer."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from nahbar.benefits.grundsicherungsgeld.questions import QUESTIONNAIRE, forms
from nahbar.config import cli
from nahbar.questionnaire.model import Answers
from nahbar.questionnaire.paper import matching_form, on_paper

HA = next(form for form in forms() if form.code == "HA")
ANSWERS: Answers = {
    "vorname": "Mara", "nachname": "Łęcka", "geburtsdatum": "1995-05-14", "wohnsituation": "wohnung",
    "strasse": "Am Wall", "hausnummer": "3", "plz": "46414", "ort": "Rhede", "staatsangehoerigkeit": "deutsch",
    "geschlecht": "weiblich", "lage": ["betreuung"], "arbeitsfaehig": True, "bisher": ["selbst", "pflege"],
    "iban": "DE02120300000000202051", "kv_art": "gesetzlich", "ansprueche": [], "amt_antrag": ["bafoeg", "elterngeld"],
}  # fmt: skip


def blank() -> bytes:
    """The main form as far as its names are known: circles with 0 and 1, boxes with `selektiert`, texts."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    fields = []
    for name in dict.fromkeys(name for one in HA.fields for name in one.pdf if name != "txtfPersonOrt"):
        states = ["0", "1"] if name.startswith("rbtn") else ["selektiert"] if name.startswith("chbx") else []
        widgets = [
            pdf.make_indirect(Dictionary(Subtype=Name.Widget, Rect=[0, 0, 9, 9], AS=Name.Off, AP=Dictionary(
                N=Dictionary({f"/{state}": pdf.make_stream(b""), "/Off": pdf.make_stream(b"")})
            )))
            for state in states
        ]  # fmt: skip
        node = pdf.make_indirect(Dictionary(T=String(name), FT=Name.Btn if states else Name.Tx))
        if states:
            node.Kids = Array(widgets)
        fields.append(node)
        page.Annots = Array([*page.get("/Annots", Array()), *(widgets or [node])])
    pdf.Root.AcroForm = Dictionary(Fields=Array(fields))
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def test_what_is_certain_is_placed_and_the_rest_is_named() -> None:
    paper = on_paper(HA, QUESTIONNAIRE, ANSWERS)
    assert paper.values["txtfPersonNachname"] == "Łęcka" and paper.values["datePersonGebDatum"] == "14.05.1995"
    assert paper.values["txtfKontoIBAN"] == "DE02120300000000202051"
    marks = {name: mark for name, mark in paper.values.items() if name.startswith(("rbtn", "chbx"))}
    assert marks == {
        "chbxWeiblich": "selektiert", "rbtnBetreuer": "0", "rbtnSchueler": "1",
        "rbtnStationaer": "1", "rbtnErwerbsfaehig": "0", "rbtnAngestellt": "1", "rbtnSelbstaendig": "0",
        "rbtnEntgeltersatz": "1", "rbtnWehrdienst": "1", "rbtnPflege": "0", "rbtnKVPV": "0", "rbtnPKV": "1",
        "chbxLeistungBafoeg": "selektiert", "chbxLeistungSonstiges": "selektiert",
    }  # fmt: skip
    left = dict(paper.by_hand)
    assert left["Staatsangehörigkeit"] == "Antwort: Einen deutschen Pass" and left["Geburtsort"] == "keine Antwort"
    placed = {one.label for one in HA.fields if set(one.pdf) & paper.values.keys()}
    assert placed | left.keys() == {one.label for one in HA.fields}, "nothing is lost in silence"


def test_every_mark_names_a_field_and_an_option_that_are_there() -> None:
    options = {q.key: {o.key for o in q.options} for p in QUESTIONNAIRE.pages if not p.group for q in p.questions}
    marked = [one for form in forms() for one in form.fields if one.marks]
    assert len(marked) >= 14
    for one in marked:
        assert one.marks.keys() - {""} <= options[one.answer], one.id
        assert {name for marks in one.marks.values() for name in marks} <= set(one.pdf), one.id


def test_the_form_is_known_by_its_fields() -> None:
    assert matching_form(forms(), {"txtfPersonVorname", "rbtnWohnsitz", "txtfKV"}) is HA
    assert matching_form(forms(), {"Text1"}) is None


def test_the_command_fills_lists_and_writes_over_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form, answers, out = tmp_path / "ha.pdf", tmp_path / "a.json", tmp_path / "out.pdf"
    form.write_bytes(blank())
    answers.write_text(json.dumps({"_stichtag": "2026-11-23", **ANSWERS}), encoding="utf-8")
    call = ["questionnaire", "fill", str(form), str(answers), "--out", str(out)]
    assert cli.main(call) == 0
    told = capsys.readouterr()
    assert told.out.startswith("Hauptantrag (Jobcenter-HA 04/2026): ")
    assert "txtfPersonOrt = Rhede: Das Formular hat kein Feld" in told.err
    assert "Staatsangehörigkeit: Antwort: Einen deutschen Pass" in told.err
    with pikepdf.open(out) as document:
        found = {str(one.T): str(one.get("/V", "")) for one in document.Root.AcroForm.Fields}
        assert document.Root.AcroForm.NeedAppearances
    assert found["txtfPersonVorname"] == "Mara" and found["rbtnErwerbsfaehig"] == "/0"
    assert found["rbtnBetreuer"] == "/0" and found["txtfKV"] == ""
    assert cli.main(call) == 2, "a file that is there stays"
    out.unlink()
    rows = [{"schluessel": "vorname", "wert": "Ana", "unbekannt": False}]
    answers.write_text(json.dumps({"angaben": rows}), encoding="utf-8")
    assert cli.main(call) == 0, "as a person takes them along"
    with pikepdf.open(out) as document:
        assert "Ana" in [str(one.get("/V", "")) for one in document.Root.AcroForm.Fields]
    for wrong in ("[1]", "{"):
        answers.write_text(wrong)
        assert cli.main(call) == 1
    answers.write_text("{}")
    form.write_bytes(b"kein PDF")
    assert cli.main(call) == 1
