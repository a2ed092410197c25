"""Rights beside the decision: data (U44), consent to delivery (U43), the portal down on the last day (U42)."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from nahbar.domain.casefile import queries as casefile
from nahbar.domain.decisions import errors
from nahbar.domain.decisions import rechte_queries as queries
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.health import fallback
from nahbar.platform.zone import BERLIN
from tests.benefits import timo
from tests.procedures import desk

Who = Callable[[str], Actor]


def tasks(antrag: Any) -> set[str]:
    return {t.art for t in casefile.open_aufgaben(antrag.akte)}


def ask(antrag: Any, art: str, text: str = "") -> Any:
    from nahbar.procedures.privacy import ask_about_data

    return ask_about_data(acting=desk.citizen(antrag), antrag=antrag, art=art, text=text)


@pytest.fixture
def decided(traeger: Any, actor: Who, now: Any) -> Any:
    """Timo's Bescheid on paper, made known on 1 December 2026."""
    from nahbar.procedures.record_posting import record_posting

    now.set("2026-11-26T10:00")
    decision = desk.released(actor)
    now.set("2026-11-27T15:00")
    record_posting(acting=actor("post"), brief=decision.brief, posted_on=date(2026, 11, 27))
    return decision.antrag


def test_u44_erasure_during_an_objection_is_refused_with_the_reason_and_restricted(decided: Any, actor: Who) -> None:
    """U44: Art. 17 Abs. 3 Buchst. e DSGVO, § 84 Abs. 3 SGB X: restricting takes the place of erasing."""
    from nahbar.procedures.privacy import answer_about_data
    from nahbar.procedures.raise_widerspruch import raise_widerspruch

    assert "Sie bekommen bis" in queries.why_not_erased(decided)
    raise_widerspruch(acting=desk.citizen(decided), antrag=decided, weg="widerspruch", text="Miete falsch")
    row = ask(decided, "loeschung", "Bitte alles löschen.")
    assert "Widerspruch läuft" in row.hinderung and row.eingeschraenkt_at is not None
    assert row.frist == date(2026, 12, 27) and queries.is_restricted(decided.akte_id)
    assert row.quittung is not None and "datenschutz_antrag" in tasks(decided)
    told = [e.text for e in casefile.timeline(decided.akte, for_citizen=True)]
    assert any("Löschen geht jetzt nicht" in text for text in told)
    why = "Ihr Widerspruch läuft noch. Danach prüfen wir neu."
    with pytest.raises(errors.ErasureBlocked):
        answer_about_data(acting=actor("berg"), row=row, ausgang="erfuellt", antwort=why)
    with pytest.raises(errors.RoleMissing):
        answer_about_data(acting=actor("empfang"), row=row, ausgang="abgelehnt", antwort=why)
    done = answer_about_data(acting=actor("berg"), row=row, ausgang="eingeschraenkt", antwort=why)
    assert done.brief is not None and done.beantwortet_at is not None
    assert "datenschutz_antrag" not in tasks(decided)


def test_access_gives_a_copy_of_all_that_is_kept(decided: Any, actor: Who, tmp_path: Path) -> None:
    """Art. 15 DSGVO, § 83 SGB X: at once as JSON and PDF, and with the answer on paper."""
    from nahbar.domain.applications.errors import AntragUnknown
    from nahbar.procedures.privacy import answer_about_data, export_json, export_pdf

    row = ask(decided, "auskunft")
    data = json.loads(export_json(acting=desk.citizen(decided), antrag=decided))
    assert data["person"]["name"] == "Timo Krüger" and data["antrag"]["nummer"] == decided.nummer
    assert {"cent": 99300, "monat": "2026-11-01"} in data["entscheidung"]
    assert any(r["angabe"] for r in data["angaben"]) and data["briefe"] and data["verlauf"] and data["zahlungen"]
    assert export_pdf(acting=desk.citizen(decided), antrag=decided).startswith(b"%PDF")
    with pytest.raises(AntragUnknown):
        export_json(acting=desk.citizen(desk.submitted()), antrag=decided)
    done = answer_about_data(acting=actor("berg"), row=row, ausgang="erfuellt", antwort="Das ist alles, was da ist.")
    text = desk.text_of(done.brief, tmp_path)
    assert "Timo Krüger" in text and "99300" in text


