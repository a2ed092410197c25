"""A form of an office is checked before it counts: each class of mistake is named with file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nahbar.benefits.own_forms.load import load_form
from nahbar.config import cli
from nahbar.config.benefits import BENEFITS
from nahbar.questionnaire import engine
from nahbar.questionnaire.german import in_german
from nahbar.questionnaire.load import DefinitionError
from nahbar.questionnaire.migrate import carry_over, news

DAY = date(2026, 11, 23)
KEY = "hilfe"
FORM = """title: Hilfe
lead: Die Stadt hilft.
norm: Satzung § 1
alone: true
team: leistung
keep_years: 2
sign: klick
evidence:
  - {key: foto, title: Foto, reason: Es zeigt etwas., norm: Satzung § 1, when: {eq: [brauche, true]}}
"""
PAGE = """  - key: brauche
    title: Brauchen Sie etwas?
    section: Die Hilfe
    questions:
      - {key: brauche, kind: bool, why: Darum., norm: Satzung § 1, error: Wählen Sie.}
"""
QUESTIONS = f"key: hilfe\nversion: 1\ntitle: Hilfe\npages:\n{PAGE}"
THING = """  - key: ding
    title: Welches Ding?
    section: Die Hilfe
    when: {eq: [brauche, true]}
    questions:
      - {key: ding, kind: text, why: Darum., norm: Satzung § 1, error: Tragen Sie es ein.}
