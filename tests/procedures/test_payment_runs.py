"""Payment runs: nothing twice, nobody alone, no account is no obstacle, an interruption is no second payment."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from nahbar.domain.payments import actions, queries
from nahbar.domain.payments.errors import (
    AlreadyReleased,
    FileRefused,
    NothingDue,
    OwnRun,
    RoleMissing,
    TotalsDiffer,
    WrongDay,
)
from nahbar.domain.payments.models import Zahllauf, Zahlungsauftrag
from nahbar.domain.people.actions import set_bankverbindung
from nahbar.platform import ports
from nahbar.platform.ids import uuid7
from nahbar.platform.letters.words import NBSP
from nahbar.procedures.prepare_payment_run import discard_payment_run, prepare_payment_run
from nahbar.procedures.release_payment_run import OutboxOccupied, release_payment_run, write_payment_files
from tests.benefits import timo
from tests.procedures.desk import Who, released, submitted

LAST = date(2026, 11, 30)


@pytest.fixture
def outbox(settings: Any, tmp_path: Path) -> Path:
    settings.OUTBOX_ROOT = tmp_path / "outbox"
    return tmp_path / "outbox" / "musterland"


def monthly(actor: Who, day: date = LAST, by: str = "kasse2") -> Zahllauf:
    return prepare_payment_run(acting=actor(by), art="monatlich", execution_date=day)


def test_the_same_month_is_collected_once(actor: Who) -> None:
    released(actor)
    first = monthly(actor)
    assert (first.nummer, first.anzahl, first.summe) == ("NB-20261130-M001", 1, 99300)
    with pytest.raises(NothingDue):
        monthly(actor)
    assert Zahllauf.objects.count() == 1
    november = prepare_payment_run(acting=actor("kasse2"), art="sofort", execution_date=LAST)
    assert [order.monat for order in queries.run_view(november).orders] == [date(2026, 11, 1)]
    assert Zahlungsauftrag.objects.filter(lauf=None).count() == 0


def test_later_months_come_into_being_with_their_run(actor: Who, now: Any) -> None:
    """January has no order at release; the run on 30.12. (31.12. is no bank day) makes and collects it."""
    final = released(actor)
    assert Zahlungsauftrag.objects.count() == 2
    monthly(actor)
    now.set("2026-12-28T09:00")
    with pytest.raises(WrongDay, match=f"30.{NBSP}Dezember"):
        monthly(actor, date(2026, 12, 29))
    run = monthly(actor, date(2026, 12, 30))
    (order,) = queries.run_view(run).orders
    assert (order.monat, order.betrag, order.faellig_am) == (date(2027, 1, 1), 99300, date(2026, 12, 30))
    assert "BG 2026-000001" in order.zweck and "Januar 2027" in order.zweck
    assert actions.create_orders(acting=actor("kasse"), entscheidung=final, until=date(2027, 1, 1)) == []
    now.set("2027-10-29T09:00")
    with pytest.raises(NothingDue):
        monthly(actor, date(2027, 10, 29))


def test_months_without_their_run_are_paid_at_once(actor: Who, now: Any) -> None:
    """Nobody made the run for January: on 4.1. it is due at once, the period's other months are not."""
    released(actor)
    now.set("2027-01-04T09:00")
    run = prepare_payment_run(acting=actor("kasse"), art="sofort", execution_date=date(2027, 1, 4))
    assert [order.monat.month for order in queries.run_view(run).orders] == [11, 12, 1]


def test_the_database_refuses_a_second_order_for_the_month(actor: Who) -> None:
    """Also with another IBAN: an account may change between two attempts."""
    released(actor)
    order = Zahlungsauftrag.objects.get(monat=date(2026, 12, 1))
    order.id, order.iban = uuid7(), "DE02120300000000202051"
    with pytest.raises(IntegrityError, match="zahlung_einmal_im_monat"), transaction.atomic():
        order.save(force_insert=True)


def test_whoever_prepared_does_not_release(actor: Who) -> None:
    released(actor)
    run = monthly(actor, by="kasse")
    with pytest.raises(OwnRun):
        release_payment_run(acting=actor("kasse"), lauf=run)
    with pytest.raises(RoleMissing, match="die Kasse"):
        release_payment_run(acting=actor("oeztuerk"), lauf=run)
    kasse = actor("kasse").account_id
    with pytest.raises(IntegrityError, match="zahllauf_zwei_personen"), transaction.atomic():
        Zahllauf.objects.filter(id=run.id).update(stand="freigegeben", freigegeben_by_id=kasse)
    assert queries.run_files(run) == []
    with pytest.raises(RoleMissing):
        prepare_payment_run(acting=actor("plan"), art="sofort", execution_date=LAST)


def test_u26_released_again_the_same_file(actor: Who) -> None:
    """U26: same message id, same bytes, one entry in the file's timeline."""
    released(actor)
    run = monthly(actor)
    (first,) = queries.run_files(release_payment_run(acting=actor("kasse"), lauf=run))
    (second,) = queries.run_files(release_payment_run(acting=actor("kasse"), lauf=run))
    assert first == second and b"<MsgId>NB-20261130-M001</MsgId>" in first.content
    assert Zahlungsauftrag.objects.get(monat=date(2026, 12, 1)).akte.eintraege.filter(art="zahlung").count() == 1
    with pytest.raises(AlreadyReleased):
        discard_payment_run(acting=actor("kasse2"), lauf=run)
    assert ProcrastinateJob.objects.filter(task_name="write_payment_files").exists()


