"""An office changes words and adds questions of its own, without code."""

from __future__ import annotations

from pathlib import Path

import pytest

from nahbar.benefits.grundsicherungsgeld.benefit import BENEFIT
from nahbar.benefits.grundsicherungsgeld.facts import facts_from_answers
from nahbar.benefits.grundsicherungsgeld.questions import QUESTIONNAIRE
from nahbar.config.local_questions import with_local_questions
from nahbar.questionnaire import engine
from nahbar.questionnaire.load import DefinitionError
from nahbar.questionnaire.overlay import with_overlay
from tests.benefits import aylin

FOLDER = Path(__file__).parent / "local"
PAGE = "{after: telefon, key: lokal_a, title: A?, section: Über Sie, questions: [{key: lokal_a, kind: bool%s}]}"
WHY = ", why: Darum., norm: SGB I § 60, error: Wählen Sie."


def test_words_change_and_a_question_is_added_in_its_place() -> None:
    town = with_overlay(QUESTIONNAIRE, FOLDER / "grundsicherungsgeld.yaml")
    assert engine.check(town) == []
    assert town.page("bescheid_weg").title == "Wie sollen wir Ihnen schreiben?"
    assert town.page("telefon").questions[0].hint.endswith("wegen Geld an.")
    assert town.page("notlage").questions[0].options[0].label == "Ich habe heute nichts zu essen"
    keys = [page.key for page in town.pages]
    assert keys[keys.index("telefon") + 1] == "lokal_stadtpass"
    assert QUESTIONNAIRE.page("bescheid_weg").title != town.page("bescheid_weg").title, "ours stays as it is"


def test_answers_of_its_own_stand_in_the_declaration_and_not_in_the_calculation() -> None:
    town = with_local_questions(BENEFIT, FOLDER)
    answers = aylin.answers(lokal_stadtpass=True)
    assert engine.first_open_page(town.questionnaire, aylin.answers()) == engine.PageRef("lokal_stadtpass")
    assert engine.effective(town.questionnaire, answers)["lokal_stadtpass"] is True
    rows = [row for section in engine.summary(town.questionnaire, answers) for row in section.rows]
    assert ("Möchten Sie den Stadtpass?", "Ja") in {(row.label, row.value_text) for row in rows}
    assert facts_from_answers(answers, aylin.MONTH) == aylin.FACTS
    assert with_local_questions(BENEFIT, None) is BENEFIT


@pytest.mark.parametrize(
    ("text", "line", "error"),
    [
        ("texts:\n  telefon.telefon.hint: A\n  telefon.nummer.hint: B", 3, "there is no nummer"),
        ("texts:\n  gibtsnicht.title: A", 2, "there is no page gibtsnicht"),
        ("texts:\n  telefon.telefon.norm: A", 2, "norm cannot be changed here"),
        ("texts:\n  telefon.telefon.hint: ''", 2, "expects a text"),
        (f"#\npages:\n  - {PAGE % WHY}\n  - {PAGE.replace('lokal_a', 'eigene') % WHY}", 4, "has to begin with lokal_"),
        (f"pages:\n  - {PAGE % ''}", 2, "is missing"),
        (f"pages:\n  - {PAGE.replace('after: telefon', 'after: nichts') % WHY}", 2, "there is no page nichts"),
        (f"pages:\n  - {PAGE.replace('bool', 'knopf') % WHY}", 2, "unknown kind knopf"),
        (f"pages:\n  - {PAGE % (WHY + ', when: {eq: [gibtsnicht, 1]}')}", 2, "there is no question gibtsnicht"),
        ("seiten: []", 1, "texts and pages"),
        ("texts: {a\npages: ]", 2, "kein lesbares YAML"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_file_and_line(tmp_path: Path, text: str, line: int, error: str) -> None:
    path = tmp_path / "grundsicherungsgeld.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as refused:
        with_overlay(QUESTIONNAIRE, path)
    assert f"{path}, Zeile {line}:" in str(refused.value) and error in str(refused.value)


def test_a_file_that_belongs_to_no_benefit_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "grundsicherung.yaml").write_text("texts: {}", encoding="utf-8")
    with pytest.raises(DefinitionError, match="grundsicherung.yaml: no benefit of this name"):
        with_local_questions(BENEFIT, tmp_path, known={"grundsicherungsgeld"})
