"""The end of a file: periods, holds, two persons, destruction, a protocol without names; erasure on request (U44)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from nahbar.domain.casefile.actions import add_dokument
from nahbar.domain.decisions import aufbewahrung, aufbewahrung_errors
from nahbar.domain.decisions import aufbewahrung_queries as queries
from nahbar.domain.decisions.aufbewahrung_models import Loeschprotokoll, Loeschvorschlag
from nahbar.domain.decisions.errors import ReasonNeeded, RoleMissing
from nahbar.platform import clock
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.audit.actions import verify_chain
from nahbar.platform.database.secure import tenant_models
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.platform.vault import upkeep
from nahbar.platform.vault.actions import shred, store_file, the_vault
from nahbar.platform.vault.models import Shredding, StoredFile
from nahbar.procedures import erase_akte
from nahbar.procedures.erase_akte import KEPT, LET_GO, TABLES, confirm_and_erase, erase
from nahbar.procedures.propose_deletions import propose_deletions
from tests.benefits import aylin
from tests.procedures import desk

Who = Callable[[str], Actor]


def decided(actor: Who, now: Any) -> Any:
    """Timo's Bescheid on paper, made known on 1 December 2026; benefits until the end of April 2027."""
    from nahbar.procedures.record_posting import record_posting

    now.set("2026-11-26T10:00")
    decision = desk.released(actor)
    now.set("2026-11-27T15:00")
    record_posting(acting=actor("post"), brief=decision.brief, posted_on=date(2026, 11, 27))
    decision.antrag.refresh_from_db()
    return decision.antrag


def due(antrag: Any) -> Loeschvorschlag:
    found: Loeschvorschlag = Loeschvorschlag.objects.get(akte=antrag.akte, dokument=None)
    return found


def offered(actor: Who, row: Loeschvorschlag) -> Loeschvorschlag:
    aufbewahrung.note_archive(acting=actor("berg"), row=row, archiv="angeboten")
    return aufbewahrung.note_archive(acting=actor("berg"), row=row, archiv="wertlos")


