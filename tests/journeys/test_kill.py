"""kill -9 in the middle of submit, release and payment run: nothing lost, nothing doubled (U26).

Failpoints before and after each commit, then random moments from a printed seed.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from nahbar.config.demo.secret import PASSWORD
from tests.journeys.client import Answer, Browser
from tests.journeys.conftest import ROOT, Town

pytestmark = pytest.mark.kill

ROUNDS = 30

PREPARE = """
import json, sys, django; django.setup()
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.session import actor_of_account
from nahbar.domain.applications import actions as applications
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.procedures.secure_antrag import secure_antrag
from tests.benefits import timo
from tests.procedures import desk
traeger = Traeger.objects.get(kuerzel="musterland")
out = {"drafts": [], "decisions": []}
for number in range(int(sys.argv[1])):
    with traeger_scope(traeger.id):
        s = secure_antrag(acting=ANONYMOUS, leistung="grundsicherungsgeld")
        applications.store_answers(acting=desk.citizen(s.antrag), antrag=applications.lock(s.antrag),
                                   antworten=timo.answers())
        out["drafts"].append([str(s.antrag.id), s.code, s.pin])
for number in range(int(sys.argv[2])):
    with traeger_scope(traeger.id):
        who = lambda login: actor_of_account(Account.objects.get(login=login))
        out["decisions"].append(str(desk.presented(who).id))
