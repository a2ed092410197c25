"""Drafts are carried over to the next version by what its definition declares."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from nahbar.questionnaire.load import DefinitionError, from_mapping, load_versions
from nahbar.questionnaire.migrate import carry_over, news
from nahbar.questionnaire.model import UNKNOWN, Questionnaire


def version(number: int, **changes: Any) -> Questionnaire:
    told = {"changes": {"news": f"Neu in {number}.", **changes}} if number > 1 else {}
    question = {"key": "a", "kind": "text", "why": "Darum.", "norm": "SGB I § 60", "required": False}
    page = {"key": "p", "title": "Frage?", "section": "S", "questions": [question]}
    return from_mapping({"key": "q", "version": number, "title": "T", "pages": [page], **told})


CHAIN = (
    version(1),
    version(2, rename={"kasse": "krankenkasse", "personen.art": "personen.rolle"}, values={"rolle": {"wg": "andere"}}),
    version(
        3, values={"personen.rolle": {"wg": "mitbewohner"}, "notlage": {"gas": "strom"}}, defaults={"personen.da": True}
    ),
)


def test_answers_move_to_their_new_names_and_words_and_nothing_is_lost() -> None:
    old = {
        "kasse": "AOK", "notlage": ["gas", "strom"], "weg": "bleibt",
        "personen": [{"id": "p2", "art": "wg"}, {"id": "p3", "art": "kind", "da": False}],
        UNKNOWN: ["kasse", "personen.p2.art", "weg"],
    }  # fmt: skip
    new = carry_over(CHAIN, old, 1)
    assert new["krankenkasse"] == "AOK" and "kasse" not in new and new["weg"] == "bleibt"
    assert new["personen"] == [
        {"id": "p2", "rolle": "mitbewohner", "da": True},
        {"id": "p3", "rolle": "kind", "da": False},
    ]
    assert new["notlage"] == ["strom"]
    assert new[UNKNOWN] == ["krankenkasse", "personen.p2.rolle", "weg"]
    assert old["kasse"] == "AOK" and carry_over(CHAIN, new, 1) == new, "twice is once"
    assert carry_over(CHAIN, old, 3) == old
    assert (news(CHAIN, 1), news(CHAIN, 2), news(CHAIN, 3)) == ("Neu in 3.", "Neu in 3.", "")


@pytest.mark.parametrize(
    ("files", "error"),
    [
        ({}, "there is no version"),
        ({"v1": "", "v3": "changes: {news: Neu.}"}, "does not follow the version before"),
        ({"v1": "", "v2": ""}, "says nothing about its changes"),
        ({"v1": "changes: {news: Neu.}"}, "the first version has none"),
        ({"v1": "", "v2": "changes: {rename: {a: b}}"}, "changes.news: is missing"),
    ],
)
def test_a_version_that_does_not_say_what_changed_is_refused(tmp_path: Path, files: dict[str, str], error: str) -> None:
    for name, more in files.items():
        page = "{key: p, title: T?, section: S, questions: [{key: a, kind: text, why: W., norm: SGB I § 60}]}"
        text = f"key: q\nversion: {name[1:]}\ntitle: T\npages: [{page}]\n{more}\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError, match=error):
        load_versions(tmp_path)
