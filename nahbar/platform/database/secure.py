"""The second lock: row-level security and composite foreign keys on every table with a Träger column.

Run after each migration as the owner of the tables; may be run again at any time.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.apps import apps
from django.db import connection, models

from nahbar.platform.tenancy.models import TenantModel, Traeger

POLICY = "traeger_id = nullif(current_setting('app.traeger', true), '')::uuid"
"""After a transaction the setting is '' and not NULL: without nullif the comparison would raise."""

APPEND_ONLY: set[str] = set()
"""Tables that the working login may read and extend through a function only, registered by their rooms."""


def tenant_models() -> Iterator[type[TenantModel]]:
    """All tables that belong to a Träger."""
    for model in apps.get_models():
        if issubclass(model, TenantModel):
            yield model


def tenant_foreign_keys(model: type[TenantModel]) -> Iterator[tuple[str, str]]:
    """Column and target table of each reference to another table of the same Träger."""
    for field in model._meta.local_fields:
        target = field.related_model
        if isinstance(field, models.ForeignKey) and isinstance(target, type) and issubclass(target, TenantModel):
            yield field.column, target._meta.db_table


def secure_tables(app_login: str) -> None:
    """Lock each tenant table to its Träger and give the working login what it needs, nothing else."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"grant usage on schema public to {quote(app_login)}")
        cursor.execute(f"grant select, insert, update, delete on all tables in schema public to {quote(app_login)}")
        cursor.execute(f"grant usage, select on all sequences in schema public to {quote(app_login)}")
        cursor.execute(f"revoke insert, update, delete on django_migrations from {quote(app_login)}")
        for model in tenant_models():
            table = quote(model._meta.db_table)
            cursor.execute(f"alter table {table} enable row level security")
            cursor.execute(f"alter table {table} force row level security")
            cursor.execute(f"drop policy if exists traeger on {table}")
            cursor.execute(f"create policy traeger on {table} using ({POLICY}) with check ({POLICY})")
            _add_constraint(model._meta.db_table, "traeger_und_id", "unique (traeger_id, id)")
        for model in tenant_models():
            for column, target in tenant_foreign_keys(model):
                # foreign-key checks bypass row-level security: only the pair (Träger, id) keeps references inside
                _add_constraint(
                    model._meta.db_table,
                    f"traeger_{column}",
                    f"foreign key (traeger_id, {quote(column)}) references {quote(target)} (traeger_id, id)"
                    " deferrable initially deferred",
                )
        _lock_traeger(app_login)
        for name in sorted(APPEND_ONLY):
            cursor.execute(f"revoke insert, update, delete, truncate on {quote(name)} from {quote(app_login)}")


def _lock_traeger(app_login: str) -> None:
    """Everybody reads which Träger there are; a Träger changes its own row only, none is ever deleted.

    The account number from which money goes stands there.
    """
    quote = connection.ops.quote_name
    table = quote(Traeger._meta.db_table)
    own = POLICY.replace("traeger_id", "id")
    with connection.cursor() as cursor:
        cursor.execute(f"revoke delete on {table} from {quote(app_login)}")
        cursor.execute(f"alter table {table} enable row level security")
        for name, rule in (
            ("lesen", "for select using (true)"),
            ("einrichten", "for insert with check (true)"),
            ("aendern", f"for update using ({own}) with check ({own})"),
        ):
            cursor.execute(f"drop policy if exists {name} on {table}")
            cursor.execute(f"create policy {name} on {table} {rule}")


def _add_constraint(table: str, name: str, definition: str) -> None:
    quote = connection.ops.quote_name
    full = f"{table}_{name}"[:63]
    with connection.cursor() as cursor:
        cursor.execute(
            "select 1 from pg_constraint where conname = %s and conrelid = %s::regclass", [full, f"public.{table}"]
        )
        if not cursor.fetchone():
            cursor.execute(f"alter table {quote(table)} add constraint {quote(full)} {definition}")
