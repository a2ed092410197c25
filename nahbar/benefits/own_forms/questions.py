"""The pages about the person that stand before the questions of every form of an office."""

from __future__ import annotations

from pathlib import Path

from nahbar.questionnaire.load import load
from nahbar.questionnaire.model import Questionnaire

QUESTIONNAIRE: Questionnaire = load(Path(__file__).with_name("person.yaml"))
KEYS: tuple[str, ...] = tuple(question.key for page in QUESTIONNAIRE.pages for question in page.questions)