def personal_rows(name: str) -> list[str]:
    """Every table in which this name still stands, whatever the column."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            cursor.execute(f"select count(*) from {table} t where t::text ilike %s", [f"%{name}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_every_table_that_points_to_a_file_or_a_person_stands_on_the_list() -> None:
    """A new table is on the list of `procedures/erase_akte.py`, or says there why it stays."""
    listed = {line.table for plan in TABLES.values() for line in plan} | {t for t, _ in LET_GO} | set(KEPT)
    roots = {line.table for line in (*TABLES["akte"], *TABLES["person"])}
    missing = set()
    for model in tenant_models():
        for field in model._meta.local_fields:
            target = field.related_model
            if isinstance(field, models.ForeignKey) and isinstance(target, type) and target._meta.label in roots:
                missing |= {model._meta.label} - listed
    assert not missing, "add them to WITH_AKTE, WITH_PERSON, LET_GO or KEPT"


def test_the_period_begins_with_the_latest_event_and_the_round_only_proposes(
    traeger: Any, actor: Who, now: Any
) -> None:
    """Lifecycle: ten years after the end of benefits; proposed once, and nothing is deleted by the programme."""
    antrag = decided(actor, now)
    assert queries.events(antrag.akte)["bekanntgabe"] == date(2026, 12, 1)
    end = queries.events(antrag.akte)["leistungsende"]
    assert end is not None and queries.deletable_from(antrag.akte) == queries.after_years(end, 10)
    assert queries.after_years(date(2028, 2, 29), 10) == date(2038, 3, 2)
    now.set("2036-12-01T10:00")
    assert propose_deletions(acting=MACHINE) == 0
    now.set("2039-01-05T10:00")
    assert propose_deletions(acting=MACHINE) == 1 and propose_deletions(acting=MACHINE) == 0
    row = due(antrag)
    assert row.stand == "offen" and row.archiv == "ausstehend" and antrag.akte.dokumente.count() > 0


def test_own_period_holds_once_a_second_person_confirmed(traeger: Any, actor: Who, now: Any) -> None:
    """Retention by class and Träger is data, changed by two."""
    antrag = decided(actor, now)
    with pytest.raises(aufbewahrung_errors.RuleIncomplete):
        aufbewahrung.propose_rule(acting=actor("berg"), klasse="leistungsakte", jahre=5, quelle="")
    with pytest.raises(RoleMissing):
        aufbewahrung.propose_rule(acting=actor("empfang"), klasse="leistungsakte", jahre=5, quelle="Dienstanweisung 7")
    rule = aufbewahrung.propose_rule(acting=actor("berg"), klasse="leistungsakte", jahre=5, quelle="Dienstanweisung 7")
    ten = queries.deletable_from(antrag.akte)
    with pytest.raises(aufbewahrung_errors.SamePerson):
        aufbewahrung.settle_rule(acting=actor("berg"), rule=rule, confirm=True)
    aufbewahrung.settle_rule(acting=actor("wolter"), rule=rule, confirm=True)
    assert queries.deletable_from(antrag.akte).year == ten.year - 5
    assert queries.period("leistungsakte").eigene


def test_two_persons_archive_first_and_no_hold(traeger: Any, actor: Who, now: Any) -> None:
    """Four eyes, offer to the archive, holds: each refused with a sentence; the database refuses one person too."""
    antrag = decided(actor, now)
    now.set("2039-01-05T10:00")
    propose_deletions(acting=MACHINE)
    row = due(antrag)
    with pytest.raises(aufbewahrung_errors.ArchiveFirst):
        aufbewahrung.ask_deletion(acting=actor("berg"), row=row)
    offered(actor, row)
    hold = aufbewahrung.hold_akte(acting=actor("berg"), akte=antrag.akte, art="klage", grund="S 12 AS 44/27")
    with pytest.raises(aufbewahrung_errors.Held, match="Klage"):
        aufbewahrung.ask_deletion(acting=actor("berg"), row=row)
    with pytest.raises(ReasonNeeded):
        aufbewahrung.lift_hold(acting=actor("berg"), sperre=hold, grund="")
    aufbewahrung.lift_hold(acting=actor("berg"), sperre=hold, grund="Klage zurückgenommen")
    aufbewahrung.ask_deletion(acting=actor("berg"), row=row)
    with pytest.raises(aufbewahrung_errors.SamePerson):
        confirm_and_erase(acting=actor("berg"), row=row)
    aufbewahrung.refuse_deletion(acting=actor("wolter"), row=row, grund="erst die Statistik")
    aufbewahrung.ask_deletion(acting=actor("oeztuerk"), row=row)
    again = aufbewahrung.hold_akte(acting=actor("berg"), akte=antrag.akte, art="streit", grund="ruft oft an")
    row.refresh_from_db()
    assert row.stand == "offen", "a hold takes back what was asked"
    aufbewahrung.lift_hold(acting=actor("berg"), sperre=again, grund="hat sich erledigt")
    aufbewahrung.ask_deletion(acting=actor("oeztuerk"), row=row)
    assert confirm_and_erase(acting=actor("wolter"), row=row).stand == "bestaetigt"
    aufbewahrung.hold_akte(acting=actor("berg"), akte=antrag.akte, art="klage", grund="im letzten Moment")
    row.refresh_from_db()
    assert erase(acting=MACHINE, row=row) is None and due(antrag).stand == "offen"


def test_erasing_leaves_no_name_no_file_and_a_whole_chain(
    traeger: Any, actor: Who, now: Any, django_capture_on_commit_callbacks: Any
) -> None:
    """Real erasure: rows of every room, bytes with their keys, the person; the protocol and the chain hold no name."""
    other = decided(actor, now)
    antrag = desk.submitted(aylin.answers())
    name = other.person.nachname
    assert antrag.person.nachname != name
    assert personal_rows(name)
    now.set("2039-01-05T10:00")
    propose_deletions(acting=MACHINE)
    addresses = [row.address for row in StoredFile.objects.all()]
    assert addresses and all(the_vault().exists(str(traeger.id), one) for one in addresses)
    row = offered(actor, due(other))
    aufbewahrung.ask_deletion(acting=actor("berg"), row=row)
    confirm_and_erase(acting=actor("wolter"), row=row)
    row.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        protocol = erase(acting=MACHINE, row=row)
    connection.check_constraints()
    assert protocol is not None and protocol.dateien > 0 and protocol.zeilen["casefile.Akte"] == 1
    assert protocol.gegenstand == other.akte_id and protocol.beantragt_by.login == "berg"
    left = {one.address for one in StoredFile.objects.all()}
    gone = set(addresses) - left
    assert gone and not any(the_vault().exists(str(traeger.id), one) for one in gone)
    assert antrag.akte.dokumente.count() > 0, "the other file is untouched"
    seen = upkeep.look_at_all(traeger.id, acting=MACHINE)
    assert seen.well and not seen.orphans
    assert personal_rows(name) == []
    assert verify_chain() is None


def test_a_single_document_goes_and_the_decision_stays(traeger: Any, actor: Who, now: Any) -> None:
    """Retention by class: bank statements go after their own period, the file stays."""
    from nahbar.domain.casefile.models import Dokument

    antrag = decided(actor, now)
    stored = store_file(b"%PDF-1.7 Auszug", "application/pdf")
    paper: Dokument = add_dokument(
        acting=MACHINE, akte=antrag.akte, vorgang=antrag.vorgang, titel="Auszug", art="kontoauszuege",
        richtung="eingang", kanal="portal", received_at=clock.now(), original=stored, ansicht=stored,
    )  # fmt: skip
    now.set("2036-12-03T10:00")
    assert propose_deletions(acting=MACHINE) == 1
    row = Loeschvorschlag.objects.get(dokument=paper)
    assert (row.klasse, row.archiv) == ("kontoauszug", "nicht_noetig")
    aufbewahrung.ask_deletion(acting=actor("berg"), row=row)
    confirm_and_erase(acting=actor("wolter"), row=row)
    row.refresh_from_db()
    protocol = erase(acting=MACHINE, row=row)
    connection.check_constraints()
    assert protocol is not None and protocol.umfang == "dokument"
    assert not Dokument.objects.filter(id=paper.id).exists() and antrag.akte.dokumente.count() > 0


def test_u44_erasure_on_request_when_nothing_stands_against_it(traeger: Any, actor: Who, now: Any) -> None:
    """U44: benefits run: refused, nothing restricted; then the period: restricted; after it two persons, gone."""
    from nahbar.domain.decisions import rechte_queries
    from nahbar.domain.decisions.errors import ErasureBlocked
    from nahbar.procedures.privacy import answer_about_data, ask_about_data

    antrag = decided(actor, now)
    wish = ask_about_data(acting=desk.citizen(antrag), antrag=antrag, art="loeschung", text="Bitte alles.")
    assert "bekommen bis" in wish.hinderung and wish.eingeschraenkt_at is None
    answer_about_data(acting=actor("berg"), row=wish, ausgang="abgelehnt", antwort="Sie bekommen noch Leistungen.")
    now.set("2029-03-01T10:00")
    wish = ask_about_data(acting=desk.citizen(antrag), antrag=antrag, art="loeschung", text="Bitte alles.")
    assert "§ 84 Abs. 4 SGB X" in wish.hinderung and wish.eingeschraenkt_at is not None
    assert [row.art for row in queries.sperren(antrag.akte)] == ["einschraenkung"]
    with pytest.raises(ErasureBlocked):
        answer_about_data(acting=actor("berg"), row=wish, ausgang="erfuellt", antwort="Wir löschen alles.")
    answer_about_data(acting=actor("berg"), row=wish, ausgang="eingeschraenkt", antwort="Bis 2037 bleibt die Akte.")
    now.set("2039-01-05T10:00")
    assert rechte_queries.why_not_erased(antrag) == ""
    wish = ask_about_data(acting=desk.citizen(antrag), antrag=antrag, art="loeschung", text="Jetzt bitte.")
    done = answer_about_data(acting=actor("berg"), row=wish, ausgang="erfuellt", antwort="Wir löschen die Akte.")
    row = due(antrag)
    assert row.grund == "verlangen" and done.brief is not None
    offered(actor, row)
    aufbewahrung.ask_deletion(acting=actor("berg"), row=row)
    confirm_and_erase(acting=actor("wolter"), row=row)
    row.refresh_from_db()
    assert erase(acting=MACHINE, row=row) is not None
    connection.check_constraints()


PROGRAM = """
import sys
import django
django.setup()
from uuid import UUID
from nahbar.procedures.erase_akte import erase_round
erase_round(UUID(sys.argv[1]))
"""


@pytest.mark.kill
@pytest.mark.parametrize(
    ("place", "rows_left", "protocols"), [("erase_akte.before_commit", 1, 0), ("vault.before_shred", 0, 1)]
)
def test_killed_while_erasing_all_or_nothing_and_no_bytes_are_forgotten(
    transactional_db: None, now: Any, place: str, rows_left: int, protocols: int
) -> None:
    """kill -9 in the deletion run: before the commit nothing has happened; after it the round destroys the bytes."""
    from nahbar.config.demo.town import create_staff, create_traeger
    from nahbar.domain.casefile.models import Akte
    from nahbar.platform.accounts.session import actor_of_account

    office = create_traeger("musterland")
    with traeger_scope(office.id):
        staff = create_staff()
        antrag = desk.submitted()
        antrag.stand = "zurueckgenommen"
        antrag.save()
        now.set("2039-01-05T10:00")
        assert propose_deletions(acting=MACHINE) == 1

        def actor(login: str) -> Actor:
            return actor_of_account(staff[login])

        row = offered(actor, due(antrag))
        aufbewahrung.ask_deletion(acting=actor("berg"), row=row)
        aufbewahrung.confirm_deletion(acting=actor("wolter"), row=row)
        addresses = [one.address for one in StoredFile.objects.all()]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(office.id)], capture_output=True, text=True, timeout=120, check=False,
        env=os.environ | {"NAHBAR_FAILPOINT": place, "DJANGO_SETTINGS_MODULE": "nahbar.config.settings"},
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stderr[-2000:]
    with traeger_scope(office.id):
        assert Akte.objects.count() == rows_left and Loeschprotokoll.objects.count() == protocols
        assert all(the_vault().exists(str(office.id), one) for one in addresses)
        assert bool(Shredding.objects.count()) is (protocols == 1)
    erase_akte.erase_round(office.id)
    upkeep.shred_round(office.id)
    with traeger_scope(office.id):
        assert Akte.objects.count() == 0 and Loeschprotokoll.objects.count() == 1 and shred() == 0
        assert not any(the_vault().exists(str(office.id), one) for one in addresses)
        assert verify_chain() is None
