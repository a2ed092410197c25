"""F03: append-only, hash-chained; the verifier names the first broken link."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction

from nahbar.config.demo.town import create_traeger
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.audit.actions import record, verify_chain
from nahbar.platform.audit.models import AuditEntry
from nahbar.platform.database.embedded import EmbeddedPostgres
from nahbar.platform.tenancy.scope import traeger_scope


def write(count: int) -> Any:
    traeger = create_traeger("musterland")
    for number in range(count):
        with traeger_scope(traeger.id):
            record("tested", acting=MACHINE, object_type="test", object_id=str(number), details={"nr": number})
    return traeger


def as_owner(statement: str) -> None:
    params: Any = EmbeddedPostgres(settings.HOME).params("postgres")
    with psycopg.connect(**params, autocommit=True) as raw:
        raw.execute(statement)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("damage", "nr"),
    [
        ("update audit_auditentry set details = '{\"nr\":99}' where nr = 3", 3),
        ("update audit_auditentry set actor_id = 'somebody' where nr = 2", 2),
        ("delete from audit_auditentry where nr = 2", 3),
        ("update audit_auditentry set at = at + interval '1 second' where nr = 1", 1),
        ("update audit_auditentry set prev_hash = '\\x01', hash = nahbar_audit_hash('\\x01', traeger_id, nr, at,"
         " actor_kind, actor_id, actor_role, action, object_type, object_id, details) where nr = 3", 3),
    ],
)  # fmt: skip
def test_verifier_names_first_broken_link(now: Any, damage: str, nr: int) -> None:
    traeger = write(4)
    with traeger_scope(traeger.id):
        assert verify_chain() is None
    as_owner(damage)
    with traeger_scope(traeger.id):
        link = verify_chain()
    assert link is not None and link.nr == nr


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statement", ["update audit_auditentry set action = 'x'", "delete from audit_auditentry",
                                       "truncate audit_auditentry"])  # fmt: skip
def test_working_login_cannot_change_the_trail(now: Any, statement: str) -> None:
    traeger = write(1)
    with (
        pytest.raises(Exception, match="permission denied"),
        traeger_scope(traeger.id),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_an_entry_exists_only_with_its_transaction(now: Any) -> None:
    traeger = write(1)

    class Stop(Exception):
        pass

    with pytest.raises(Stop), traeger_scope(traeger.id):
        record("lost", acting=MACHINE, object_type="test", object_id="1")
        raise Stop
    with traeger_scope(traeger.id):
        assert [entry.action for entry in AuditEntry.objects.all()] == ["tested"]
