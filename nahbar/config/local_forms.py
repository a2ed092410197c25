"""Whole forms of this office: a folder each in the folder that NAHBAR_QUESTIONS_DIR names (docs/questions.md).

A form whose files are wrong is named at the start and on the page of the operator, and nobody can begin it; the house
goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from pathlib import Path

import yaml

from nahbar.benefits import registry
from nahbar.benefits.base import Benefit
from nahbar.benefits.own_forms.load import FORM, KEY, QUESTIONS, TRANSLATIONS, closed_form, load_form
from nahbar.benefits.translations import own_words
from nahbar.questionnaire.german import in_german
from nahbar.questionnaire.load import DefinitionError
from nahbar.questionnaire.translation import load

log = logging.getLogger(__name__)
CLOSED = "Wir richten es gerade neu ein."


def folders(root: Path | None) -> list[Path]:
    """The folders that hold a form, by name; what begins with a dot or an underscore is none."""
    if root is None or not root.is_dir():
        return []
    return sorted(
        one for one in root.iterdir()
        if one.is_dir() and one.name[0] not in "._" and any((one / name).exists() for name in (FORM, QUESTIONS))
    )  # fmt: skip


def read_forms(root: Path | None, taken: Collection[str]) -> Iterator[tuple[str, Benefit | None, str]]:
    """Each form by name, with what is wrong with it (empty: nothing).

    A wrong one comes closed and without questions, or not at all where its name cannot be used.
    """
    for folder in folders(root):
        try:
            yield folder.name, load_form(folder, taken), ""
        except (DefinitionError, OSError) as error:
            usable = folder.name not in taken and KEY.fullmatch(folder.name) is not None
            yield folder.name, closed_form(folder, CLOSED) if usable else None, str(error)


def wrong_words(path: Path) -> str:
    """What is wrong with a file of words in another language; empty: nothing."""
    try:
        load(path)
    except (ValueError, yaml.YAMLError, OSError) as error:
        return f"{path}: {str(error).splitlines()[0]}"
    return ""


def register_forms(root: Path | None, taken: Collection[str]) -> None:
    """Put the forms on the shelf, each with its words in other languages; a second call changes nothing."""
    there = {benefit.key for benefit in registry.all_benefits()}
    for name, benefit, wrong in read_forms(root, taken):
        if name in there - set(taken):
            continue
        if wrong:
            log.error("Formular nicht übernommen: %s", in_german(wrong))
            registry.note_wrong(name, wrong)
        if benefit is not None:
            registry.register(benefit)
        if root is not None and benefit is not None and (words := root / name / TRANSLATIONS).is_dir():
            _register_words(name, words)


def _register_words(name: str, folder: Path) -> None:
    """The words of a form in other languages; with a file that cannot be read it is asked in German alone."""
    for path in sorted(folder.glob("*.yaml")):
        if said := wrong_words(path):
            log.error("Übersetzung nicht übernommen: %s", said)
            registry.note_wrong(name, said)
            return
    own_words(name, folder)
