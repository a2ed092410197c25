"""Look through the folder of an office before it counts: its words, its questions, its forms, their translations."""

from __future__ import annotations

from pathlib import Path

from nahbar.benefits.base import Benefit
from nahbar.benefits.own_forms.load import TRANSLATIONS, load_form
from nahbar.benefits.translations import words_in
from nahbar.config.benefits import BENEFITS
from nahbar.config.local_forms import folders, wrong_words
from nahbar.config.local_questions import with_local_questions
from nahbar.questionnaire.german import in_german
from nahbar.questionnaire.load import DefinitionError
from nahbar.questionnaire.translation import mark, missing


def checked_folder(root: Path) -> tuple[list[str], list[str]]:
    """What is in order, and what is wrong, as lines in German."""
    words_in.cache_clear()
    checked: list[str] = []
    wrong: list[str] = []
    known = {benefit.key for benefit in BENEFITS}
    for path in sorted(root.glob("*.yaml")):
        benefit = next((one for one in BENEFITS if one.key == path.stem), BENEFITS[0])
        try:
            with_local_questions(benefit, root, known)
            checked.append(str(path))
        except (DefinitionError, OSError) as error:
            wrong.append(in_german(str(error)))
    for folder in folders(root):
        try:
            form = load_form(folder, known, thorough=True)
        except (DefinitionError, OSError) as error:
            wrong.append(in_german(str(error)))
            continue
        bad = [said for path in sorted((folder / TRANSLATIONS).glob("*.yaml")) if (said := wrong_words(path))]
        wrong += bad
        if not bad:
            pages = len(form.questionnaire.pages)
            checked.append(f"{folder}: Fassung {form.questionnaire.version}, {pages} Seiten{_languages(folder, form)}")
    return checked, wrong


def _languages(folder: Path, form: Benefit) -> str:
    """How many texts are not said, or were changed since, in each language that was begun."""
    found = []
    for path in sorted((folder / TRANSLATIONS).glob("*.yaml")):
        lacking = len(missing(form.questionnaire, words_in(path.stem, path.parent)))
        found.append(f"{path.stem}: {lacking} Texte fehlen oder sind älter" if lacking else f"{path.stem}: vollständig")
    return f"; {', '.join(found)}" if found else ""


def lacking_words(folder: Path, language: str) -> str:
    """What a form does not say in this language yet, as lines to fill in; raises DefinitionError.

    The lines are comments: whoever has written the words takes the # away. `of` notices when the German text changes.
    """
    form = load_form(folder, {benefit.key for benefit in BENEFITS})
    there = (folder / TRANSLATIONS / f"{language}.yaml").is_file()
    said = words_in(language, folder / TRANSLATIONS)  # with what the house says in this language already
    lines = [] if there else [f"language: {language}", "status: reviewed", "texts:"]
    for key, german in missing(form.questionnaire, said).items():
        lines.append(f'#  {key}: {{of: "{mark(german)}", text: ""}}  # {" ".join(german.split())}')
    return "\n".join([*lines, ""])