@pytest.mark.parametrize("place", ["payment_file.after_part", "payment_file.after_rename"])
def test_u26_interrupted_while_the_file_is_written(
    actor: Who, outbox: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """U26: killed beside or after the rename, the job runs again and there is one whole file."""
    released(actor)
    run = monthly(actor)
    release_payment_run(acting=actor("kasse"), lauf=run)

    class Killed(BaseException):
        pass

    def die(pid: int, number: int) -> None:
        raise Killed

    monkeypatch.setenv("NAHBAR_FAILPOINT", place)
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(os, "kill", die)
        patched.setattr("nahbar.platform.failpoints._hits", Counter())
        write_payment_files(lauf=str(run.id))
    assert [p.suffix for p in outbox.iterdir()] == [".part" if place.endswith("part") else ".xml"]
    monkeypatch.delenv("NAHBAR_FAILPOINT")
    write_payment_files(lauf=str(run.id))
    write_payment_files(lauf=str(run.id))
    (file,) = queries.run_files(run)
    assert [(p.name, p.read_bytes()) for p in outbox.iterdir()] == [(f"{run.nummer}.xml", file.content)]
    assert (outbox / f"{run.nummer}.xml").stat().st_mode & 0o777 == 0o600
    (outbox / f"{run.nummer}.xml").write_bytes(b"something else")
    with pytest.raises(OutboxOccupied):
        write_payment_files(lauf=str(run.id))


def test_u13_without_account_the_list_for_the_kasse(actor: Who) -> None:
    """U13, § 47 SGB I: no IBAN is asked for; the payment stands on a list of its own, beside the bank's file."""
    released(actor, submitted(timo.answers(konto=False, iban=None, nachname="=Krüger")))
    released(actor, submitted())
    run = monthly(actor)
    seen = queries.run_view(release_payment_run(acting=actor("kasse"), lauf=run))
    assert (len(seen.by_bank), seen.bank_total, len(seen.by_hand), seen.hand_total) == (1, 99300, 1, 99300)
    assert (seen.lauf.anzahl, seen.lauf.summe, seen.totals_agree) == (2, 198600, True)
    xml, table = queries.run_files(run)
    assert xml.content.count(b"<CdtTrfTxInf>") == 1 and table.name == "NB-20261130-M001-ohne-konto.csv"
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";"))
    assert [(r["Empfänger"], r["Betrag"], r["Anschrift"]) for r in rows] == [
        ("Timo =Krüger", "993,00", "Bahnhofstraße 3, 46325 Borken")
    ]


def test_only_payments_without_account_make_no_bank_file(actor: Who) -> None:
    released(actor, submitted(timo.answers(konto=False, iban=None)))
    run = release_payment_run(acting=actor("kasse"), lauf=monthly(actor))
    assert run.datei is None and [f.media_type for f in queries.run_files(run)] == ["text/csv"]


def test_a_new_account_counts_from_the_next_run(actor: Who, now: Any) -> None:
    """The account of the execution day counts, although the order was made before."""
    antrag = submitted()
    released(actor, antrag)
    assert antrag.person is not None
    new = "DE02100500000054540402"
    set_bankverbindung(
        acting=actor("berg"), person=antrag.person, iban=new, kontoinhaber="Timo Krüger", gilt_ab=date(2026, 11, 28)
    )
    assert queries.run_view(monthly(actor)).orders[0].iban == new
    at_once = prepare_payment_run(acting=actor("kasse"), art="sofort", execution_date=date(2026, 11, 24))
    assert queries.run_view(at_once).orders[0].iban == timo.IBAN


def test_a_discarded_run_frees_its_orders(actor: Who) -> None:
    released(actor)
    run = monthly(actor)
    discard_payment_run(acting=actor("kasse2"), lauf=run)
    assert [order.monat for order in queries.due_orders(LAST)] == [date(2026, 11, 1), date(2026, 12, 1)]
    assert monthly(actor).anzahl == 1


def test_list_and_file_must_agree(actor: Who) -> None:
    """An amount changed behind the programme's back: the run does not go out."""
    released(actor)
    run = monthly(actor)
    Zahlungsauftrag.objects.filter(lauf=run).update(betrag=1)
    with pytest.raises(TotalsDiffer):
        release_payment_run(acting=actor("kasse"), lauf=run)
    assert Zahllauf.objects.get(id=run.id).stand == Zahllauf.Stand.ENTWURF


def test_what_the_bank_would_refuse_is_named(actor: Who) -> None:
    released(actor)
    run = monthly(actor)
    Zahlungsauftrag.objects.filter(lauf=run).update(iban="DE00370400440532013000")
    with pytest.raises(FileRefused, match="Prüfziffer"):
        release_payment_run(acting=actor("kasse"), lauf=run)


def test_wrong_days_are_named(actor: Who) -> None:
    released(actor)
    for art, day, sentence in (
        ("sofort", date(2026, 11, 20), "Vergangenheit"),
        ("sofort", date(2026, 11, 28), "Bankarbeitstag"),
        ("sofort", date(2026, 12, 24), "Bankarbeitstag"),
        ("monatlich", date(2026, 11, 27), "Montag, 30."),
    ):
        with pytest.raises(WrongDay, match=sentence):
            prepare_payment_run(acting=actor("kasse"), art=art, execution_date=day)


def test_without_a_bank_nothing_is_released(actor: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    released(actor)
    monkeypatch.setattr(ports, "_ports", {})
    with pytest.raises(ports.PortMissing, match="Betrieb"):
        release_payment_run(acting=actor("kasse"), lauf=monthly(actor))