def test_correction_is_answered_once_and_may_stay_disputed(decided: Any, actor: Who) -> None:
    """Art. 16 DSGVO, § 84 Abs. 2 SGB X."""
    from nahbar.procedures.privacy import answer_about_data

    row = ask(decided, "berichtigung", "Ich bin am 4. Juni geboren.")
    assert row.hinderung == "" and row.eingeschraenkt_at is None
    with pytest.raises(errors.ReasonNeeded):
        answer_about_data(acting=actor("berg"), row=row, ausgang="strittig", antwort="nein")
    answer = "Der Ausweis sagt 3. Juni. Wir vermerken, dass Sie es bestreiten."
    answer_about_data(acting=actor("berg"), row=row, ausgang="strittig", antwort=answer)
    with pytest.raises(errors.WiderspruchOver):
        answer_about_data(acting=actor("berg"), row=row, ausgang="erfuellt", antwort=answer)


def test_u43_consent_revoked_while_a_bescheid_is_under_way_sends_it_on_paper(
    traeger: Any, actor: Who, now: Any
) -> None:
    """U43: the future only (§ 37 Abs. 2a S. 2 SGB X); the one under way goes out again, its period from the paper."""
    from nahbar.domain.mailroom.models import Brief
    from nahbar.procedures.choose_delivery import choose_delivery
    from nahbar.procedures.raise_widerspruch import ways_open
    from nahbar.procedures.record_posting import record_posting

    now.set("2026-11-26T10:00")
    decision = desk.released(actor, desk.submitted(timo.answers(bescheid_weg="portal")))
    antrag = decision.antrag
    electronic = decision.brief
    assert (electronic.weg, electronic.widerspruch_bis) == ("portal", date(2026, 12, 30))
    now.set("2026-11-27T09:00")
    me = desk.citizen(antrag)
    choose_delivery(acting=me, antrag=antrag, elektronisch=False)
    paper = Brief.objects.exclude(id=electronic.id).get(vorgang=antrag.vorgang_id, art="bescheid")
    assert (paper.weg, paper.stand) == ("post", "bereit") and "auf Papier" in paper.betreff
    assert paper.dokument.original.sha256 == electronic.dokument.original.sha256
    assert queries.last_day(decision) is None, "no period ends before the paper is out"
    record_posting(acting=actor("post"), brief=paper, posted_on=date(2026, 11, 27))
    assert queries.last_day(decision) == date(2027, 1, 4)
    antrag.refresh_from_db()
    assert antrag.bescheid_weg == "post" and len(queries.choices_of(antrag)) == 1
    now.set("2027-01-04T23:00")
    assert "widerspruch" in ways_open(antrag)


