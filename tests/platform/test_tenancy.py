"""O04, O07: one installation, several Träger, and nothing crosses between them."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from nahbar.config.demo.town import create_traeger
from nahbar.platform.database.embedded import EmbeddedPostgres
from nahbar.platform.database.secure import tenant_foreign_keys, tenant_models
from nahbar.platform.tenancy.models import Gemeinde
from nahbar.platform.tenancy.scope import NoScope, traeger_scope


def test_manager_raises_outside_a_scope(db: None) -> None:
    with pytest.raises(NoScope):
        Gemeinde.objects.count()


def test_raw_sql_of_one_traeger_sees_no_row_of_another(traeger: Any, other_traeger: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*), count(*) filter (where traeger_id = %s) from tenancy_gemeinde", [other_traeger.id]
        )
        assert cursor.fetchone() == (5, 0)
        cursor.execute("update tenancy_gemeinde set name = 'x' where traeger_id = %s", [other_traeger.id])
        assert cursor.rowcount == 0
        cursor.execute("delete from tenancy_gemeinde where traeger_id = %s", [other_traeger.id])
        assert cursor.rowcount == 0


def test_raw_sql_cannot_write_a_row_for_another_traeger(traeger: Any, other_traeger: Any) -> None:
    with pytest.raises(Exception, match="row-level security"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "insert into tenancy_gemeinde (id, traeger_id, name, ags, plz, strasse, telefon)"
            " values (gen_random_uuid(), %s, 'x', '1', '[]', '', '')",
            [other_traeger.id],
        )


def test_a_reference_cannot_cross(traeger: Any, other_traeger: Any) -> None:
    """Foreign-key checks bypass row-level security; the pair (Träger, id) does not let them."""
    from nahbar.platform import clock

    with connection.cursor() as cursor:
        cursor.execute("select set_config('app.traeger', %s, true)", [str(other_traeger.id)])
        cursor.execute("select id from tenancy_gemeinde")
        foreign = cursor.fetchone()[0]
        cursor.execute("select set_config('app.traeger', %s, true)", [str(traeger.id)])
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(
                "insert into people_person (id, traeger_id, vorname, nachname, strasse, hausnummer, zusatz, plz, ort,"
                " telefon, gemeinde_id, sort_key, search_key, created_at)"
                " values (gen_random_uuid(), %s, 'a', 'b', '', '', '', '', '', '', %s, '', '', %s)",
                [traeger.id, foreign, clock.now()],
            )
            cursor.execute("set constraints all immediate")


@pytest.mark.django_db(transaction=True)
def test_outside_a_scope_the_working_login_sees_nothing(now: Any) -> None:
    one = create_traeger("musterland")
    with traeger_scope(one.id):
        assert Gemeinde.objects.count() == 5
    params: Any = EmbeddedPostgres(settings.HOME).params("nahbar_app")
    with psycopg.connect(**params) as raw:
        assert raw.execute("select count(*) from tenancy_gemeinde").fetchone() == (0,)
        raw.execute("select set_config('app.traeger', %s, true)", [str(one.id)])
        assert raw.execute("select count(*) from tenancy_gemeinde").fetchone() == (5,)


def test_working_login_is_no_owner_and_bypasses_nothing(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user, rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == ("nahbar_app", False, False)
        cursor.execute("select count(*) from pg_tables where tableowner = current_user")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("model", list(tenant_models()), ids=lambda model: model._meta.label)
def test_every_tenant_table_is_locked(db: None, model: Any) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "select relrowsecurity, relforcerowsecurity from pg_class where oid = %s::regclass", [f"public.{table}"]
        )
        assert cursor.fetchone() == (True, True)
        cursor.execute("select count(*) from pg_policies where tablename = %s and policyname = 'traeger'", [table])
        assert cursor.fetchone() == (1,)
        for column, target in tenant_foreign_keys(model):
            cursor.execute(
                "select count(*) from pg_constraint where conrelid = %s::regclass and confrelid = %s::regclass"
                " and contype = 'f' and array_length(conkey, 1) = 2",
                [f"public.{table}", f"public.{target}"],
            )
            assert cursor.fetchone()[0] >= 1, column
