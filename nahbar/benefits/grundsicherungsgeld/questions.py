"""The first application as a questionnaire; the words stand in `questions.yaml`."""

from __future__ import annotations

from pathlib import Path

from nahbar.questionnaire.load import load
from nahbar.questionnaire.model import Questionnaire

QUESTIONNAIRE: Questionnaire = load(Path(__file__).with_name("questions.yaml"))
