"""`nahbar questionnaire`: begin one from FIM, check an office's files, fill an official PDF; no database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nahbar.benefits.grundsicherungsgeld.questions import QUESTIONNAIRE, counted, forms
from nahbar.config.check_questions import checked_folder, lacking_words
from nahbar.config.env import env_str
from nahbar.platform.paper_forms import NoForm, field_names, fill_form
from nahbar.questionnaire.german import in_german
from nahbar.questionnaire.load import DefinitionError
from nahbar.questionnaire.model import Answers
from nahbar.questionnaire.paper import matching_form, on_paper
from nahbar.questionnaire.xdatenfelder import SchemaRefused
from nahbar.questionnaire.xdatenfelder_yaml import skeleton

OK, REFUSED, UNUSABLE = 0, 1, 2


def main(arguments: Sequence[str]) -> int:
    """Do what is asked: 0 done, 1 the file is refused, 2 it cannot be opened or written."""
    options = _parser().parse_args(arguments)
    try:
        if options.act == "import":
            return _import(options.file, options.out)
        if options.act == "check":
            return _check(options.folder)
        if options.act == "words":
            sys.stdout.write(lacking_words(options.folder, options.language))
            return OK
        return _fill(options.form, options.answers, options.out)
    except DefinitionError as error:
        return _say(REFUSED, in_german(str(error)))
    except OSError as error:
        return _say(UNUSABLE, f"{error.filename} lässt sich nicht öffnen oder schreiben ({error.strerror}).")


def _import(file: Path, out: Path | None) -> int:
    try:
        made = skeleton(file.read_bytes())
    except SchemaRefused as refused:
        return _say(REFUSED, f"{file} wird nicht übernommen. {refused}")
    if out is None:
        sys.stdout.write(made.text)
    else:
        with out.open("x", encoding="utf-8") as target:  # what somebody went on writing is never lost
            target.write(made.text)
    _list("Das hat im Fragebogen keine Entsprechung:", made.notes)
    return OK


def _check(folder: Path | None) -> int:
    """Everything in the folder of an office; each mistake with file and line, and the house stays as it is."""
    root = folder or (Path(named) if (named := env_str("NAHBAR_QUESTIONS_DIR")) else None)
    if root is None:
        return _say(UNUSABLE, "Nennen Sie den Ordner, oder setzen Sie NAHBAR_QUESTIONS_DIR.")
    if not root.is_dir():
        return _say(UNUSABLE, f"{root} ist kein Ordner.")
    checked, wrong = checked_folder(root)
    sys.stdout.writelines(f"in Ordnung: {line}\n" for line in checked)
    _list("Nicht in Ordnung:", wrong)
    if not checked and not wrong:
        return _say(UNUSABLE, f"In {root} ist nichts zu prüfen.")
    return REFUSED if wrong else OK


def _fill(file: Path, answers_file: Path, out: Path) -> int:
    pdf = file.read_bytes()
    try:
        answers = _answers(json.loads(answers_file.read_bytes()))
    except (ValueError, KeyError, TypeError, AttributeError):
        return _say(REFUSED, f"{answers_file} enthält keine Antworten, die sich lesen lassen.")
    try:
        form = matching_form(forms(), field_names(pdf))
        if form is None:
            return _say(REFUSED, f"{file}: Kein Feld dieses Formulars ist bekannt.")
        paper = on_paper(form, QUESTIONNAIRE, answers)
        filled = fill_form(pdf, paper.values)
    except NoForm as wrong:
        return _say(REFUSED, f"{file}: {wrong}")
    with out.open("xb") as target:
        target.write(filled.pdf)
    placed = len(paper.values) - len(filled.unplaced)
    sys.stdout.write(f"{form.title} ({form.edition or form.code}): {placed} Felder sind ausgefüllt.\n")
    unplaced = [f"{name} = {paper.values[name]}: {reason}" for name, reason in filled.unplaced.items()]
    _list("Das steht nicht im PDF. Bitte von Hand eintragen:", unplaced)
    _list("Bitte selbst ansehen:", [f"{label}: {reason}" for label, reason in paper.by_hand])
    return OK


def _answers(data: Any) -> Answers:
    """Answers as they are kept, or as a person takes them along (`angaben`)."""
    if "angaben" in data:
        rows = data["angaben"]
        return {row["schluessel"]: row["wert"] for row in rows if "." not in row["schluessel"] and not row["unbekannt"]}
    return counted(data)


def _list(title: str, lines: Sequence[str]) -> None:
    if lines:
        sys.stderr.writelines([f"{title}\n", *(f"  {line}\n" for line in lines)])


def _say(status: int, sentence: str) -> int:
    sys.stderr.write(f"nahbar questionnaire: {sentence}\n")
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nahbar questionnaire", description="Fragebögen, ohne Datenbank.")
    acts = parser.add_subparsers(dest="act", required=True, metavar="TUN")
    importing = acts.add_parser("import", help="aus einem Schema von FIM (XDatenfelder 3.0.0) ein Gerüst machen")
    importing.add_argument("file", type=Path, metavar="DATEI.xml")
    importing.add_argument("--out", type=Path, metavar="DATEI.yaml", help="neue Datei (sonst: Ausgabe)")
    checking = acts.add_parser("check", help="eigene Texte, Fragen und Formulare eines Amtes prüfen")
    checking.add_argument("folder", type=Path, nargs="?", metavar="ORDNER", help="sonst: NAHBAR_QUESTIONS_DIR")
    saying = acts.add_parser("words", help="was einem Formular in einer Sprache fehlt, zum Ausfüllen")
    saying.add_argument("folder", type=Path, metavar="ORDNER/formular")
    saying.add_argument("language", choices=("en", "tr", "uk", "ru", "ar", "fa", "pl", "leicht"), metavar="SPRACHE")
    filling = acts.add_parser("fill", help="ein amtliches PDF (SGB II) mit den Antworten ausfüllen")
    filling.add_argument("form", type=Path, metavar="FORMULAR.pdf")
    filling.add_argument("answers", type=Path, metavar="ANTWORTEN.json")
    filling.add_argument("--out", type=Path, required=True, metavar="DATEI.pdf", help="neue Datei")
    return parser