print(json.dumps(out))
"""


def prepare(town: Town, drafts: int, decisions: int) -> dict[str, list[Any]]:
    done = subprocess.run(
        [sys.executable, "-c", PREPARE, str(drafts), str(decisions)],
        cwd=ROOT, env=town.environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    result: dict[str, list[Any]] = json.loads(done.stdout.splitlines()[-1])
    return result


signed_in: dict[tuple[str, str], Browser] = {}


def staff(town: Town, login: str) -> Browser:
    """Signed in with both factors, once a town; each code works once, so the clock goes on for the next one."""
    if (town.url, login) in signed_in:
        return signed_in[town.url, login]
    later = time.strptime(town.clock.read_text(), "%Y-%m-%dT%H:%M")
    town.set_now(time.strftime("%Y-%m-%dT%H:%M", time.localtime(time.mktime(later) + 60)))
    browser = Browser(town.url)
    browser.get("/arbeit/anmelden")
    answer = browser.post("/arbeit/anmelden", {"login": login, "password": PASSWORD, "code": town.totp()})
    assert not answer.path.endswith("/anmelden"), answer.text
    signed_in[town.url, login] = browser
    return browser


def citizen(town: Town, draft: list[str]) -> Browser:
    browser = Browser(town.url)
    browser.get("/weiter")
    browser.post("/weiter", {"code": draft[1], "pin": draft[2]})
    answer = browser.get(f"/antrag/{draft[0]}/pruefen")
    assert answer.status == 200, answer.text
    return browser


def try_post(browser: Browser, path: str, fields: dict[str, str | list[str]]) -> Answer | None:
    """None if the server died meanwhile."""
    with contextlib.suppress(OSError, http.client.HTTPException):
        return browser.post(path, fields)
    return None


def invariants(town: Town) -> None:
    """Nothing half done, nothing twice."""
    for stand, akten, tasks, receipts in town.sql(
        "select a.stand, (a.akte_id is not null)::int,"
        " (select count(*) from casefile_aufgabe t where t.vorgang_id = a.vorgang_id and t.art = 'antrag_pruefen'),"
        " (select count(*) from casefile_dokument d where d.vorgang_id = a.vorgang_id and d.richtung = 'ausgang'"
        "   and d.id = a.eingangsbestaetigung_id)"
        " from applications_antrag a"
    ):
        assert (akten, tasks, receipts) == ((0, 0, 0) if stand == "gesichert" else (1, 1, 1)), stand
    assert town.sql("select count(*) from casefile_akte") == town.sql(
        "select count(*) from applications_antrag where akte_id is not null"
    )
    for stand, lines, letters, orders in town.sql(
        "select e.stand, (select count(*) from decisions_leistungszeile z where z.entscheidung_id = e.id),"
        " (select count(*) from mailroom_brief b where b.vorgang_id = e.vorgang_id and b.art = 'bescheid'),"
        " (select count(*) from payments_zahlungsauftrag o where o.entscheidung_id = e.id)"
        " from decisions_entscheidung e"
    ):
        assert (lines, letters, orders) == ((12, 1, 2) if stand == "freigegeben" else (0, 0, 0)), stand
    for stand, count, total, orders, amount, file in town.sql(
        "select l.stand, l.anzahl, l.summe, count(o.id), coalesce(sum(o.betrag), 0)::bigint,"
        " (l.datei_id is not null)::int"
        " from payments_zahllauf l left join payments_zahlungsauftrag o on o.lauf_id = l.id group by l.id"
    ):
        assert (count, total) == (orders, amount)
        assert file == int(stand == "freigegeben")


def audit_is_whole(town: Town) -> None:
    checked = town.command("audit-verify")
    assert checked.returncode == 0, checked.stdout


def restart(town: Town, **environment: str) -> None:
    town.kill()
    town.start(**environment)


def submit(town: Town, draft: list[str]) -> Callable[[], Answer | None]:
    browser = citizen(town, draft)
    return lambda: try_post(browser, f"/antrag/{draft[0]}/pruefen", {"richtig": "1"})


def release(town: Town, decision: str) -> Callable[[], Answer | None]:
    browser = staff(town, "oeztuerk")
    browser.get(f"/arbeit/freigabe/{decision}")
    seen = {"version": str(town.sql("select version from decisions_entscheidung where id = %s", decision)[0][0])}
    return lambda: try_post(browser, f"/arbeit/freigabe/{decision}/freigeben", seen)


def prepare_run(town: Town, kind: str) -> Callable[[], Answer | None]:
    browser = staff(town, "kasse")
    browser.get("/arbeit/kasse")
    day = {"sofort": "2026-11-23", "monatlich": "2026-11-30"}[kind]
    return lambda: try_post(browser, "/arbeit/kasse/vorbereiten", {"art": kind, "am": day})


def release_run(town: Town, run: str) -> Callable[[], Answer | None]:
    browser = staff(town, "kasse2")
    browser.get(f"/arbeit/kasse/lauf/{run}")
    return lambda: try_post(browser, f"/arbeit/kasse/lauf/{run}/freigeben", {})


def state(town: Town, table: str, row: str) -> str:
    return str(town.sql(f"select stand from {table} where id = %s", row)[0][0])


def newest_run(town: Town) -> str:
    return str(town.sql("select id from payments_zahllauf order by created_at desc, id desc limit 1")[0][0])


def test_failpoints_around_each_commit(town: Town) -> None:
    town.set_now("2026-11-23T08:00")
    made = prepare(town, 3, 2)
    for draft, (point, expected) in zip(
        made["drafts"],
        [
            ("submit_antrag.before_receipt", "gesichert"),
            ("submit_antrag.before_commit", "gesichert"),
            ("submit_antrag.after_commit", "eingegangen"),
        ],
        strict=True,
    ):
        restart(town, NAHBAR_FAILPOINT=point)
        assert submit(town, draft)() is None, point
        restart(town)
        invariants(town)
        assert state(town, "applications_antrag", draft[0]) == expected, point
        again = citizen(town, draft) if expected == "gesichert" else None
        if again:
            assert try_post(again, f"/antrag/{draft[0]}/pruefen", {"richtig": "1"}) is not None
        assert state(town, "applications_antrag", draft[0]) == "eingegangen"
        invariants(town)

    for decision, (point, expected) in zip(
        made["decisions"],
        [("issue_bescheid.before_commit", "vorgelegt"), ("issue_bescheid.after_commit", "freigegeben")],
        strict=True,
    ):
        restart(town, NAHBAR_FAILPOINT=point)
        assert release(town, decision)() is None, point
        restart(town)
        invariants(town)
        assert state(town, "decisions_entscheidung", decision) == expected, point
        release(town, decision)()
        assert state(town, "decisions_entscheidung", decision) == "freigegeben"
        invariants(town)

    for kind, place in (("sofort", "before_commit"), ("monatlich", "after_commit")):
        runs = town.sql("select count(*) from payments_zahllauf")[0][0]
        restart(town, NAHBAR_FAILPOINT=f"prepare_payment_run.{place}")
        assert prepare_run(town, kind)() is None
        restart(town)
        invariants(town)
        assert town.sql("select count(*) from payments_zahllauf")[0][0] == runs + (place == "after_commit")
        prepare_run(town, kind)()
        assert town.sql("select count(*) from payments_zahllauf")[0][0] == runs + 1, "twice, or not at all"
        run = newest_run(town)
        restart(town, NAHBAR_FAILPOINT=f"release_payment_run.{place}")
        assert release_run(town, run)() is None
        restart(town)
        invariants(town)
        assert state(town, "payments_zahllauf", run) == ("freigegeben" if place == "after_commit" else "entwurf")
        release_run(town, run)()
        assert state(town, "payments_zahllauf", run) == "freigegeben"
    invariants(town)
    assert town.sql("select count(*) from payments_zahlungsauftrag where lauf_id is null") == [(0,)]
    audit_is_whole(town)
    worker_dies(town)


def worker_dies(town: Town) -> None:
    """The worker is killed beside the file and after the rename; the files still come, once, and with the right sum."""
    for point in ("payment_file.after_part", "payment_file.after_rename"):
        environment = town.environment | {"NAHBAR_FAILPOINT": point}
        died = subprocess.run(
            [sys.executable, "-m", "nahbar.config.cli", "worker", "--once"], cwd=ROOT, env=environment,
            capture_output=True, timeout=120, check=False,
        )  # fmt: skip
        assert died.returncode == -9, died.stderr.decode()[-2000:]
        # what a minute does: the dead worker's heartbeat grows old
        town.sql("update procrastinate_workers set last_heartbeat = now() - interval '1 hour'")
    for _ in range(3):
        town.work()
    folder = town.home / "outbox" / "musterland"
    assert [file.name for file in folder.iterdir() if file.suffix == ".part"] == []
    released = town.sql("select nummer, summe from payments_zahllauf where stand = 'freigegeben' order by nummer")
    files = sorted(folder.glob("*.xml"))
    assert len(files) == len(released)
    sums = sorted(f"<CtrlSum>{total // 100}.{total % 100:02d}</CtrlSum>" for _, total in released)
    found = sorted(next(s for s in sums if s in file.read_text(encoding="utf-8")) for file in files)
    assert found == sums
    assert town.sql("select count(*) from procrastinate_jobs where status::text in ('todo', 'doing')") == [(0,)]


def say(text: str) -> None:
    """Past pytest's capture: whoever reads the log must find the seed."""
    sys.__stdout__.write(text + "\n")


