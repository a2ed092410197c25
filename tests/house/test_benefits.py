"""A benefit stands on the shelf behind its interface: no other floor knows one by name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NAHBAR = ROOT / "nahbar"
SHELF = NAHBAR / "benefits"
MAY_KNOW = ("benefits", "config")
BENEFITS = sorted(path.parent.name for path in SHELF.glob("*/benefit.py"))


def elsewhere() -> Iterator[Path]:
    for path in sorted(NAHBAR.rglob("*")):
        if path.suffix in {".py", ".html"} and path.relative_to(NAHBAR).parts[0] not in MAY_KNOW:
            yield path


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_import_of_a_single_benefit() -> None:
    known = ["bildung_teilhabe", "grundsicherung_im_alter", "grundsicherungsgeld", "hilfe_zum_lebensunterhalt"]
    assert known == BENEFITS
    inside = tuple(f"nahbar.benefits.{name}" for name in BENEFITS)
    found = [
        f"{path.relative_to(ROOT)}: {module}"
        for path in elsewhere()
        if path.suffix == ".py"
        for module in imported(path)
        if module.startswith(inside)
    ]
    assert found == []


def test_no_room_procedure_or_page_names_a_benefit() -> None:
    """Keys of benefits are stored and passed on, never written down."""
    floors = {"domain", "procedures", "surfaces"}
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in elsewhere()
        if path.relative_to(NAHBAR).parts[0] in floors
        for name in BENEFITS
        if name in path.read_text(encoding="utf-8")
    ]
    assert found == []
