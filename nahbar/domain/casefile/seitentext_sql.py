"""What the database itself does for search: functions that read one Träger, triggers that forget nothing.

Under row-level security `@@`, `like` and `%` are not leakproof: the planner would read the whole Träger before it uses
an index. So the functions below belong to a role that cannot sign in, owns nothing and sees two tables (a policy of
their own says so); they compare the Träger themselves, have a fixed search_path, and only the working login may call
them. What they give are ids; the rows are read under the row locks like any other.
"""

from __future__ import annotations

from django.db import connection

from nahbar.platform.database.bootstrap import SEARCH_ROLE

TABLES = ("casefile_seitentext", "casefile_wort")
FUNCTIONS = (
    "nahbar_seiten(text, timestamptz, timestamptz, uuid, uuid[], integer)",
    "nahbar_seiten_der_akte(text, uuid, timestamptz, timestamptz, uuid, integer)",
    "nahbar_worte(text, boolean, integer)",
)

PAGES = """
create or replace function nahbar_seiten(
  anfrage text, von timestamptz, vor timestamptz, vor_id uuid, ausser uuid[], hoechstens integer
) returns table (seite uuid, am timestamptz)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set work_mem = '32MB' set enable_seqscan = off set enable_indexscan = off
set plan_cache_mode = force_custom_plan
as $$
declare
  wer uuid := nullif(current_setting('app.traeger', true), '')::uuid;
  vorn text := right(wer::text, 4);
  juengstes integer := extract(year from vor at time zone 'UTC') * 4 + extract(quarter from vor at time zone 'UTC');
  aeltestes integer := extract(year from von at time zone 'UTC') * 4 + extract(quarter from von at time zone 'UTC');
  breite integer := 1;
  fenster text;
  gefunden integer;
begin
  if wer is null or hoechstens < 1 then return; end if;
  -- newest first, 1, 8, 64 quarters: a common word is found at once, a rare one costs two looks more
  while juengstes >= aeltestes and hoechstens > 0 loop
    select string_agg(format('''%s#q:%s''', vorn, n), '|') into fenster
      from generate_series(greatest(aeltestes, juengstes - breite + 1), juengstes) as n;
    return query
      select s.id, s.eingang from public.casefile_seitentext as s
      where s.traeger_id is not distinct from wer and s.worte @@ (anfrage::tsquery && fenster::tsquery)
        and s.eingang >= von and (s.eingang, s.id) < (vor, vor_id) and s.akte_id <> all (ausser)
      order by s.eingang desc, s.id desc limit hoechstens;
    get diagnostics gefunden = row_count;
    hoechstens := hoechstens - gefunden;
    juengstes := juengstes - breite;
    breite := breite * 8;
  end loop;
end $$
"""
"""`is not distinct from`: the Träger is compared, and no index on it tempts the planner away from the words.

`vor`, `vor_id`: only what is older (paging); `ausser`: files that do not exist for whoever asks.
"""

OF_FILE = """
create or replace function nahbar_seiten_der_akte(
  anfrage text, in_akte uuid, von timestamptz, vor timestamptz, vor_id uuid, hoechstens integer
) returns table (seite uuid, am timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
  with akte as materialized (
    select s.id, s.eingang, s.worte from public.casefile_seitentext as s
    where s.traeger_id is not distinct from nullif(current_setting('app.traeger', true), '')::uuid
      and s.akte_id = in_akte and s.eingang >= von and (s.eingang, s.id) < (vor, vor_id)
  )
  select id, eingang from akte where worte @@ anfrage::tsquery order by eingang desc, id desc limit hoechstens
$$
"""

WORDS = """
create or replace function nahbar_worte(gesucht text, aehnlich boolean, hoechstens integer) returns setof text
language plpgsql stable security definer
set search_path = pg_catalog, public, pg_temp set enable_seqscan = off set pg_trgm.similarity_threshold = 0.35
as $$
declare
  wer uuid := nullif(current_setting('app.traeger', true), '')::uuid;
begin
  if wer is null then return; end if;
  if aehnlich then
    return query select w.wort::text from public.casefile_wort as w
      where w.traeger_id = wer and w.wort % gesucht
        and length(w.wort) between length(gesucht) - 2 and length(gesucht) + 4
      order by similarity(w.wort, gesucht) desc limit hoechstens;
  else
    return query select w.wort::text from public.casefile_wort as w
      where w.traeger_id = wer and w.wort like '%' || gesucht || '%' order by length(w.wort), w.wort limit hoechstens;
  end if;
end $$
"""

TRIGGERS = """
create or replace function nahbar_lesen_neu() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into casefile_lesestand (id, traeger_id, dokument_id, stand, seit, versuche)
    values (gen_random_uuid(), new.traeger_id, new.id, 'wartet', new.received_at, 0) on conflict do nothing;
  return null;
end $$;
create or replace function nahbar_lesen_wieder() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  update casefile_seitentext set akte_id = new.akte_id where dokument_id = new.id and akte_id <> new.akte_id;
  update casefile_lesestand set stand = 'wartet', versuche = 0 where dokument_id = new.id;
  return null;
end $$;
create or replace function nahbar_lesen_fassung() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
  update casefile_lesestand set stand = 'wartet', versuche = 0 where dokument_id = new.dokument_id;
  return null;
end $$;
create or replace trigger lesen_neu after insert on casefile_dokument for each row execute function nahbar_lesen_neu();
create or replace trigger lesen_wieder
  after update of akte_id, art, kanal, richtung, absender, ansicht_id, aufgeloest_at on casefile_dokument
  for each row execute function nahbar_lesen_wieder();
create or replace trigger lesen_fassung after insert or update on casefile_dokumentfassung
  for each row execute function nahbar_lesen_fassung();
"""
"""With a document comes its row of reading; a change of file moves its pages in the same moment."""


def install(app_login: str) -> None:
    """Functions and triggers, as the owner of the tables; may be run again at any time."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        # loads the library: only then is its threshold a setting that the owner may write into a function
        cursor.execute("select similarity('a', 'b')")
        for text in (PAGES, OF_FILE, WORDS, TRIGGERS):
            cursor.execute(text)
        cursor.execute("select 1 from pg_roles where rolname = %s", [SEARCH_ROLE])
        role = SEARCH_ROLE if cursor.fetchone() else ""
        for table in TABLES:
            cursor.execute(f"drop policy if exists suche on {quote(table)}")
            if role:
                cursor.execute(f"grant select on {quote(table)} to {role}")
                cursor.execute(f"create policy suche on {quote(table)} for select to {role} using (true)")
        if role:  # an owner of a function must be allowed to create in its schema, for this moment
            cursor.execute(f"grant usage, create on schema public to {role}")
        for function in FUNCTIONS:
            cursor.execute(f"revoke all on function {function} from public")
            cursor.execute(f"grant execute on function {function} to {quote(app_login)}")
            if role:
                cursor.execute(f"alter function {function} owner to {role}")
        if role:
            cursor.execute(f"revoke create on schema public from {role}")
        else:
            for function in FUNCTIONS:
                cursor.execute(f"alter function {function} security invoker")
