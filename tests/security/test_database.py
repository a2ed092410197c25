"""What the working login may do in the database, and what the database writes down."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from nahbar.domain.applications import actions
from nahbar.domain.applications.models import Antrag
from nahbar.platform import clock
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.platform.database.embedded import EmbeddedPostgres
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.resolve import UnknownHost, traeger_for_host
from nahbar.procedures.secure_antrag import secure_antrag


@pytest.fixture
def login(db: None) -> Any:
    """A connection of the working login, past Django."""
    params: Any = EmbeddedPostgres(settings.HOME).params("nahbar_app")
    with psycopg.connect(**params, autocommit=True) as opened:
        yield opened


@pytest.mark.parametrize(
    "statement",
    [
        "create function public.x() returns int language sql as 'select 1'",
        "create table public.x (a int)",
        "create schema x",
        "set role nahbar_owner",
        "alter table applications_antrag disable row level security",
        "truncate applications_antrag cascade",
        "delete from tenancy_traeger",
        "insert into audit_auditentry select * from audit_auditentry",
        "update audit_auditentry set action = 'x'",
        "delete from django_migrations",
        "copy (select 1) to program 'true'",
        "select pg_read_file('/etc/passwd')",
    ],
)
def test_the_working_login_may_not(login: Any, statement: str) -> None:
    """A02: refused by PostgreSQL itself."""
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        login.execute(statement)


def test_functions_that_act_for_the_owner_are_not_for_everybody(login: Any) -> None:
    """A SECURITY DEFINER function keeps its search path and is granted to the working login alone."""
    rows = login.execute(
        "select proname, proacl::text, array_to_string(proconfig, ';') from pg_proc"
        " where prosecdef and pronamespace = 'public'::regnamespace"
    ).fetchall()
    paths = {
        "nahbar_audit_add": "search_path=public, pg_temp",
        "nahbar_seiten": "search_path=pg_catalog, pg_temp",
        "nahbar_seiten_der_akte": "search_path=pg_catalog, pg_temp",
        "nahbar_worte": "search_path=pg_catalog, public, pg_temp",
    }
    assert {row[0]: row[2].split(";")[0] for row in rows} == paths and len(rows) == len(paths)
    for name, granted, _ in rows:
        assert granted is not None and "{=X" not in granted and ",=X" not in granted, name


def test_a_traeger_cannot_change_the_account_of_its_neighbour(traeger: Any, other_traeger: Any) -> None:
    """A03: inside the scope of Musterland the row of Nebenstadt cannot be written; the own one can."""
    assert Traeger.objects.filter(id=other_traeger.id).update(iban="DE00") == 0
    assert Traeger.objects.filter(id=traeger.id).update(telefon="1") == 1
    assert Traeger.objects.count() == 2


def test_an_error_of_the_database_writes_no_values_into_its_log(login: Any) -> None:
    """«Key (iban)=(…) already exists» would be social data."""
    assert login.execute("show log_error_verbosity").fetchone() == ("terse",)
    assert login.execute("show log_min_error_statement").fetchone() == ("panic",)


def test_a_flood_of_a_million_applications_does_not_end_the_numbers(traeger: Any) -> None:
    """U1: securing goes on after number 999999, again and again."""
    first = secure_antrag(acting=ANONYMOUS, leistung="grundsicherungsgeld").antrag
    year = clock.today().year
    Antrag.objects.filter(id=first.id).update(nummer=f"A-{year}-999999")
    numbers = [secure_antrag(acting=ANONYMOUS, leistung="grundsicherungsgeld").antrag.nummer for _ in range(2)]
    assert numbers == [f"A-{year}-1000000", f"A-{year}-1000001"]
    assert actions.next_number() == f"A-{year}-1000002"


def test_code_and_pin_are_not_readable_in_the_table_of_sessions(traeger: Any, client: Any) -> None:
    """Between securing and going on they lie there encrypted."""
    client.post("/antrag/sichern", {"ort": ""})
    once = client.session["pin_einmal"]
    with connection.cursor() as cursor:
        cursor.execute("select session_data from django_session")
        rows = [row[0] for row in cursor.fetchall()]
    from django.core import signing

    for row in rows:
        plain = signing.b64_decode(row.split(":")[0].lstrip(".").encode())
        assert once["pin"].encode() not in plain and once["code"].encode() not in plain and b"pin" not in plain


@pytest.mark.parametrize("host", ["LOCALHOST", "localhost.", "Localhost"])
def test_a_host_name_is_the_same_in_capitals(traeger: Any, host: str) -> None:
    """As browsers and mail programs write it."""
    assert traeger_for_host(host).id == traeger.id


@pytest.mark.parametrize("host", ["localhost.evil.example", "evil.example", "nebenstadt.localhost.evil", ""])
def test_no_other_host_is_answered(traeger: Any, host: str) -> None:
    """With several Träger there is no default."""
    with pytest.raises(UnknownHost):
        traeger_for_host(host)
