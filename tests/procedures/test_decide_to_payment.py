"""J8 below the surface: from Timo's application to the money, with the letter in between."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile import queries as casefile
from nahbar.domain.casefile.models import Aufgabe
from nahbar.domain.decisions import queries as decisions
from nahbar.domain.decisions.errors import OwnWork
from nahbar.domain.mailroom import queries as mailroom
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.payments import queries as payments
from nahbar.platform.audit.actions import verify_chain
from nahbar.platform.letters.words import NBSP
from nahbar.platform.tenancy.scope import flush
from nahbar.procedures.issue_bescheid import issue_bescheid
from nahbar.procedures.prepare_payment_run import prepare_payment_run
from nahbar.procedures.present_for_release import present_for_release
from nahbar.procedures.preview_letter import preview_letter
from nahbar.procedures.propose_decision import propose_decision
from nahbar.procedures.record_posting import record_posting
from nahbar.procedures.release_payment_run import release_payment_run, write_payment_files
from tests.procedures.desk import Who, submitted

NS = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}


def open_tasks(antrag: Antrag) -> set[str]:
    assert antrag.akte is not None
    return {task.art for task in casefile.open_aufgaben(antrag.akte)}


@pytest.fixture
def outbox(settings: Any, tmp_path: Path) -> Path:
    settings.OUTBOX_ROOT = tmp_path / "outbox"
    return tmp_path / "outbox" / "musterland"


def test_j8_caseworker_to_payment(actor: Who, now: Any, outbox: Path) -> None:
    """J8: 993.00 from 1.11.; self-release refused; posted 26.11., objection until 30.12.; both payments."""
    now.set("2026-11-23T14:00")
    antrag = submitted()
    assert open_tasks(antrag) == {"antrag_pruefen"}

    now.set("2026-11-25T09:00")
    draft = propose_decision(acting=actor("berg"), antrag=antrag)
    view = decisions.decision_view(draft)
    assert (draft.von, draft.bis, view.first_total) == (date(2026, 11, 1), date(2027, 10, 31), 99300)
    assert len(view.months) == 12 and {m.summe for m in view.months} == {99300}
    assert view.beyond_known[0] == date(2027, 1, 1) and len(view.beyond_known) == 10
    assert view.months[2].werte_stand == date(2026, 12, 1)
    assert all(check.colour != "red" for check in view.checks) and view.can_present
    assert any(row.label == "Timo Krüger: Geburtsdatum" and row.text == f"3.{NBSP}Juni 1982" for row in view.facts)
    assert preview_letter(draft).startswith(b"%PDF")

    waiting = present_for_release(acting=actor("berg"), entscheidung=draft, version=draft.version)
    assert Antrag.objects.get(id=antrag.id).stand == Antrag.Stand.VORGELEGT
    assert [item.antrag_nummer for item in decisions.release_list()] == [antrag.nummer]
    assert open_tasks(antrag) == {"freigabe"}
    with pytest.raises(OwnWork, match="zweiten Person"):
        issue_bescheid(acting=actor("berg"), entscheidung=waiting)

    final = issue_bescheid(acting=actor("oeztuerk"), entscheidung=waiting)
    decided = Antrag.objects.get(id=antrag.id)
    assert decided.stand == Antrag.Stand.ENTSCHIEDEN and decided.entschieden_at is not None
    assert open_tasks(antrag) == {"brief_versenden", "anpassung_neue_werte"}
    assert Aufgabe.objects.get(art="anpassung_neue_werte").frist == date(2027, 1, 1)
    assert decisions.month_totals(final)[date(2027, 10, 1)] == 99300
    assert decisions.release_list() == []

    brief = final.brief
    assert brief is not None and (brief.art, brief.weg, brief.stand) == ("bescheid", "post", "bereit")
    assert brief.widerspruch_bis is None and mailroom.briefe(decided.akte, for_citizen=True) == []
    now.set("2026-11-27T08:00")
    posted = record_posting(acting=actor("post"), brief=brief, posted_on=date(2026, 11, 26))
    assert (posted.stand, posted.bekanntgabe_am, posted.widerspruch_bis) == (
        Brief.Stand.VERSANDT, date(2026, 11, 30), date(2026, 12, 30),
    )  # fmt: skip
    assert "brief_versenden" not in open_tasks(antrag)
    assert [b.id for b in mailroom.briefe(decided.akte, for_citizen=True)] == [brief.id]

    now.set("2026-11-26T10:00")
    assert [(o.monat, o.betrag, o.faellig_am) for o in payments.orders_of(final)] == [
        (date(2026, 11, 1), 99300, date(2026, 11, 25)),
        (date(2026, 12, 1), 99300, date(2026, 11, 30)),
    ]
    at_once = prepare_payment_run(acting=actor("kasse2"), art="sofort", execution_date=date(2026, 11, 26))
    monthly = prepare_payment_run(acting=actor("kasse2"), art="monatlich", execution_date=date(2026, 11, 30))
    for run, month in ((at_once, date(2026, 11, 1)), (monthly, date(2026, 12, 1))):
        seen = payments.run_view(release_payment_run(acting=actor("kasse"), lauf=run))
        assert [(o.monat, o.betrag) for o in seen.orders] == [(month, 99300)]
        assert seen.totals_agree and (seen.bank_total, seen.hand_total) == (99300, 0)
        (file,) = payments.run_files(run)
        root = etree.fromstring(file.content)
        assert root.findtext(".//p:GrpHdr/p:CtrlSum", None, NS) == "993.00"
        assert root.findtext(".//p:GrpHdr/p:NbOfTxs", None, NS) == "1"
        assert root.findtext(".//p:ReqdExctnDt/p:Dt", None, NS) == run.ausfuehrung_am.isoformat()
        assert root.findtext(".//p:Cdtr/p:Nm", None, NS) == "Timo Krueger"
        write_payment_files(lauf=str(run.id))
        assert (outbox / f"{run.nummer}.xml").read_bytes() == file.content
    assert sorted(p.name for p in outbox.iterdir()) == ["NB-20261126-S001.xml", "NB-20261130-M001.xml"]

    texts = [entry.text for entry in casefile.timeline(decided.akte, for_citizen=True)]
    assert any("gilt als bekannt gegeben am 30.11.2026, Widerspruch möglich bis 30.12.2026" in text for text in texts)
    assert any(f"993,00{NBSP}€ für Dezember 2026 überwiesen, Ausführung Montag, 30." in text for text in texts)
    flush()
    assert verify_chain() is None
