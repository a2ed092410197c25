"""How large the files are: a report, not a gate. Aim: median under 80 lines, 95 of 100 under 300 (docs/house.md)."""

from __future__ import annotations

import statistics
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LARGE = 300


def lines() -> dict[str, int]:
    """Lines of each Python file of the house, migrations and empty files left out."""
    found = {}
    for path in sorted((ROOT / "nahbar").rglob("*.py")):
        if "migrations" not in path.parts and (count := len(path.read_text(encoding="utf-8").splitlines())):
            found[str(path.relative_to(ROOT))] = count
    return found


def main() -> None:
    """Say it in two lines."""
    found = lines()
    ordered = sorted(found.values())
    share = ordered[int(len(ordered) * 0.95)]
    print(f"· {len(ordered)} Dateien, Median {statistics.median(ordered):.0f} Zeilen, 95 von 100 unter {share}")
    large = sorted(((count, name) for name, count in found.items() if count > LARGE), reverse=True)
    if large:
        print("· über 300 Zeilen: " + ", ".join(f"{name} ({count})" for count, name in large))


if __name__ == "__main__":
    main()