"""


def folder(root: Path, form: str = FORM, questions: str = QUESTIONS, key: str = KEY) -> Path:
    made = root / key
    made.mkdir(parents=True)
    (made / "form.yaml").write_text(form, encoding="utf-8")
    (made / "questions.yaml").write_text(questions, encoding="utf-8")
    return made


def without(line: str) -> str:
    return "".join(one for one in FORM.splitlines(keepends=True) if not one.startswith(line))


def test_a_form_asks_who_it_is_first_and_demands_papers_by_the_answers(tmp_path: Path) -> None:
    form = load_form(folder(tmp_path), thorough=True)
    assert [page.key for page in form.questionnaire.pages] == ["name", "anschrift", "telefon", "brauche"]
    assert engine.check(form.questionnaire) == []
    day = form.effect_from(DAY)
    assert [need.key for need in form.evidence({"brauche": True}, day)] == ["foto"]
    assert form.evidence({"brauche": False}, day) == ()
    assert form.short is not None and form.short.own and form.traeger_kinds == frozenset()


def test_a_form_that_is_signed_on_paper_asks_for_the_signed_sheet(tmp_path: Path) -> None:
    form = load_form(folder(tmp_path, FORM.replace("klick", "papier")))
    keys = [need.key for need in form.evidence({}, form.effect_from(DAY))]
    assert keys == ["unterschrift"]


@pytest.mark.parametrize(
    ("form", "line", "error"),
    [
        (without("title"), 1, "title: fehlt"),
        (without("lead"), 1, "lead: fehlt"),
        (without("norm"), 1, "norm: fehlt"),
        (without("keep_years"), 1, "keep_years: fehlt"),
        (f"{FORM}farbe: rot\n", 10, "farbe: dieses Feld gibt es nicht"),
        (FORM.replace("team: leistung", "team: poststelle"), 5, "möglich: leistung, teamlead"),
        (FORM.replace("sign: klick", "sign: blut"), 7, "blut gibt es nicht; möglich: klick, papier"),
        (FORM.replace("keep_years: 2", "keep_years: 99"), 6, "erwartet eine ganze Zahl von 1 bis 30"),
        (FORM.replace("alone: true", "alone: ja bitte"), 4, "erwartet true oder false"),
        (FORM.replace("alone: true", "alone: false"), 4, "niemand könnte es benutzen"),
        (f"{FORM}beside: [SGB V]\n", 10, "SGB V gibt es nicht; möglich: SGB II, SGB XII"),
        (f"{FORM}beside: SGB II\n", 10, "erwartet eine Liste"),
        (FORM.replace("title: Hilfe", f"title: {'H' * 61}"), 1, "ist länger als 60 Zeichen"),
        (FORM.replace("reason: Es zeigt etwas., ", ""), 9, "reason: fehlt"),
        (FORM.replace("key: foto", "key: sonstiges"), 9, "den Schlüssel sonstiges verwendet das Haus selbst"),
        (f"{FORM}  - {{key: foto, title: Foto, reason: Darum., norm: Satzung § 1}}\n", 10, "foto kommt zweimal vor"),
        (FORM.replace("[brauche,", "[gibtsnicht,"), 9, "die Frage gibtsnicht gibt es nicht"),
        (FORM.replace("{eq: [brauche, true]}", "{gleich: [brauche, true]}"), 9, "diese Bedingung gibt es nicht"),
        (FORM.replace("reason: Es zeigt etwas.", "reason: Es zeigt, was fehlt."), 9, "in Anführungszeichen"),
        ("title: [\n", 2, "kein lesbares YAML"),
        ("- nur eine Liste\n", 1, "erwartet Namen und Werte"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_description_is_named_with_its_line(
    tmp_path: Path, form: str, line: int, error: str
) -> None:
    made = folder(tmp_path, form)
    with pytest.raises(DefinitionError) as refused:
        load_form(made)
    said = in_german(str(refused.value))
    assert said.startswith(f"{made / 'form.yaml'}, Zeile {line}: ") and error in said


@pytest.mark.parametrize(
    ("questions", "line", "error"),
    [
        (QUESTIONS.replace("key: hilfe", "key: andere", 1), 1, "erwartet hilfe, den Namen des Ordners"),
        (QUESTIONS.replace("kind: bool", "kind: knopf"), 9, "die Art knopf gibt es nicht"),
        (QUESTIONS.replace("why: Darum., ", ""), 9, "why: fehlt"),
        (QUESTIONS.replace("norm: Satzung § 1, ", ""), 9, "norm: fehlt"),
        (QUESTIONS.replace(", error: Wählen Sie.", ""), 9, "es fehlt der Satz für eine fehlende Antwort"),
        (QUESTIONS.replace("title: Brauchen Sie etwas?", "titel: Was?"), 6, "titel: dieses Feld gibt es nicht"),
        (QUESTIONS.replace("key: brauche, kind", "key: vorname, kind"), 9, "den Schlüssel vorname verwendet das Haus"),
        (QUESTIONS.replace("key: brauche, kind", "key: iban, kind"), 9, "den Schlüssel iban verwendet das Haus selbst"),
        (QUESTIONS.replace("- key: brauche", "- key: anschrift"), 5, "die Seite anschrift stellt das Haus schon davor"),
        (QUESTIONS + PAGE, 5, "der Schlüssel kommt zweimal vor"),
        (QUESTIONS + THING.replace("[brauche", "[nichts"), 13, "die Frage nichts gibt es nicht"),
        (QUESTIONS.replace(PAGE, THING + PAGE), 8, "brauche wird erst später gefragt"),
        (QUESTIONS + THING.replace("[brauche", "[ding"), 13, "ding wird auf derselben Seite gefragt"),
        (QUESTIONS + THING.replace("{eq: [brauche, true]}", "{eq: [brauche, vielleicht]}"), 15, "keine Antworten"),
        (QUESTIONS + THING.replace("    when", "    picture: katze\n    when"), 13, "das Bild katze"),
        (QUESTIONS.replace("pages:", "groups: [{key: g, title: G}]\npages:"), 4, "fehlt"),
        ("key: hilfe\ntitle: Hilfe\npages: []\n", 1, "fehlt"),
        ("\tkaputt: [", 1, "kein lesbares YAML"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_questions_is_named_with_its_line(
    tmp_path: Path, questions: str, line: int, error: str
) -> None:
    made = folder(tmp_path, questions=questions)
    with pytest.raises(DefinitionError) as refused:
        load_form(made, thorough=True)
    said = in_german(str(refused.value))
    assert said.startswith(f"{made / 'questions.yaml'}, Zeile {line}: ") and error in said, said


def test_names_clashes_and_missing_files(tmp_path: Path) -> None:
    ours = {benefit.key for benefit in BENEFITS}
    with pytest.raises(DefinitionError, match="is the key of something"):
        load_form(folder(tmp_path, key="bildung_teilhabe"), ours)
    with pytest.raises(DefinitionError, match="small letters"):
        load_form(folder(tmp_path, key="Mein-Formular"))
    made = folder(tmp_path)
    (made / "form.yaml").unlink()
    with pytest.raises(DefinitionError, match=r"form\.yaml: is missing"):
        load_form(made)


def test_versions_stand_in_a_row_and_a_draft_is_carried_over(tmp_path: Path) -> None:
    made = folder(tmp_path)
    second = QUESTIONS.replace("version: 1", "version: 2").replace("key: brauche", "key: braucht")
    (made / "form.yaml").write_text(FORM.replace("[brauche", "[braucht"), encoding="utf-8")
    (made / "questions.yaml").write_text(second, encoding="utf-8")
    with pytest.raises(DefinitionError, match="version 1 is missing"):
        load_form(made)
    (made / "earlier").mkdir()
    (made / "earlier/v1.yaml").write_text(QUESTIONS, encoding="utf-8")
    with pytest.raises(DefinitionError, match="says nothing about its changes"):
        load_form(made)
    changes = "changes: {news: Eine Frage heißt anders., rename: {brauche: braucht}}\n"
    (made / "questions.yaml").write_text(second + changes, encoding="utf-8")
    form = load_form(made)
    versions = (*form.earlier_questionnaires, form.questionnaire)
    assert [one.version for one in versions] == [1, 2]
    assert carry_over(versions, {"brauche": True}, 1) == {"braucht": True}
    assert news(versions, 1) == "Eine Frage heißt anders."


def test_the_command_reads_everything_and_says_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path)
    folder(tmp_path, questions=QUESTIONS.replace("bool", "knopf"), key="kaputt")
    (tmp_path / "grundsicherungsgeld.yaml").write_text("texts:\n  gibtsnicht.title: A\n", encoding="utf-8")
    assert cli.main(["questionnaire", "check", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert f"in Ordnung: {tmp_path / 'hilfe'}: Fassung 1, 4 Seiten" in said.out
    assert "Zeile 9" in said.err and "die Art knopf" in said.err and "die Seite gibtsnicht gibt es nicht" in said.err
    (tmp_path / "grundsicherungsgeld.yaml").unlink()
    (tmp_path / "kaputt/questions.yaml").write_text(QUESTIONS.replace("key: hilfe", "key: kaputt"), encoding="utf-8")
    monkeypatch.setenv("NAHBAR_QUESTIONS_DIR", str(tmp_path))
    assert cli.main(["questionnaire", "check"]) == 0
    monkeypatch.delenv("NAHBAR_QUESTIONS_DIR")
    assert cli.main(["questionnaire", "check"]) == 2
    assert cli.main(["questionnaire", "check", str(tmp_path / "fehlt")]) == 2


def test_words_in_another_language_are_listed_to_be_filled_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = folder(tmp_path)
    assert cli.main(["questionnaire", "words", str(made), "tr"]) == 0
    lines = capsys.readouterr().out
    assert lines.startswith("language: tr\n") and "# Brauchen Sie etwas?" in lines
    assert "# Vorname" not in lines, "the house says that in Turkish already"
    filled = lines.replace('text: ""', 'text: "Evet"').replace("#  ", "  ")
    (made / "translations").mkdir()
    (made / "translations/tr.yaml").write_text(filled, encoding="utf-8")
    assert cli.main(["questionnaire", "check", str(tmp_path)]) == 0
    assert "tr: vollständig" in capsys.readouterr().out
    (made / "translations/tr.yaml").write_text("texts: 3\n", encoding="utf-8")
    assert cli.main(["questionnaire", "check", str(tmp_path)]) == 1
    assert "tr.yaml" in capsys.readouterr().err
