"""Each field of the paper forms is asked, derived or left out with a reason; the page about it is generated."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from nahbar.benefits.grundsicherung_im_alter.questions import QUESTIONNAIRE as IM_ALTER
from nahbar.benefits.grundsicherungsgeld.questions import QUESTIONNAIRE, forms
from nahbar.questionnaire.forms import load_forms, wrong_fields
from nahbar.questionnaire.load import DefinitionError

QUESTIONNAIRES = {"grundsicherungsgeld": QUESTIONNAIRE, "grundsicherung_im_alter": IM_ALTER}
ROOT = Path(__file__).resolve().parents[2]


def test_every_field_has_an_answer_and_every_question_that_is_named_exists() -> None:
    """Acceptance: every field of confidence A and B is asked, derived or left out with a reason."""
    assert wrong_fields(forms(), QUESTIONNAIRES) == []
    certain = [one for form in forms() for one in form.fields if one.confidence in ("A", "B")]
    assert len(certain) >= 250
    for form in forms():
        for one in form.fields:
            assert one.confidence in ("A", "B", "C"), one
            if one.kind != "asked":
                assert len(one.answer.split()) >= 3, (form.code, one.id)
    assert {form.code for form in forms()} >= {
        "HA",
        "WEP",
        "KI",
        "KDU",
        "EK",
        "EKS",
        "VM",
        "HG",
        "VE",
        "MEB",
        "BB",
        "SV",
    }
    assert {form.code for form in forms()} >= {"UH1", "UH2", "UH3", "UH4", "UF", "WBA", "SGB12"}


def test_a_question_that_is_gone_is_found() -> None:
    form = forms()[0]
    gone = dataclasses.replace(form, fields=(dataclasses.replace(form.fields[0], answer="gibt_es_nicht"),))
    assert wrong_fields((gone,), QUESTIONNAIRES) == ["HA.vorname: there is no question gibt_es_nicht"]


@pytest.mark.parametrize("answer", ["", ", asked: a, derived: b", ", left_out: ''"])
def test_a_field_without_answer_or_with_two_is_refused(tmp_path: Path, answer: str) -> None:
    path = tmp_path / "forms.yaml"
    path.write_text(f"forms: [{{form: HA, title: t, confidence: A, fields: [{{id: x, label: X{answer}}}]}}]")
    with pytest.raises(DefinitionError, match=r"HA\.x: expects exactly one of"):
        load_forms(path, "grundsicherungsgeld")


def test_the_page_about_the_forms_is_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/questions_coverage.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
