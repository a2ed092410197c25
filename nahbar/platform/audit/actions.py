"""Writing the audit trail, and verifying its chain."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from nahbar.platform import clock
from nahbar.platform.ids import uuid7
from nahbar.platform.tenancy import scope

ADD_FUNCTION = """
create or replace function nahbar_audit_add(
  p_id uuid, p_at timestamptz, p_kind text, p_actor text, p_role text, p_action text, p_type text, p_object text,
  p_details text
) returns bigint language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v_traeger uuid := nullif(current_setting('app.traeger', true), '')::uuid;
  v_nr bigint;
  v_prev bytea;
begin
  if v_traeger is null then raise exception 'audit needs a scope'; end if;
  perform pg_advisory_xact_lock(hashtextextended(v_traeger::text, 4711));
  select nr, hash into v_nr, v_prev from audit_auditentry where traeger_id = v_traeger order by nr desc limit 1;
  v_nr := coalesce(v_nr, 0) + 1;
  v_prev := coalesce(v_prev, '\\x00'::bytea);
  insert into audit_auditentry (id, traeger_id, nr, at, actor_kind, actor_id, actor_role, action, object_type,
                                object_id, details, prev_hash, hash)
  values (p_id, v_traeger, v_nr, p_at, p_kind, p_actor, p_role, p_action, p_type, p_object, p_details, v_prev,
          nahbar_audit_hash(v_prev, v_traeger, v_nr, p_at, p_kind, p_actor, p_role, p_action, p_type, p_object,
                            p_details));
  return v_nr;
end $$
"""

HASH_FUNCTION = """
create or replace function nahbar_audit_hash(
  p_prev bytea, p_traeger uuid, p_nr bigint, p_at timestamptz, p_kind text, p_actor text, p_role text, p_action text,
  p_type text, p_object text, p_details text
) returns bytea language sql stable set search_path = public, pg_temp as $$
  select sha256(p_prev || convert_to(
    json_build_array(p_traeger, p_nr, extract(epoch from p_at), p_kind, p_actor, p_role, p_action, p_type, p_object,
                     p_details)::text, 'UTF8'))
$$
"""
"""The fields go in as a JSON array: no two different entries give the same bytes."""


class WhoActs(Protocol):
    """Whoever acts: kind, id and role are written down, a name never."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def role_label(self) -> str: ...


def record(
    action: str,
    *,
    acting: WhoActs,
    object_type: str,
    object_id: UUID | str,
    details: Mapping[str, str | int | bool | None] | None = None,
) -> None:
    """Write one entry, at the end of this transaction; without the transaction there is no entry, and vice versa."""
    text = json.dumps(dict(details or {}), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    values: list[Any] = [
        uuid7(), clock.now(), acting.kind, acting.id, acting.role_label, action, object_type, str(object_id), text,
    ]  # fmt: skip

    def write() -> None:
        with connection.cursor() as cursor:
            cursor.execute("select nahbar_audit_add(%s, %s, %s, %s, %s, %s, %s, %s, %s)", values)

    scope.before_commit(write)


@dataclass(frozen=True)
class BrokenLink:
    """The first entry that does not fit its chain."""

    nr: int
    reason: str


def verify_chain() -> BrokenLink | None:
    """Recompute the chain of the scope's Träger; None if it is whole."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            select nr, nr - lag(nr, 1, 0::bigint) over w <> 1,
                   prev_hash <> lag(hash, 1, '\\x00'::bytea) over w,
                   hash <> nahbar_audit_hash(prev_hash, traeger_id, nr, at, actor_kind, actor_id, actor_role, action,
                                             object_type, object_id, details)
            from audit_auditentry where traeger_id = %s window w as (order by nr) order by nr
            """,
            [scope.current_traeger_id()],
        )
        for nr, gap, unlinked, changed in cursor.fetchall():
            if gap:
                return BrokenLink(nr, "davor fehlt mindestens ein Eintrag")
            if unlinked:
                return BrokenLink(nr, "passt nicht zum Eintrag davor")
            if changed:
                return BrokenLink(nr, "der Inhalt wurde verändert")
    return None
