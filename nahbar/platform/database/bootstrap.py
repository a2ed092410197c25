"""Logins and database of an installation: one login owns the tables, another one works with them."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from nahbar.platform.database.embedded import LOGINS, EmbeddedPostgres

SEARCH_ROLE = "nahbar_suche"
"""Owner of the functions that search: cannot sign in, and sees what a policy names (casefile/seitentext_sql.py)."""


def create_embedded_database(server: EmbeddedPostgres, database: str = "nahbar") -> None:
    """Create the two logins and the database in the embedded server; does nothing where they exist."""
    params: dict[str, Any] = server.params("postgres", "postgres")
    with psycopg.connect(**params, autocommit=True) as connection:
        # server and worker start at the same moment: one of them does it, the other finds it done
        connection.execute("select pg_advisory_lock(4711)")
        connection.execute("alter system set log_error_verbosity = 'terse'")  # servers made before the line in CONF
        connection.execute("select pg_reload_conf()")
        for login in LOGINS:
            known = connection.execute("select 1 from pg_roles where rolname = %s", [login]).fetchone()
            verb = sql.SQL("alter role" if known else "create role")
            connection.execute(
                sql.SQL("{} {} login nosuperuser nobypassrls nocreaterole password {}").format(
                    verb, sql.Identifier(login), sql.Literal(server.password(login))
                )
            )
        if not connection.execute("select 1 from pg_roles where rolname = %s", [SEARCH_ROLE]).fetchone():
            connection.execute(sql.SQL("create role {} nologin nobypassrls").format(sql.Identifier(SEARCH_ROLE)))
        connection.execute(sql.SQL("grant {} to nahbar_owner").format(sql.Identifier(SEARCH_ROLE)))
        if not connection.execute("select 1 from pg_database where datname = %s", [database]).fetchone():
            connection.execute(
                sql.SQL("create database {} owner nahbar_owner template template0").format(sql.Identifier(database))
            )


def check_server(connection: psycopg.Connection[Any], app_login: str) -> list[str]:
    """Sentences about what makes this server unusable: too old, or the working login could bypass the row locks."""
    problems = []
    version = connection.info.server_version
    if version < 150000:
        problems.append(f"PostgreSQL {version // 10000} ist zu alt: nötig ist 15 oder neuer.")
    row = connection.execute("select rolsuper or rolbypassrls from pg_roles where rolname = %s", [app_login]).fetchone()
    if row and row[0]:
        problems.append(f"Die Anmeldung {app_login} ist Superuser oder umgeht die Zeilensperren (BYPASSRLS).")
    owned = connection.execute(
        "select count(*) from pg_tables where tableowner = %s and schemaname = 'public'", [app_login]
    ).fetchone()
    if owned and owned[0]:
        problems.append(f"Die Anmeldung {app_login} besitzt Tabellen: die Zeilensperren wären wirkungslos.")
    return problems
