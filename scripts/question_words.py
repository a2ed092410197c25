"""The words of the questionnaires in other languages: what there is, what is missing, and adding it.

Added words have the status `machine` until a person who knows the language and the matter sets `reviewed` in the file.
"""

from __future__ import annotations

import argparse
import importlib
import json
import re
from pathlib import Path

from nahbar.benefits.translations import SHELVES, words_in
from nahbar.questionnaire.model import Questionnaire
from nahbar.questionnaire.translation import Translation, load, mark, missing, texts, translate

_PLACE = re.compile(r"\{\w+\}")


def questionnaires() -> dict[Path, Questionnaire]:
    """Folder of each benefit that asks questions → the newest questionnaire."""
    found = {}
    for path in sorted(SHELVES.glob("*/questions.py")):
        module = importlib.import_module(f"nahbar.benefits.{path.parent.name}.questions")
        if isinstance(one := getattr(module, "QUESTIONNAIRE", None), Questionnaire):
            found[path.parent] = one
    return found


def fill(language: str, known: dict[str, str]) -> None:
    """Add `known` (German → words) where a benefit lacks them; a text that lost a place for a name is refused."""
    for german, words in known.items():
        if sorted(_PLACE.findall(german)) != sorted(_PLACE.findall(words)):
            raise SystemExit(f"{german!r}: {words!r} hat andere Platzhalter")
    for folder, questionnaire in questionnaires().items():
        shared: set[str] = set()
        path = folder / "translations" / f"{language}.yaml"
        mine = load(path) if path.is_file() else Translation(language)
        lines = {}
        for key, german in texts(questionnaire).items():
            of = mark(german)
            if (own := mine.texts.get(key)) and own.of == of:
                lines[key] = _line(key, of, own.text, own.status)
            elif german in known and of not in shared:
                lines[key] = _line(key, of, known[german], "machine")
            else:
                continue
            shared.add(of)
        if lines:
            path.parent.mkdir(exist_ok=True)
            head = f"language: {language}\nstatus: machine\ntexts:\n"
            path.write_text(head + "".join(lines.values()), encoding="utf-8")


def _line(key: str, of: str, words: str, status: str) -> str:
    more = "" if status == "machine" else f", status: {status}"
    return f"  {key}: {{of: {json.dumps(of)}, text: {json.dumps(words, ensure_ascii=False)}{more}}}\n"


def table() -> None:
    """Whole pages of each questionnaire in each language."""
    languages = sorted({path.stem for path in SHELVES.glob("*/translations/*.yaml")})
    for questionnaire in questionnaires().values():
        print(f"{questionnaire.key}, Fassung {questionnaire.version}: {len(questionnaire.pages)} Seiten")
        for language in languages:
            words = words_in(language)
            whole = translate(questionnaire, words).pages
            reviewed = sum(status == "reviewed" for status in whole.values())
            lacking = len(missing(questionnaire, words))
            print(f"  {language:<7} {len(whole):>3} Seiten, {reviewed} geprüft, {lacking} Texte fehlen oder veraltet")


def main() -> None:
    """Print or add."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--missing", metavar="SPRACHE", help="German texts without words, as JSON")
    options.add_argument("--fill", nargs=2, metavar=("SPRACHE", "DATEI"), help="JSON of German → words")
    asked = options.parse_args()
    if asked.fill:
        fill(asked.fill[0], json.loads(Path(asked.fill[1]).read_text(encoding="utf-8")))
    elif asked.missing:
        words = words_in(asked.missing)
        lacking = {german: "" for one in questionnaires().values() for german in missing(one, words).values()}
        print(json.dumps(lacking, ensure_ascii=False, indent=1))
    else:
        table()


if __name__ == "__main__":
    main()
