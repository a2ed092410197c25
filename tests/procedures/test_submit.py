"""Submitting: one transaction, once, with everything that follows from it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import queries
from nahbar.domain.applications.errors import AntragUnknown, Incomplete
from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile import queries as casefile
from nahbar.domain.casefile.models import Akte, Aufgabe
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.people.konto import open_change
from nahbar.domain.people.queries import current_bank
from nahbar.platform import failpoints
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.platform.audit.actions import verify_chain
from nahbar.platform.tenancy.scope import flush
from nahbar.procedures.amend_antrag import amend_antrag
from nahbar.procedures.replace_access import report_lost_access, send_new_access
from nahbar.procedures.secure_antrag import secure_antrag
from nahbar.procedures.submit_antrag import submit_antrag
from tests.benefits import aylin
from tests.procedures.desk import citizen, submitted


def draft(answers: dict[str, Any]) -> Antrag:
    antrag = secure_antrag(acting=ANONYMOUS, leistung="grundsicherungsgeld").antrag
    return applications.store_answers(acting=citizen(antrag), antrag=applications.lock(antrag), antworten=answers)


def test_the_date_counts_from_the_signal_not_from_the_submission_J1(traeger: Any, now: Any) -> None:
    antrag = draft(aylin.answers())
    assert antrag.wirkt_ab == date(2026, 11, 1)
    now.set("2026-12-02T10:00")
    assert submit_antrag(acting=citizen(antrag), antrag=antrag).wirkt_ab == date(2026, 11, 1)


def test_submission_makes_person_bank_file_task_receipt_and_trail(traeger: Any) -> None:
    antrag = submitted(aylin.answers())
    assert antrag.akte is not None and antrag.person is not None
    assert antrag.akte.person == antrag.person
    assert antrag.person.anschrift == ["Aylin Demir", "Südstraße 14a", "46414 Rhede"]
    assert antrag.person.gemeinde is not None and antrag.person.gemeinde.name == "Rhede"
    bank = current_bank(antrag.person, date(2026, 11, 23))
    assert bank is not None and (bank.iban, bank.kontoinhaber) == (aylin.IBAN, "Aylin Demir")
    (task,) = casefile.open_aufgaben(antrag.akte)
    assert (task.art, task.pool, task.dringlichkeit) == ("antrag_pruefen", "leistung", Aufgabe.Dringlichkeit.NORMAL)
    assert antrag.eingangsbestaetigung is not None
    assert [s.nr for s in queries.answer_states(antrag)] == [1]
    flush()
    assert verify_chain() is None


def test_a_second_submit_gives_the_first_receipt(traeger: Any) -> None:
    first = submitted(aylin.answers())
    second = submit_antrag(acting=citizen(first), antrag=first)
    assert second.eingangsbestaetigung_id == first.eingangsbestaetigung_id
    assert Akte.objects.count() == 1


def test_open_questions_stop_it_and_nothing_is_left_behind(traeger: Any) -> None:
    antrag = draft(aylin.answers() | {"plz": None})
    with pytest.raises(Incomplete) as refused:
        submit_antrag(acting=citizen(antrag), antrag=antrag)
    assert refused.value.pages == ("anschrift",)
    assert Akte.objects.count() == 0
    assert queries.antrag_by_id(antrag.id).stand == Antrag.Stand.GESICHERT


def test_what_is_unknown_does_not_stop_it(traeger: Any) -> None:
    answers = aylin.answers()
    del answers["heizkosten"]
    assert submitted(answers | {"_weiss_nicht": ["heizkosten"]}).stand == Antrag.Stand.EINGEGANGEN


def test_need_is_work_of_the_same_day_before_everything_else(traeger: Any) -> None:
    antrag = submitted(aylin.answers(notlage=["strom"]))
    assert antrag.akte is not None
    (task,) = casefile.open_aufgaben(antrag.akte)
    assert (task.frist, task.dringlichkeit) == (date(2026, 11, 23), Aufgabe.Dringlichkeit.NOTLAGE)


def test_without_bank_account_money_goes_another_way_U13(traeger: Any) -> None:
    answers = aylin.answers(konto=False, kein_konto="noch_nicht")
    antrag = submitted({k: v for k, v in answers.items() if k not in ("iban", "kontoinhaber")})
    assert antrag.person is not None
    bank = current_bank(antrag.person, date(2026, 11, 23))
    assert bank is not None and bank.iban == ""


def test_without_a_home_letters_wait_in_the_office_U12(traeger: Any) -> None:
    answers = aylin.answers(
        wohnsituation="ohne", aufenthaltsort="Rhede", wohnhaft_bei=None, bescheid_weg="abholen", personen=[]
    )
    antrag = draft(answers)
    open_page = queries.questionnaire_of(antrag)
    assert open_page.key
    sent = submit_antrag(acting=citizen(antrag), antrag=antrag)
    assert sent.person is not None and sent.person.anschrift == ["Aylin Demir", "Abholung im Amt", "Rhede"]
    assert sent.bescheid_weg == Antrag.Weg.POST


def test_nobody_else_can_submit_it(traeger: Any) -> None:
    antrag = draft(aylin.answers())
    stranger = citizen(draft(aylin.answers()))
    with pytest.raises(AntragUnknown):
        submit_antrag(acting=stranger, antrag=antrag)


def test_somebody_known_is_not_merged_without_a_human_eye(traeger: Any) -> None:
    submitted(aylin.answers())
    second = submitted(aylin.answers())
    assert second.akte is not None
    assert "person_bekannt" in {e.art for e in casefile.timeline(second.akte, for_citizen=False)}
    assert "person_bekannt" not in {e.art for e in casefile.timeline(second.akte, for_citizen=True)}


def test_failpoints_are_passed_in_order(traeger: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[str] = []
    monkeypatch.setattr(failpoints, "hit", passed.append)
    submitted(aylin.answers())
    assert passed == ["submit_antrag.before_receipt", "submit_antrag.before_commit"]


def test_amending_keeps_the_old_state_and_another_account_waits(traeger: Any) -> None:
    antrag = submitted(aylin.answers())
    assert antrag.person is not None and antrag.akte is not None
    changed = amend_antrag(
        acting=citizen(antrag),
        antrag=antrag,
        answers=aylin.answers(iban="DE02500105170137075030"),
        anlass="Neues Konto",
    )
    assert changed.antworten_nr == 2
    assert [s.antworten["iban"] for s in queries.answer_states(changed)] == [aylin.IBAN, "DE02500105170137075030"]
    bank = current_bank(antrag.person, date(2026, 11, 23))
    assert bank is not None and bank.iban == aylin.IBAN  # until the person, a day and two of the office (U14)
    waiting = open_change(antrag.person)
    assert waiting is not None and waiting.iban == "DE02500105170137075030"
    assert "aenderung_pruefen" in {t.art for t in casefile.open_aufgaben(antrag.akte)}
    same = amend_antrag(acting=citizen(antrag), antrag=antrag, answers=changed.antworten, anlass="nichts")
    assert same.antworten_nr == 2


@pytest.mark.parametrize(
    ("name", "born", "place", "letters"),
    [
        ("aylin demir", date(1995, 5, 14), "rhede", 1),
        ("Aylin Demir", date(1995, 5, 15), "Rhede", 0),
        ("Aylin Demir", date(1995, 5, 14), "Velen", 0),
    ],
)
def test_lost_access_brings_one_letter_to_the_known_address(
    traeger: Any, name: str, born: date, place: str, letters: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued: list[str] = []
    monkeypatch.setattr("nahbar.procedures.replace_access.enqueue", lambda _, antrag: queued.append(str(antrag)))
    antrag = submitted(aylin.answers())
    code = queries.current_code(antrag)
    report_lost_access(acting=ANONYMOUS, name=name, geburtsdatum=born, ort=place)
    for antrag_id in [*queued, *queued]:
        send_new_access(antrag=antrag_id)
    assert Brief.objects.filter(art="zugangscode").count() == letters
    assert queries.current_code(antrag) == code, "nobody is locked out by somebody else's form"
