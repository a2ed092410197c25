"""The first application as a questionnaire; the words stand in `questions.yaml` and in the shared `pages.yaml`."""

from __future__ import annotations

from pathlib import Path

from nahbar.benefits.sozialhilfe.questions import load_with_shared
from nahbar.questionnaire.model import Questionnaire

QUESTIONNAIRE: Questionnaire = load_with_shared(Path(__file__).with_name("questions.yaml"))
