"""`nahbar parameters check FILE`: usable, refused with lines, what it changes (D03)."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from nahbar.config import cli
from nahbar.surfaces.api.parameters import main

GOOD = 'regelbedarfsstufe_1:\n  werte:\n    - {ab: 2027-01-01, wert: "573.00", quelle: "erfunden"}\n'


def run(path: Path, *more: str) -> tuple[int, str]:
    out = io.StringIO()
    return main(["check", str(path), *more], out), out.getvalue()


def test_a_usable_file_is_told_with_what_it_changes_and_leaves_open(tmp_path: Path) -> None:
    file = tmp_path / "satz.yaml"
    file.write_text(GOOD, encoding="utf-8")
    status, text = run(file, "--stand", "2026-11-23")
    assert status == 0
    assert "Regelbedarfsstufe 1 (regelbedarfsstufe_1), ab 01.01.2027: 563.00 → 573.00 [erfunden]" in text
    assert "Danach fehlen für den 01.01.2027 noch" in text and "Regelbedarfsstufe 2" in text


def test_a_refused_file_names_line_and_reason(tmp_path: Path) -> None:
    file = tmp_path / "satz.yaml"
    file.write_text(GOOD.replace("2027-01-01", "2026-01-01"), encoding="utf-8")
    status, text = run(file, "--stand", "2026-11-23")
    assert status == 1 and "Zeile 3, regelbedarfsstufe_1: Für 01/2026 ist der Wert »563.00« schon bekannt" in text
    file.write_text("a: [", encoding="utf-8")
    assert run(file)[0] == 1
    assert run(tmp_path / "keine.yaml")[0] == 2
    file.write_bytes(b"\xff\xfe")
    assert run(file)[0] == 2


def test_it_is_a_command_and_gives_a_template(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["parameters", "template"]) == 0
    assert "regelbedarfsstufe_1:" in capsys.readouterr().out


def test_the_example_is_usable_and_says_that_it_is_invented() -> None:
    example = Path(__file__).resolve().parents[2] / "docs/examples/werte-2027-erfunden.yaml"
    status, text = run(example, "--stand", "2026-11-23")
    assert status == 0, text
    changed = [line for line in text.splitlines() if "→" in line]
    assert len(changed) >= 12 and all("erfunden" in line for line in changed)
