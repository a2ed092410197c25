"""Veränderungsmitteilung (§ 60 Abs. 1 S. 1 Nr. 2 SGB I): kinds of change, the pages they concern, their paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from nahbar.benefits.base import EvidenceNeed
from nahbar.domain.applications.folge import declared_before
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.schutz import HIDDEN, is_protected
from nahbar.domain.applications.schutz import WORD as HIDDEN_WORD
from nahbar.law.calendar import erster, plus_monate
from nahbar.questionnaire import engine
from nahbar.questionnaire.model import Answers, PageRef, Questionnaire
from nahbar.questionnaire.summary import EMPTY_TEXT

DUTY = "SGB I § 60 Abs. 1 Nr. 3"


@dataclass(frozen=True)
class Kind:
    """One kind of change: what it is called, the questions that it concerns, the paper that shows it."""

    key: str
    label: str
    hint: str
    pages: tuple[str, ...]
    """Keys of pages of the questionnaire; those that it does not have are skipped."""
    paper: str = ""
    reason: str = ""
    required: bool = True
    income: bool = False
    """Counts for the whole month in which the money comes (§ 11 Abs. 2 SGB II), not from the day on."""


KINDS = (
    Kind(
        "arbeit", _("Arbeit oder Einkommen"), _("Zum Beispiel ein neuer Job, mehr oder weniger Lohn, Rente, Unterhalt"),
        ("einkommen", "lohn", "job", "jobs", "kind_woanders", "einkommen_anderes", "rente", "partner_einkommen",
         "partner_lohn", "partner_anderes", "partner_rente", "kind_geld", "kind_einkommen"),
        "Arbeitsvertrag, Lohnabrechnung oder Bescheid", "Das Papier zeigt, wie viel Geld kommt.", income=True,
    ),
    Kind("einzug", _("Jemand ist eingezogen oder geboren"), "", ("personen", "allein_erziehend")),
    Kind("auszug", _("Jemand ist ausgezogen oder gestorben"), "", ("personen", "allein_erziehend")),
    Kind(
        "trennung", _("Wir haben uns getrennt"), _("Auch wenn Sie beide noch in der Wohnung leben"),
        ("familienstand", "trennung"),
    ),
    Kind(
        "miete", _("Miete, Nebenkosten oder Heizung"), "", ("miete", "eigenheim", "warmwasser", "heizung"),
        "Schreiben der Vermieterin oder des Vermieters", "Es zeigt, was die Wohnung jetzt kostet.",
    ),
    Kind(
        "umzug", _("Ich ziehe um"), _("Sagen Sie es uns vor dem neuen Vertrag. Dann klären wir die Kosten vorher."),
        ("wohnsituation", "anschrift", "wohnform", "miete", "eigenheim", "warmwasser", "heizung", "wohnung_daten"),
        "Neuer Mietvertrag oder Angebot", "Er zeigt, was die neue Wohnung kostet.", required=False,
    ),
    Kind("konto", _("Konto"), "", ("konto", "bank")),
    Kind(
        "schule", _("Schule, Ausbildung oder Studium"), "", ("kind_geld", "kind_einkommen", "einkommen"),
        "Schulbescheinigung oder Ausbildungsvertrag", "Das Papier zeigt, was sich ändert.", required=False,
    ),
    Kind(
        "gesundheit", _("Krankheit oder Schwangerschaft"), "",
        ("arbeitsfaehig", "schwanger", "geburtstermin", "mehrbedarf"),
        "Bescheinigung oder Mutterpass", "Das Papier zeigt, ab wann es gilt.", required=False,
    ),
    Kind("abwesend", _("Ich bin länger nicht zu Hause"), _("Zum Beispiel Reise, Klinik, Haft"), ()),
    Kind("anderes", _("Etwas anderes"), "", ()),
)  # fmt: skip
BY_KEY = {kind.key: kind for kind in KINDS}


@dataclass(frozen=True)
class ChangedRow:
    """One answer before and after, in words."""

    section: str
    label: str
    before: str
    after: str
    ref: PageRef


def kinds_of(antrag: Antrag) -> tuple[Kind, ...]:
    """What was said to have changed."""
    chosen = (antrag.aenderung or {}).get("arten", ())
    return tuple(kind for kind in KINDS if kind.key in chosen)


def day_of(antrag: Antrag) -> date:
    """The day from which it was said to hold."""
    return date.fromisoformat((antrag.aenderung or {}).get("ab") or antrag.wirkt_ab.isoformat())


def text_of(antrag: Antrag) -> str:
    """What was said in own words."""
    return str((antrag.aenderung or {}).get("text") or "")


def first_month(arten: Iterable[str], day: date) -> date:
    """The first month that is calculated anew as a whole.

    Income counts in the whole month of its arrival (§ 11 Abs. 2 SGB II); anything else that begins inside a month is
    shown from the next one on, because the days of the first (§ 41 Abs. 1 S. 3 SGB II) are a caseworker's.
    """
    chosen = [BY_KEY[key] for key in arten if key in BY_KEY]
    whole = bool(chosen) and all(kind.income for kind in chosen)
    return erster(day) if whole or day.day == 1 else plus_monate(erster(day), 1)


def broken_month(antrag: Antrag) -> date | None:
    """The month inside which the change begins and that nobody has calculated by days; None if it begins with one."""
    month = erster(day_of(antrag))
    return month if month < first_month((k.key for k in kinds_of(antrag)), day_of(antrag)) else None


def concerned(questionnaire: Questionnaire, answers: Answers, kinds: Iterable[Kind]) -> list[PageRef]:
    """The pages to look at, in the order of the questionnaire."""
    keys = {key for kind in kinds for key in kind.pages}
    return [ref for ref in engine.reachable_pages(questionnaire, answers) if ref.page in keys]


def gaps(questionnaire: Questionnaire, old: Answers, new: Answers) -> list[PageRef]:
    """Pages that lack an answer because of the change; what was open before is no obstacle to telling it."""
    if engine.first_open_page(questionnaire, new) is None:
        return []
    before = set(_open_pages(questionnaire, old))
    return [ref for ref in _open_pages(questionnaire, new) if ref not in before]


def blocking(questionnaire: Questionnaire, lacking: Iterable[PageRef], answers: Answers) -> list[PageRef]:
    """Of the pages that lack an answer those without which nothing was told: no word on a page of a kind of change.

    Anything else is asked later: a change counts from the moment it is told, also half answered (§ 60 SGB I).
    """
    core = {key for kind in KINDS for key in kind.pages}
    return [
        ref
        for ref in lacking
        if ref.page in core
        and not questionnaire.page(ref.page).overview
        and not any(engine.form_fields(questionnaire, answers, ref).values())
    ]


def _open_pages(questionnaire: Questionnaire, answers: Answers) -> list[PageRef]:
    refs = engine.reachable_pages(questionnaire, answers)
    return [ref for ref in refs if not engine.is_complete(questionnaire, answers, ref)]


def changed_rows(
    questionnaire: Questionnaire, old: Answers, new: Answers, antrag: Antrag | None = None
) -> list[ChangedRow]:
    """Question by question what is different, in the order of the new answers; what fell away comes last.

    Of a protected address (`antrag`) it is said that it changed, not to what.
    """
    covered = HIDDEN if antrag is not None and is_protected(antrag) else frozenset()
    before, after = _rows(questionnaire, old), _rows(questionnaire, new)
    found = []
    for key in [*after, *(key for key in before if key not in after)]:
        was, now = before.get(key), after.get(key)
        if was and now and was[2] == now[2]:
            continue
        if was is None and now is not None and now[2] == EMPTY_TEXT:
            continue  # a question that only now applies and is not answered yet tells nothing
        section, label, _text = now or was or ("", "", "")
        before_text, after_text = was[2] if was else "–", now[2] if now else "entfällt"
        if key[2] in covered:
            before_text, after_text = HIDDEN_WORD, HIDDEN_WORD
        found.append(ChangedRow(section, label, before_text, after_text, PageRef(key[0], key[1])))
    return found


def _rows(questionnaire: Questionnaire, answers: Answers) -> dict[tuple[str, str, str], tuple[str, str, str]]:
    return {
        (row.page_ref.page, row.page_ref.item, row.key): (section.title, row.label, row.value_text)
        for section in engine.summary(questionnaire, answers)
        for row in section.rows
    }


def answers_before(antrag: Antrag) -> Answers:
    """The last valid answers that this change starts from."""
    source = declared_before(antrag)
    answers: dict[str, Any] = source.antworten if source is not None else {}
    return answers


def papers_for(antrag: Antrag) -> tuple[EvidenceNeed, ...]:
    """One paper for each kind of change that a paper shows; nothing that lies in the file is asked for again."""
    return tuple(
        EvidenceNeed(f"aenderung_{kind.key}", kind.paper, kind.reason, DUTY, required=kind.required)
        for kind in kinds_of(antrag)
        if kind.paper
    )


def with_wage(questionnaire: Questionnaire, answers: Answers, brutto: str, netto: str) -> dict[str, Any]:
    """The answers with this monthly wage of the applicant, where the questionnaire asks for it in these words."""
    keys = {question.key for page in questionnaire.pages if not page.group for question in page.questions}
    if not {"einkommen_arten", "lohn_brutto", "lohn_netto"} <= keys:
        return dict(answers)
    kinds = [one for one in answers.get("einkommen_arten") or () if one not in ("keine", "lohn")]
    return {**answers, "einkommen_arten": ["lohn", *kinds], "lohn_brutto": brutto, "lohn_netto": netto}


def told(antrag: Antrag) -> Mapping[str, Any]:
    """What the follow-up is about, as it is kept."""
    kept: Mapping[str, Any] = antrag.aenderung or {}
    return kept
