"""The law floor keeps its promises: every norm speaks, every parameter has a source, no clock and no float."""

from __future__ import annotations

import ast
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import nahbar.law
import nahbar.law.sgb2 as sgb2
from nahbar.law.explain import Step
from nahbar.law.norm import NORMS
from nahbar.law.parameter import UnknownParameter, statutory
from nahbar.law.sentences import SENTENCES, NoSentence, euro, sentence

for module in walk_packages(nahbar.law.__path__, "nahbar.law."):
    import_module(module.name)

OWN = [info for info in NORMS.values() if info.module.startswith("nahbar.law.")]
LAW = Path(sgb2.__file__).parents[1]
FILES = sorted(LAW.rglob("*.py"))


def test_every_norm_has_a_sentence_and_no_sentence_lacks_a_norm() -> None:
    assert {info.name for info in OWN} == set(SENTENCES)


@pytest.mark.parametrize("info", OWN, ids=lambda info: f"{info.name} {info.citation}")
def test_a_sentence_is_a_sentence(info: object) -> None:
    name, einheit = info.name, info.einheit  # type: ignore[attr-defined]  # parametrised as object for the ids
    for result in {"ja/nein": (True, False), "datum": ("2026-11-30",)}.get(einheit, (137368, 0)):
        for person in ("p1", None):
            text = sentence(
                Step("SGB II § 1", name, person, result, einheit, {"stufe": 5, "tage": 14, "brutto": 60300})
            )
            assert text[0].isupper() and text.endswith(".") and "{" not in text and "!" not in text


def test_an_unknown_norm_has_no_sentence() -> None:
    with pytest.raises(NoSentence):
        sentence(Step("SGB II § 1", "erfunden", None, 0, "cent"))


def test_amounts_are_written_as_people_read_them() -> None:
    assert [euro(n) for n in (137368, 0, 5, 100000000, -1250)] == [
        "1.373,68 €",
        "0,00 €",
        "0,05 €",
        "1.000.000,00 €",
        "-12,50 €",
    ]
    step = Step("SGB II § 20 Abs. 2 S. 1", "regelbedarf_alleinstehend", "p1", 56300, "cent")
    assert sentence(step) == "Der Regelbedarf für Alleinstehende und Alleinerziehende beträgt 563,00 €."
    days = Step("SGB II § 41 Abs. 1", "anteil_nach_tagen", "p1", 20800, "cent", {"betrag": 39000, "tage": 16})
    assert sentence(days) == "Auf 16 von 30 Tagen entfallen 208,00 €."


def test_every_parameter_has_a_value_from_2024_to_2026_or_starts_with_its_law() -> None:
    starts_later = {"karenz_vielfaches", "vermoegen_bis_30", "vermoegen_ab_31", "vermoegen_ab_41", "vermoegen_ab_51",
                    "minderung_mindestleistung"}  # fmt: skip
    for parameter in statutory():
        for year in (2024, 2025, 2026):
            if parameter.name not in starts_later:
                assert parameter.at(date(year, 1, 1)).quelle
        assert parameter.at(date(2026, 12, 31)).quelle


def test_regelbedarfe_2027_and_2022_are_unknown() -> None:
    for day in (date(2027, 1, 1), date(2022, 12, 31)):
        with pytest.raises(UnknownParameter, match="Regelbedarfsstufe 1"):
            statutory().at("regelbedarfsstufe_1", day)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(LAW)))
def test_law_has_no_clock_no_float_and_no_django(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant):
            assert not isinstance(node.value, float), node.lineno
        if isinstance(node, ast.BinOp | ast.AugAssign):
            assert not isinstance(node.op, ast.Div), node.lineno
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"today", "now", "utcnow"}, node.lineno
        if isinstance(node, ast.Name):
            assert node.id != "float", node.lineno
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            assert not any(name.split(".")[0] in {"django", "time", "random"} for name in names), node.lineno
