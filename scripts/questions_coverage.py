"""The fields of the paper forms as a page: which question fills each, what it follows from, or why it is left out."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from nahbar.benefits.bildung_teilhabe.questions import QUESTIONNAIRE as BILDUNG  # noqa: E402
from nahbar.benefits.bildung_teilhabe.questions import forms as bildung_forms  # noqa: E402
from nahbar.benefits.grundsicherung_im_alter.questions import QUESTIONNAIRE as IM_ALTER  # noqa: E402
from nahbar.benefits.grundsicherungsgeld.questions import QUESTIONNAIRE  # noqa: E402
from nahbar.benefits.grundsicherungsgeld.questions import forms as first_forms  # noqa: E402
from nahbar.questionnaire.forms import Form, FormField, wrong_fields  # noqa: E402

PAGE = ROOT / "docs" / "questions-coverage.md"
QUESTIONNAIRES = {
    "grundsicherungsgeld": QUESTIONNAIRE, "grundsicherung_im_alter": IM_ALTER, "bildung_teilhabe": BILDUNG,
}  # fmt: skip
HEAD = """# Die Formulare als Fragen

Jedes Feld der Papier-Formulare, in eigenen Worten, und was daraus wurde: eine Frage, eine Ableitung oder ein Grund,
warum es fehlt. Eine Anlage ist keine Seite, sondern eine Bedingung: Gefragt wird nur, wem sie gilt, und jede Angabe
einmal. Diese Seite schreibt `scripts/questions-coverage` aus `nahbar/benefits/*/forms.yaml`; nicht von Hand ändern.

Güte der Vorlage: A = am Formular selbst gelesen, B = nummerierte Feldliste, C = ältere Ausgabe.
"""


def forms() -> tuple[Form, ...]:
    """The forms of the first application, and what is asked for beside it."""
    return (*first_forms(), *bildung_forms())


def page() -> str:
    """The whole page."""
    parts = [HEAD, _totals(), *(_form(form) for form in forms())]
    return "\n".join(parts)


def _totals() -> str:
    rows = ["| Formular | Felder | gefragt | abgeleitet | weggelassen |", "|---|---|---|---|---|"]
    sums: Counter[str] = Counter()
    for form in forms():
        count = Counter(one.kind for one in form.fields)
        sums += count
        rows.append(f"| {form.code} {form.title} | {len(form.fields)} | {_counts(count)} |")
    rows.append(f"| **zusammen** | {sum(sums.values())} | {_counts(sums)} |")
    return "\n".join(rows) + "\n"


def _counts(count: Counter[str]) -> str:
    return " | ".join(str(count[kind]) for kind in ("asked", "derived", "left_out"))


def _form(form: Form) -> str:
    edition = f" ({form.edition})" if form.edition else ""
    rows = [f"## {form.code}: {form.title}{edition}", "", "| Nr. | Feld | Güte | woher |", "|---|---|---|---|"]
    rows += [f"| {one.number} | {one.label} | {one.confidence} | {_answer(form, one)} |" for one in form.fields]
    return "\n".join(rows) + "\n"


def _answer(form: Form, one: FormField) -> str:
    if one.kind == "derived":
        return f"abgeleitet: {one.answer}"
    if one.kind == "left_out":
        return f"weggelassen: {one.answer}"
    group, _, key = one.answer.rpartition(".")
    for page in QUESTIONNAIRES[form.questionnaire].pages:
        for question in page.questions:
            if (page.group, question.key) == (group, key):
                return f"`{one.answer}` »{question.label}« ({question.norm})"
    raise SystemExit(f"{form.code}.{one.id}: there is no question {one.answer}")


def main() -> int:
    """Write the page, or with --check say whether it is as it should be."""
    for line in wrong_fields(forms(), QUESTIONNAIRES):
        sys.stderr.write(f"{line}\n")
        return 1
    text = page()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    sys.stderr.write("docs/questions-coverage.md ist nicht auf dem Stand: scripts/questions-coverage\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
