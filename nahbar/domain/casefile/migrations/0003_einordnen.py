"""Existing matters get their place in the file plan, and same content its link; each Träger alone (row-level security)."""

from django.db import migrations

TOPIC = """case v.art when 'eingliederung' then 'eingliederung' when 'meldeversaeumnis' then 'minderung'
    else coalesce((select a.leistung from applications_antrag a where a.vorgang_id = v.id limit 1),
                  (select a.leistung from applications_antrag a where a.akte_id = v.akte_id
                   order by a.id limit 1), 'allgemein') end"""
PLACE = f"""
do $$
declare one uuid;
begin
  for one in select id from tenancy_traeger loop
    perform set_config('app.traeger', one::text, true);
    insert into casefile_teilakte (id, traeger_id, akte_id, plan, created_at)
      select gen_random_uuid(), one, akte_id, plan, min(created_at)
      from (select v.akte_id, v.created_at, {TOPIC} as plan from casefile_vorgang v where v.teilakte_id is null) as found
      group by akte_id, plan;
    update casefile_vorgang v set teilakte_id = t.id
      from casefile_teilakte t
      where v.teilakte_id is null and t.akte_id = v.akte_id and t.plan = {TOPIC};
    insert into casefile_verweis (id, traeger_id, von_id, nach_id, art, created_at)
      select gen_random_uuid(), one, id, first, 'duplikat', received_at
      from (select d.id, d.received_at,
                   first_value(d.id) over (partition by d.akte_id, f.sha256 order by d.received_at, d.id) as first
            from casefile_dokument d join vault_storedfile f on f.id = d.original_id
            where d.richtung = 'eingang') as found
      where id <> first;
  end loop;
  perform set_config('app.traeger', '', true);
  set constraints all immediate;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("casefile", "0002_ordnung"), ("applications", "0006_trennung")]

    operations = [migrations.RunSQL(PLACE, migrations.RunSQL.noop)]