def test_u43_what_was_opened_or_is_made_known_stays_as_it_is(traeger: Any, actor: Who, now: Any) -> None:
    from nahbar.domain.mailroom.actions import mark_read
    from nahbar.domain.mailroom.models import Brief
    from nahbar.procedures.choose_delivery import choose_delivery

    now.set("2026-11-26T10:00")
    decision = desk.released(actor, desk.submitted(timo.answers(bescheid_weg="portal")))
    mark_read(acting=desk.citizen(decision.antrag), brief=decision.brief)
    choose_delivery(acting=desk.citizen(decision.antrag), antrag=decision.antrag, elektronisch=False)
    assert Brief.objects.filter(vorgang=decision.vorgang_id, art="bescheid").count() == 1


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def test_u42_an_outage_on_the_last_day_is_looked_at_for_all_who_came_late(decided: Any, actor: Who, now: Any) -> None:
    """U42: objections by § 67 SGG (§ 84 Abs. 2 S. 3 SGG), proposed without a request; others are left alone."""
    from nahbar.procedures.note_form import note_form
    from nahbar.procedures.note_outage import note_outage, propose_restitution
    from nahbar.procedures.raise_widerspruch import raise_widerspruch

    now.set("2027-01-03T10:00")
    row = raise_widerspruch(acting=desk.citizen(decided), antrag=decided, weg="widerspruch", text="")
    now.set("2027-01-05T09:00")
    note_form(acting=actor("empfang"), widerspruch=row, form="niederschrift", signed=True)
    assert propose_restitution(acting=actor("betrieb")) == 0
    note_outage(acting=actor("betrieb"), von=at("2027-01-04T18:00"), bis=at("2027-01-05T01:00"), quelle="betrieb")
    titles = [t.titel for t in casefile.open_aufgaben(decided.akte) if t.art == "wiedereinsetzung_pruefen"]
    assert titles == ["Widerspruch: Wiedereinsetzung wegen Störung vorgeschlagen (§ 67 SGG)"]
    told = [e.text for e in casefile.timeline(decided.akte, for_citizen=True) if e.art == "stoerung_frist"]
    assert len(told) == 1 and "von uns aus" in told[0]
    assert propose_restitution(acting=actor("betrieb")) == 0, "twice gives the same"


def test_u42_an_application_after_an_outage_on_the_last_of_the_month(traeger: Any, actor: Who, now: Any) -> None:
    """An application of 1 December that would have been one of November (§ 27 SGB X)."""
    from nahbar.procedures.note_outage import note_outage

    now.set("2026-12-01T08:00")
    late = desk.submitted()
    note_outage(acting=actor("betrieb"), von=at("2026-11-30T20:00"), bis=at("2026-12-01T02:00"), quelle="betrieb")
    assert "wiedereinsetzung_pruefen" in tasks(late)


def test_u42_the_programme_notices_its_own_silence(traeger: Any, now: Any) -> None:
    from nahbar.procedures.note_outage import look

    now.set("2026-12-01T08:00")
    look(traeger.id)
    now.set("2026-12-01T08:10")
    look(traeger.id)
    assert queries.outages() == []
    now.set("2026-12-01T11:00")
    look(traeger.id)
    (gap,) = queries.outages()
    assert gap.quelle == "automatisch" and gap.bis is not None and gap.bis - gap.von > timedelta(hours=2)


def test_u42_in_maintenance_everybody_sees_the_page_that_helps(
    traeger: Any, now: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nahbar.procedures.note_outage import look

    monkeypatch.setattr(settings, "FALLBACK_ROOT", tmp_path)
    look(traeger.id)
    fallback.close(tmp_path)
    answer = Client().get("/")
    page = answer.content.decode()
    assert answer.status_code == 503 and "Haben Sie heute eine Frist?" in page and "02861 555-0" not in page
    page = Client().get("/", headers={"host": "localhost"}).content.decode()
    assert "Marktplatz 1" in page and "02861 555-0" in page and "sha256-" in answer["Content-Security-Policy"]
    assert Client().get("/gesundheit").status_code == 200
    now.set("2026-11-23T23:00")
    fallback.reopen(tmp_path)
    assert Client().get("/").status_code == 200
    look(traeger.id)
    assert {row.quelle for row in queries.outages()} == {"wartung", "automatisch"}


def test_u42_without_a_database_the_page_comes_too_and_leaves_a_note(
    traeger: Any, now: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError
    from django.http import HttpResponse
    from django.test import RequestFactory

    from nahbar.config import middleware

    monkeypatch.setattr(settings, "FALLBACK_ROOT", tmp_path)
    door = middleware.FallbackMiddleware(lambda _request: HttpResponse(status=500))
    assert door(RequestFactory().get("/")).status_code == 500, "another mistake is not an outage"

    class Gone:
        def cursor(self) -> Any:
            raise OperationalError("gone")

    monkeypatch.setattr(middleware, "connection", Gone())
    for _ in range(2):
        assert door(RequestFactory().get("/")).status_code == 503
    (spell,) = fallback.spells(tmp_path)
    assert spell.quelle == "automatisch"
