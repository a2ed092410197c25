"""The engine on the invented law of the Steppe, so that an engine bug and a law bug are never confused.

Steppengesetz: every rider gets oats (§ 1); until the year of the hare five, since then by the horse's age (§ 2);
a tent is shared by heads (§ 3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from nahbar.law.citation import Citation, MalformedCitation
from nahbar.law.explain import explain, silent, walk
from nahbar.law.norm import NORMS, Stichtag, UnknownWording, WordingError, norm, wordings
from nahbar.law.parameter import ParameterError, Parameters, UnknownParameter, load
from nahbar.law.rechtsstand import Rechtsstand

HARE = """
hafer:
  name: Hafer
  einheit: euro
  norm: Steppengesetz § 1
  werte:
    - {ab: 2000-01-01, bis: 2000-12-31, wert: "5.00", quelle: Steppenbote 1}
    - {ab: 2001-01-01, bis: 2001-12-31, wert: "7.50", quelle: Steppenbote 2}
anteil_fohlen:
  name: Anteil der Fohlen
  einheit: anteil
  norm: Steppengesetz § 2
  werte:
    - {ab: 2000-01-01, wert: "0.25", quelle: Steppenbote 1}
"""


@dataclass(frozen=True)
class Rider:
    id: str
    age: int


@norm("Steppengesetz § 1 Abs. 1")
def hafer(recht: Rechtsstand, person: Rider, pferde: int) -> int:
    return pferde * recht.parameter("hafer")


@norm("Steppengesetz § 2 S. 1", name="zuschlag", bis=date(2000, 12, 31), stichtag=Stichtag.BEWILLIGUNG)
def zuschlag_alt(recht: Rechtsstand, person: Rider) -> int:
    return 500


@norm("Steppengesetz § 2 S. 2", name="zuschlag", ab=date(2001, 1, 1), stichtag=Stichtag.BEWILLIGUNG)
def zuschlag_neu(recht: Rechtsstand, person: Rider) -> int:
    return hafer(recht, person, 1) * recht.parameter("anteil_fohlen") // 10_000


zuschlag = wordings(zuschlag_alt, zuschlag_neu)


@norm("Steppengesetz § 3")
def zelt(recht: Rechtsstand, kosten: int, koepfe: Mapping[str, int]) -> dict[str, int]:
    return {key: kosten // len(koepfe) for key in koepfe}


def parameters(tmp_path: Path, text: str = HARE) -> Parameters:
    (tmp_path / "steppe.yaml").write_text(text, encoding="utf-8")
    return load(tmp_path)


def recht(tmp_path: Path, month: date, begin: date | None = None) -> Rechtsstand:
    return Rechtsstand(month, begin or month, parameters(tmp_path))


@pytest.mark.parametrize(
    "citation", ["", "SGB II", "§ 21", "sgb § 1", "SGB II § 21 Absatz 3", "SGB II § 21 Abs. 3 ", None]
)
def test_a_norm_without_a_readable_citation_is_refused_at_import(citation: str | None) -> None:
    with pytest.raises(MalformedCitation):
        norm(citation)  # type: ignore[arg-type]  # the mistake that is refused


def test_a_norm_without_any_citation_is_refused_at_import() -> None:
    with pytest.raises(MalformedCitation):
        norm(lambda: 0)  # type: ignore[arg-type]  # written as @norm instead of @norm("…")


def test_citations_read_and_write_the_same() -> None:
    for text in (
        "SGB II § 21 Abs. 3 S. 1 Nr. 1",
        "SGB XII § 82a Abs. 1",
        "SGB II § 11b Abs. 1 S. 1 Nr. 3–5",
        "GrusiGV § 6",
    ):
        assert str(Citation.parse(text)) == text


def test_explanation_is_the_tree_of_calls_with_inputs_and_parameters(tmp_path: Path) -> None:
    stand = recht(tmp_path, date(2001, 3, 1))
    with explain() as steps:
        assert zuschlag(stand, Rider("r1", 9)) == 187
    (step,) = steps
    assert (step.norm, step.name, step.person, step.ergebnis) == ("Steppengesetz § 2 S. 2", "zuschlag", "r1", 187)
    assert [(p.name, p.wert, p.quelle) for p in step.parameter] == [("anteil_fohlen", "0.25", "Steppenbote 1")]
    (child,) = step.kinder
    assert (child.name, child.ergebnis, child.eingaben) == ("hafer", 750, {"pferde": 1})
    assert child.parameter[0].wert == "7.50"


def test_without_explain_and_inside_silent_nothing_is_collected(tmp_path: Path) -> None:
    stand = recht(tmp_path, date(2001, 3, 1))
    assert hafer(stand, Rider("r1", 9), 2) == 1500
    with explain() as steps:
        with silent():
            hafer(stand, Rider("r1", 9), 2)
        assert steps == []
        hafer(stand, Rider("r1", 9), 2)
    assert len(steps) == 1


def test_a_divided_amount_leaves_one_step_per_person(tmp_path: Path) -> None:
    with explain() as steps:
        zelt(recht(tmp_path, date(2000, 1, 1)), 900, {"r1": 1, "r2": 1})
    assert steps[0].ergebnis == 900
    assert [(s.person, s.ergebnis, s.eingaben["koepfe"]) for s in steps[0].kinder] == [("r1", 450, 1), ("r2", 450, 1)]


def test_the_wording_follows_the_start_of_the_period_and_the_parameter_the_month(tmp_path: Path) -> None:
    """The Rechtsstand carries both dates (§ 65a): an old period keeps the old wording in a new month."""
    assert zuschlag(recht(tmp_path, date(2001, 3, 1), date(2000, 12, 1)), Rider("r1", 9)) == 500
    assert zuschlag(recht(tmp_path, date(2001, 3, 1)), Rider("r1", 9)) == 187


def test_wordings_with_a_gap_or_of_two_names_are_refused() -> None:
    later = norm("Steppengesetz § 2", name="zuschlag", ab=date(2001, 1, 2), stichtag=Stichtag.BEWILLIGUNG)(
        zuschlag_neu.__wrapped__  # type: ignore[attr-defined]  # functools.wraps keeps the function there
    )
    with pytest.raises(WordingError):
        wordings(zuschlag_alt, later)
    with pytest.raises(WordingError):
        wordings(zuschlag_alt, hafer)  # type: ignore[arg-type]  # another shape on purpose


def test_a_date_before_the_first_wording_is_refused(tmp_path: Path) -> None:
    only_new = wordings(zuschlag_neu)
    with pytest.raises(UnknownWording):
        only_new(recht(tmp_path, date(2000, 3, 1)), Rider("r1", 9))


def test_a_month_without_a_value_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnknownParameter) as refusal:
        hafer(recht(tmp_path, date(2002, 1, 1)), Rider("r1", 9), 1)
    assert (refusal.value.name, refusal.value.day) == ("hafer", date(2002, 1, 1))
    assert "Hafer" in str(refusal.value)


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("ab: 2001-01-01", "ab: 2001-01-02", "gap"),
        ("ab: 2001-01-01", "ab: 2000-12-31", "overlap"),
        ("bis: 2000-12-31, ", "", "overlap"),
        ("quelle: Steppenbote 2", "quelle: ''", "source"),
        (", quelle: Steppenbote 2", "", "missing quelle"),
        ('"7.50"', "7.5", "string"),
        ('"7.50"', '"7.505"', "value"),
        ("einheit: euro", "einheit: taler", "einheit"),
        ("norm: Steppengesetz § 1", "norm: Steppe", "citation"),
        ("name: Hafer\n", "name: Hafer\n  farbe: gelb\n", "unknown farbe"),
    ],
)
def test_a_broken_parameter_file_is_refused(tmp_path: Path, old: str, new: str, word: str) -> None:
    assert old in HARE
    with pytest.raises(ParameterError, match=word):
        parameters(tmp_path, HARE.replace(old, new, 1))


def test_the_last_known_day_is_the_first_end(tmp_path: Path) -> None:
    assert parameters(tmp_path).last_known_day() == date(2001, 12, 31)


def test_norms_are_registered_with_their_citation() -> None:
    own = [info for info in NORMS.values() if info.module == __name__ and info.name == "hafer"]
    assert [str(info.citation) for info in own] == ["Steppengesetz § 1 Abs. 1"]


def test_walk_gives_parents_before_children(tmp_path: Path) -> None:
    with explain() as steps:
        zuschlag(recht(tmp_path, date(2001, 3, 1)), Rider("r1", 9))
    assert [step.name for step in walk(steps)] == ["zuschlag", "hafer"]
