"""Objections: declaration and form, the last second of a period, help with a new act that is paid once (J9, U41)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from nahbar.domain.casefile import queries as casefile
from nahbar.domain.decisions import errors
from nahbar.domain.decisions import widerspruch_queries as queries
from nahbar.domain.decisions.facts import FactChange
from nahbar.domain.decisions.widerspruch_form import day_of, in_time
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.zone import BERLIN
from tests.procedures import desk

Who = Callable[[str], Actor]
LAST = date(2027, 1, 4)
RENT = FactChange("wohnung.bruttokaltmiete", "395.00", "Mietvertrag vom 1. Oktober")


@pytest.mark.parametrize(
    ("utc", "timely"),
    [
        ("2027-01-04T22:59:59.999", True),  # 23:59:59 in Berlin, although the server has another day in summer
        ("2027-01-04T23:00:00", False),
        ("2027-01-03T21:50:00", True),
    ],
)
def test_u41_the_last_second_of_the_last_day_counts_in_local_time(utc: str, timely: bool) -> None:
    """U41: 23:59:59 on the deadline, the server in UTC; arrival is what the server's clock says."""
    assert in_time(LAST, datetime.fromisoformat(utc).replace(tzinfo=UTC)) is timely


def test_u41_on_the_days_of_the_clock_change() -> None:
    """In summer the day ends at 22 UTC, in winter at 23; the doubled and the missing hour belong to their day."""
    summer = date(2027, 6, 1)
    assert in_time(summer, datetime(2027, 6, 1, 21, 59, 59, tzinfo=UTC))
    assert not in_time(summer, datetime(2027, 6, 1, 22, 0, 0, tzinfo=UTC))
    autumn = date(2026, 10, 25)
    assert in_time(autumn, datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC))
    assert not in_time(autumn, datetime(2026, 10, 25, 23, 0, 0, tzinfo=UTC))
    spring = date(2026, 3, 29)
    assert in_time(spring, datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC))
    assert not in_time(spring, datetime(2026, 3, 29, 22, 0, 0, tzinfo=UTC))
    for fold in (0, 1):
        assert day_of(datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=fold)) == autumn


@pytest.fixture
def antrag(traeger: Any, actor: Who, now: Any) -> Any:
    """Timo's Bescheid, posted on Friday 27 November 2026: objection until Monday 4 January 2027."""
    from nahbar.procedures.record_posting import record_posting

    now.set("2026-11-26T10:00")
    decision = desk.released(actor)
    now.set("2026-11-27T15:00")
    brief = record_posting(acting=actor("post"), brief=decision.brief, posted_on=date(2026, 11, 27))
    assert brief.widerspruch_bis == LAST
    return decision.antrag


def say(antrag: Any, text: str = "Miete falsch", weg: str = "widerspruch") -> Any:
    from nahbar.procedures.raise_widerspruch import raise_widerspruch

    return raise_widerspruch(acting=desk.citizen(antrag), antrag=antrag, weg=weg, text=text)


def sign(acting: Actor, row: Any, **more: Any) -> Any:
    from nahbar.procedures.note_form import note_form

    return note_form(acting=acting, widerspruch=row, **({"form": "niederschrift", "signed": True} | more))


def test_j9_the_declaration_counts_with_its_time_and_the_form_is_missing(antrag: Any, now: Any) -> None:
    now.set("2027-01-03T22:50")
    row = say(antrag)
    assert row.erklaert_at.astimezone(BERLIN).strftime("%d.%m. %H:%M") == "03.01. 22:50"
    assert (row.form_fehlt, row.fristgerecht, row.frist, row.klage_ab) == (True, None, LAST, None)
    task = next(t for t in casefile.open_aufgaben(antrag.akte) if t.art == "widerspruch_pruefen")
    assert task.titel == "Widerspruch: anrufen, Form fehlt noch bis 4.1.2027" or "04.01.2027" in task.titel
    again = say(antrag, "Auch die Heizung")
    assert again.id == row.id and again.text == "Miete falsch\n\nAuch die Heizung"
    assert again.erklaert_at == row.erklaert_at