def test_random_moments(town: Town) -> None:
    seed = int(os.environ.get("NAHBAR_TEST_SEED", str(random.randrange(10**6))))
    say(f"\nseed of the random moments: {seed} (NAHBAR_TEST_SEED={seed} repeats them)")
    dice = random.Random(seed)
    town.set_now("2026-11-23T12:00")
    made = prepare(town, ROUNDS, ROUNDS)
    kinds = [dice.choice(("submit", "release", "prepare_run", "release_run")) for _ in range(ROUNDS)]
    killed = 0
    for number, kind in enumerate(kinds):
        if town.server is None:
            town.start()
        draft, decision = made["drafts"][number], made["decisions"][number]
        if kind == "submit":
            act = submit(town, draft)
        elif kind == "release":
            act = release(town, decision)
        else:
            release(town, decision)()
            act = prepare_run(town, "sofort")
            if kind == "release_run":
                act()
                act = release_run(town, newest_run(town))
        answers: list[Answer | None] = []
        thread = threading.Thread(target=lambda act=act, answers=answers: answers.append(act()))
        thread.start()
        time.sleep(dice.uniform(0, 0.25))
        town.kill()
        thread.join()
        killed += answers == [None]
        invariants(town)
        town.start()
        repeat(town, kind, draft, decision)
        invariants(town)
    audit_is_whole(town)
    say(f"{killed} of {ROUNDS} requests were cut off")
    assert killed > 0


def repeat(town: Town, kind: str, draft: list[str], decision: str) -> None:
    """What the person would do: try again; in the end it is done, once."""
    if kind == "submit":
        if state(town, "applications_antrag", draft[0]) == "gesichert":
            submit(town, draft)()
        assert state(town, "applications_antrag", draft[0]) == "eingegangen"
        return
    if state(town, "decisions_entscheidung", decision) == "vorgelegt":
        release(town, decision)()
    assert state(town, "decisions_entscheidung", decision) == "freigegeben"
    if kind in {"prepare_run", "release_run"}:
        prepare_run(town, "sofort")()
        for (run,) in town.sql("select id from payments_zahllauf where stand = 'entwurf'"):
            release_run(town, run)()
        assert town.sql("select count(*) from payments_zahllauf where stand = 'entwurf'") == [(0,)]
        assert town.sql(
            "select count(*) from payments_zahlungsauftrag where lauf_id is null and monat <= '2026-11-01'"
        ) == [(0,)]
