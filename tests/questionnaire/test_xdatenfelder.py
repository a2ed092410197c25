"""A schema of FIM becomes a questionnaire to go on writing (XDatenfelder 3.0.0, an invented sample)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from nahbar.config import cli
from nahbar.questionnaire.checks import check
from nahbar.questionnaire.load import from_mapping
from nahbar.questionnaire.model import Question, Questionnaire
from nahbar.questionnaire.xdatenfelder import SchemaRefused
from nahbar.questionnaire.xdatenfelder_yaml import NORM, WHY, skeleton

SAMPLE = Path(__file__).with_name("xdatenfelder_sample.xml")
XML = SAMPLE.read_bytes()


def made(xml: bytes = XML) -> Questionnaire:
    return from_mapping(yaml.safe_load(skeleton(xml).text))


def question(key: str, group: str = "", xml: bytes = XML) -> Question:
    return next(q for page in made(xml).pages if page.group == group for q in page.questions if q.key == key)


def about(identity: str, xml: bytes = XML) -> str:
    return " ".join(note for note in skeleton(xml).notes if f" {identity} " in note)


def test_the_skeleton_loads_and_has_no_mistakes() -> None:
    found = made()
    assert check(found) == []
    assert (found.key, found.version, found.title) == ("antrag_auf_ferienfreizeit", 1, "Ferienfreizeit beantragen")
    keys = [found.key, *(g.key for g in found.groups), *(p.key for p in found.pages)]
    keys += [q.key for p in found.pages for q in p.questions]
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", key) for key in keys), keys
    sections = list(dict.fromkeys(page.section for page in found.pages))
    assert sections == ["Ihre Angaben", "Kinder, die mitfahren", "Ferienfreizeit beantragen", "Ihr Konto"]


def test_kinds_dates_amounts_yes_and_no() -> None:
    kinds = {q.key: q.kind for page in made().pages for q in page.questions}
    assert kinds["geburtsdatum"] == "date" and kinds["einkommen"] == "amount" and kinds["schon_einmal_dabei"] == "bool"
    assert kinds["zahl_der_zimmer"] == "integer" and kinds["bemerkung"] == "textarea" and kinds["ort"] == "text"
    assert kinds["iban"] == "iban" and kinds["postleitzahl"] == "plz" and kinds["familienname"] == "name"
    assert (question("einkommen").min, question("einkommen").max) == ("0", "99999.99")
    assert question("geburtsdatum").min == "1900-01-01"
    assert question("einkommen").help == 'Netto, nicht "brutto": # der ganze Haushalt.'
    assert question("schon_einmal_dabei").error == "Wählen Sie Ja oder Nein."


def test_lists_become_choices_with_their_codes() -> None:
    one = question("familienstand")
    assert one.kind == "choice" and [o.key for o in one.options] == ["001", "no", "getrennt_lebend"]
    assert [o.label for o in one.options] == ["ledig", "verheiratet", "getrennt: lebend"]
    assert one.options[0].hint == "auch nach einer Trennung ohne Ehe"
    assert "»getrennt lebend« wurde der Schlüssel getrennt_lebend" in about("F00000000005")
    assert question("wuensche").kind == "choices"
    assert question("staat").kind == "text"
    assert "urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:staat" in about("F00000000006")


def test_what_repeats_becomes_a_registry() -> None:
    found = made()
    assert [(g.key, g.item_title, g.max_items) for g in found.groups] == [
        ("kind", "{vorname}", 40),
        ("fruehere_anschrift", "{fruehere_anschrift}", 3),
    ]
    places = [(p.key, p.group, p.overview) for p in found.pages if p.group or p.overview]
    assert [p for p in places if p[2]] == [places[-3], places[-1]], "each overview stands behind its pages"
    assert places[-3:] == [("kind", "", "kind"), places[-2], ("fruehere_anschrift", "", "fruehere_anschrift")]
    assert question("vorname", "kind").required and not question("allergie", "kind").required
    assert "mindestens 1-mal" in about("G00000000002")
    assert "wird dort nur einmal gefragt" in about("G00000000003")
    assert question("arzt", "kind").label == "Arzt"


def test_registries_that_begin_alike_are_named() -> None:
    """Items take the first letter of their registry for their ids."""
    alike = XML.replace("Frühere Anschrift".encode(), b"Konten")
    assert "eigenem Buchstaben" in about("F00000000022", alike) and "eigenem Buchstaben" not in about("F00000000022")


def test_optional_groups_ask_nothing_that_must_be_answered() -> None:
    assert question("familienname").required
    assert not question("iban").required  # 1:1 in a group of 0:1
    assert not question("bemerkung").required


def test_norms_come_from_the_field_or_around_it_and_reasons_are_to_be_written() -> None:
    assert question("einkommen").norm == "§ 11 SGB II; § 82 SGB XII"
    assert question("familienname").norm == "§ 60 SGB I"
    assert question("familienname").why == WHY
    bare = re.sub(rb"<xdf:bezug.*?</xdf:bezug>", b"", XML)
    assert question("familienname", xml=bare).norm == NORM and "nennt keine Norm" in about("F00000000001", bare)


def test_rules_are_comments_and_nothing_is_lost_in_silence() -> None:
    text = skeleton(XML).text
    assert re.search(r"^ *# Regel R00000000001 Alter: Das Kind muss unter 18 sein\.$", text, re.M)
    assert re.search(r"^# Regel R00000000002 Summe: ", text, re.M)
    assert all(len(line) <= 120 for line in text.splitlines() if line.lstrip().startswith("#"))
    for identity, words in {
        "F00000000010": "(hidden)", "F00000000011": "(file)", "F00000000012": "»time«", "F00000000013": "»num«",
        "F00000000014": "pattern [A-Z]{2}", "F00000000015": "Anzahl 0:0", "F00000000016": "(optional)",
        "F00000000017": "Inhalt »Nein«",
    }.items():  # fmt: skip
        assert words in about(identity), identity
    named = set(re.findall(rb"[FG]0{9}\d\d", XML)) - {b"F00000000009"}  # a text without an answer: an introduction
    assert [one for one in sorted(named) if one.decode() not in text and not about(one.decode())] == []
    assert "Bitte die Kinder einzeln nennen." in text


def test_keys_do_not_depend_on_the_order() -> None:
    """The same name in two groups: both say where they stand, whichever comes first."""
    keys = {q.key for page in made().pages if not page.group for q in page.questions}
    assert {"person_strasse", "konto_strasse"} <= keys and "strasse" not in keys
    first = XML.index(b"<!-- Person -->"), XML.index(b"<!-- Kind -->")
    second = XML.index(b"<!-- Konto -->"), XML.index(b"<!-- Rest -->")
    person, middle, konto = XML[first[0] : first[1]], XML[first[1] : second[0]], XML[second[0] : second[1]]
    turned = XML[: first[0]] + konto + middle + person + XML[second[1] :]
    assert {q.key for page in made(turned).pages if not page.group for q in page.questions} == keys


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (b"</xdf:stammdatenschema>", b"", r"Zeile \d+: Die Datei ist kein XML"),
        (b"xdatenfelder_3.0.0", b"xdatenfelder_2", r"Zeile 2: Das ist kein XDatenfelder 3\.0\.0"),
        (b"stammdatenschema>", b"regel>", "kein Schema und keine Gruppe"),
        (b"<xdf:id>F00000000004</xdf:id>", b"", r"Zeile \d+: Hier fehlt die Kennung"),
        (b"<code>num_currency</code>", b"<code>geld</code>", r"Zeile \d+: »geld« ist als »datentyp« nicht bekannt"),
        (b"<xdf:anzahl>1:*</xdf:anzahl>", b"<xdf:anzahl>viele</xdf:anzahl>", r"Zeile \d+: Die Anzahl »viele«"),
        (b"<xdf:anzahl>0:3</xdf:anzahl>", b"<xdf:anzahl>3:1</xdf:anzahl>", r"Zeile \d+: Die Anzahl »3:1«"),
        (b"<xdf:code>001</xdf:code>", b"", r"Zeile \d+: Ein Wert braucht »code« und »name«"),
    ],
)
def test_a_broken_file_is_refused_with_line_and_sentence(before: bytes, after: bytes, sentence: str) -> None:
    assert before in XML
    with pytest.raises(SchemaRefused, match=sentence) as refused:
        skeleton(XML.replace(before, after))
    line = int(re.match(r"Zeile (\d+)", str(refused.value))[1])  # type: ignore[index]
    assert 1 <= line <= XML.count(b"\n") + 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_entity_bomb_and_a_file_from_elsewhere_are_refused(encoding: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "/etc/hostname">]>'
    text = XML.decode().replace('encoding="UTF-8"', f'encoding="{encoding}"').replace("?>", f"?>\n{bomb}", 1)
    with pytest.raises(SchemaRefused, match=r"Zeile 2: .*DOCTYPE"):
        skeleton(text.replace("Ort</xdf:name>", "&b;&c;</xdf:name>").encode(encoding))


def test_it_is_a_command_that_never_writes_over_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "neu.yaml"
    assert cli.main(["questionnaire", "import", str(SAMPLE), "--out", str(out)]) == 0
    told = capsys.readouterr()
    assert told.out == "" and "keine Entsprechung" in told.err and "F00000000010" in told.err
    assert out.read_text(encoding="utf-8") == skeleton(XML).text
    assert cli.main(["questionnaire", "import", str(SAMPLE), "--out", str(out)]) == 2
    assert cli.main(["questionnaire", "import", str(tmp_path / "keine.xml")]) == 2
    assert cli.main(["questionnaire", "import", str(SAMPLE)]) == 0
    (tmp_path / "kaputt.xml").write_text("<a>")
    capsys.readouterr()
    assert cli.main(["questionnaire", "import", str(tmp_path / "kaputt.xml")]) == 1
    assert "kaputt.xml wird nicht übernommen. Zeile 1: " in capsys.readouterr().err