def test_j9_the_niederschrift_makes_it_timely_and_starts_the_three_months(antrag: Any, actor: Who, now: Any) -> None:
    now.set("2027-01-03T22:50")
    row = say(antrag)
    now.set("2027-01-04T08:20")
    with pytest.raises(errors.SignatureNotSeen):
        sign(actor("empfang"), row, signed=False)
    done = sign(actor("empfang"), row, text="Die Miete beträgt 395 Euro kalt.")
    assert (done.form, done.fristgerecht, done.klage_ab) == ("niederschrift", True, date(2027, 4, 5))
    assert done.form_dokument is not None and done.text == "Die Miete beträgt 395 Euro kalt."
    with pytest.raises(errors.FormThereAlready):
        sign(actor("berg"), row)
    with pytest.raises(errors.RoleMissing):
        sign(actor("kasse"), say(antrag, weg="ueberpruefung"))


def test_a_signed_letter_counts_from_the_letter_box_and_late_is_looked_at(antrag: Any, actor: Who, now: Any) -> None:
    row = say(antrag)
    now.set("2027-01-06T09:00")
    for wrong in (date(2027, 1, 7), date(2026, 11, 1)):
        with pytest.raises(errors.ArrivalWrong):
            sign(actor("berg"), row, form="schrift", arrived_on=wrong)
    with pytest.raises(errors.FormNotForDesk):
        sign(actor("berg"), row, form="ausweis")
    assert sign(actor("berg"), row, form="schrift", arrived_on=LAST).fristgerecht is True


def test_late_is_not_the_end(antrag: Any, actor: Who, now: Any) -> None:
    """After the period: the review is what is offered, and a late form is checked for § 67 SGG."""
    from nahbar.procedures.raise_widerspruch import treat_as_review, ways_open

    assert ways_open(antrag) == ("widerspruch", "ueberpruefung")
    row = say(antrag)
    now.set("2027-01-05T00:00:01")
    assert ways_open(antrag) == ("ueberpruefung",)
    assert sign(actor("berg"), row).fristgerecht is False
    assert "wiedereinsetzung_pruefen" in {t.art for t in casefile.open_aufgaben(antrag.akte)}
    review = treat_as_review(acting=actor("berg"), widerspruch=row)
    assert (review.form_fehlt, review.fristgerecht) == (False, True)


def ask_help(acting: Actor, row: Any, **more: Any) -> Any:
    from nahbar.procedures.help_widerspruch import help_widerspruch

    given = {"changes": [RENT], "begruendung": "Die Miete war zu niedrig angesetzt.", "voll": True, "kosten": "voll"}
    return help_widerspruch(acting=acting, widerspruch=row, **(given | more))


def release(actor: Who, draft: Any) -> Any:
    from nahbar.procedures.issue_bescheid import issue_bescheid
    from nahbar.procedures.present_for_release import present_for_release

    shown = present_for_release(acting=actor("berg"), entscheidung=draft, version=draft.version)
    return issue_bescheid(acting=actor("oeztuerk"), entscheidung=shown, version=shown.version)


def test_j9_help_a_new_act_becomes_part_and_only_the_difference_is_paid(
    antrag: Any, actor: Who, now: Any, tmp_path: Path
) -> None:
    from nahbar.domain.decisions.queries import final_decision
    from nahbar.domain.payments.models import Zahlungsauftrag
    from nahbar.domain.payments.orders import write_orders

    row = say(antrag)
    with pytest.raises(errors.FormFirst):
        ask_help(actor("berg"), row)
    now.set("2027-01-04T08:20")
    row = sign(actor("empfang"), row)
    old = final_decision(antrag)
    with pytest.raises(errors.CostsMissing):
        ask_help(actor("berg"), row, kosten="")
    with pytest.raises(errors.NoChange):
        ask_help(actor("berg"), row, changes=[])
    with pytest.raises(errors.WorseThanBefore):
        ask_help(actor("berg"), row, changes=[FactChange("wohnung.heizkosten", "10.00", "so nicht")])
    now.set("2027-01-06T10:00")
    fresh = release(actor, ask_help(actor("berg"), ask_help(actor("berg"), row) and row))
    assert old is not None and (old.erster_monat_summe, fresh.erster_monat_summe) == (99300, 101800)
    ended = queries.widerspruch_by_id(row.id)
    assert (ended.stand, ended.abhilfe_id, ended.kosten) == ("abhilfe", fresh.id, "voll")
    assert final_decision(antrag) == fresh and antrag.stand != "vorgelegt"
    text = desk.text_of(fresh.brief, tmp_path)
    for words in ("1.018,00", "§ 86 SGG", "§ 63 SGB X", "395,00"):
        assert words in text.replace("\xa0", " "), words
    write_orders(date(2027, 3, 1))
    paid = Zahlungsauftrag.objects.filter(akte=antrag.akte).order_by("monat", "betrag")
    by_month: dict[date, list[int]] = {}
    for order in paid:
        by_month.setdefault(order.monat, []).append(order.betrag)
    assert by_month[date(2026, 11, 1)] == [2500, 99300]
    assert sum(by_month[date(2026, 12, 1)]) == 101800
    assert by_month[date(2027, 2, 1)] == [101800] and by_month[date(2027, 3, 1)] == [101800]
    assert write_orders(date(2027, 3, 1)) == []


def test_help_in_part_stays_open_and_no_help_goes_on(antrag: Any, actor: Who, now: Any) -> None:
    from nahbar.procedures.raise_widerspruch import pass_on_widerspruch

    row = sign(actor("empfang"), say(antrag))
    release(actor, ask_help(actor("berg"), row, voll=False, kosten="teil"))
    part = queries.widerspruch_by_id(row.id)
    assert (part.stand, part.laufend) == ("teilabhilfe", True)
    passed = pass_on_widerspruch(acting=actor("berg"), widerspruch=part, begruendung="Mehr ist nicht angemessen.")
    assert passed.stand == "vorgelegt"
    task = next(t for t in casefile.open_aufgaben(antrag.akte) if t.art == "widerspruch_entscheiden")
    assert task.frist == passed.klage_ab and task.pool == "teamlead"


def test_j9_one_click_books_the_first_free_time_before_the_end(antrag: Any, actor: Who, now: Any) -> None:
    from nahbar.procedures.raise_widerspruch import book_niederschrift, next_niederschrift
    from nahbar.procedures.set_up_ort import assign, open_hours, set_up_angebot, set_up_ort

    assert next_niederschrift(LAST) is None
    lead = actor("wolter")
    haus = set_up_ort(acting=lead, name="Jobcenter", strasse="Marktplatz 1", plz="46325", ort="Musterstadt")
    offer = set_up_angebot(acting=lead, ort=haus, titel="Widerspruch zur Niederschrift", dauer_min=20)
    open_hours(acting=lead, angebot=offer, weekday=0, von=time(8, 20), bis=time(9), gueltig_von=date(2026, 1, 1))
    assign(acting=lead, angebot=offer, name="Herr Yılmaz", art="person")
    now.set("2027-01-03T22:50")
    row = say(antrag)
    found = next_niederschrift(row.frist)
    assert found is not None and found[1].beginn.astimezone(BERLIN) == datetime(2027, 1, 4, 8, 20, tzinfo=BERLIN)
    termin = book_niederschrift(acting=desk.citizen(antrag), widerspruch=row, angebot=found[0], slot=found[1])
    assert queries.widerspruch_by_id(row.id).termin_id == termin.id and termin.akte_id == antrag.akte_id


def test_the_letter_to_sign_is_addressed_and_holds_her_words(antrag: Any, tmp_path: Path) -> None:
    import subprocess

    from nahbar.procedures.note_form import letter_to_sign

    row = queries.widerspruch_by_id(say(antrag, "Die Miete ist 395 Euro kalt.\n\nBitte nachrechnen.").id)
    path = tmp_path / "w.pdf"
    path.write_bytes(letter_to_sign(row))
    text = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True).stdout
    for words in ("Jobcenter Kreis Musterland", "Marktplatz 1", "Timo Krüger", "ich lege Widerspruch ein gegen den",
                  "395 Euro kalt", "Unterschrift", "Montag, 4. Januar 2027, 24 Uhr"):  # fmt: skip
        assert words in text.replace("\xa0", " "), words


def test_somebody_else_sees_nothing_of_it(antrag: Any) -> None:
    from nahbar.domain.applications.errors import AntragUnknown
    from nahbar.procedures.raise_widerspruch import raise_widerspruch, take_back_widerspruch

    row = say(antrag)
    stranger = desk.citizen(desk.submitted())
    with pytest.raises(AntragUnknown):
        take_back_widerspruch(acting=stranger, widerspruch=row)
    with pytest.raises(AntragUnknown):
        raise_widerspruch(acting=stranger, antrag=antrag, weg="widerspruch", text="")
    assert take_back_widerspruch(acting=desk.citizen(antrag), widerspruch=row).stand == "zurueckgenommen"
