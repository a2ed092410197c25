"""Full text over millions of pages: `scripts/bench search [--pages 2400000] [--steps 100000]`. Prints JSON.

Builds pages of German text of four Träger by COPY (text, words, vocabulary, documents and files as the house keeps
them), asks a mixed set of questions through the room's own function as the working login with row-level security on,
and plain ILIKE beside it in the same run. Places of words on the page are not built: they are read for one page only.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import django
import numpy as np
import psycopg

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
_home = os.environ.get("NAHBAR_BENCH_HOME") or tempfile.mkdtemp(prefix="nahbar-bench-")
os.chmod(_home, 0o755)
os.environ |= {"NAHBAR_HOME": _home, "NAHBAR_MODE": "test", "NAHBAR_NOW": "2026-11-23T06:00",
               "DJANGO_SETTINGS_MODULE": "nahbar.config.settings"}  # fmt: skip
os.environ.pop("NAHBAR_PG_UNSAFE_FAST", None)
HOME = Path(_home)
django.setup()

from django.db import connection, connections  # noqa: E402 - settings come first

from nahbar.config.demo.town import create_traeger  # noqa: E402
from nahbar.domain.casefile import actions, seitentext  # noqa: E402
from nahbar.domain.casefile.models import Akte, Lesestand  # noqa: E402
from nahbar.domain.casefile.seitentext import Filters, PageText, front, quarter, search_pages  # noqa: E402
from nahbar.domain.people.actions import create_person  # noqa: E402
from nahbar.platform.accounts.roles import MACHINE  # noqa: E402
from nahbar.platform.database.embedded import EmbeddedPostgres  # noqa: E402
from nahbar.platform.fulltext import fold, tokens  # noqa: E402
from nahbar.platform.ids import uuid7  # noqa: E402
from nahbar.platform.tenancy.models import Traeger  # noqa: E402
from nahbar.platform.tenancy.scope import traeger_scope  # noqa: E402
from nahbar.platform.vault.actions import store_file  # noqa: E402

SHARES = (0.70, 0.20, 0.08, 0.02)
"""Of the four Träger; figures are of the largest, where search is hardest."""
FILES = 2000
"""Files of each Träger."""
WORDS_A_PAGE = (60, 320)
PAGES_A_DOCUMENT = 3
NOISE = 400
"""One word in so many is misread by text recognition and stands nowhere else."""
ARTEN = ("schreiben", "bescheid", "mietvertrag", "kontoauszug", "lohnabrechnung", "nebenkosten", "nachweis")
WAYS = ("scan", "portal", "post", "terminal", "mail")
FIRST_DAY, LAST_DAY = datetime(2016, 1, 4, 8, tzinfo=UTC), datetime(2026, 11, 20, 16, tzinfo=UTC)
PARTS = [
    "Bewilligung", "Aufhebung", "Erstattung", "Änderung", "Ablehnung", "Versagung", "Widerspruch", "Miete", "Heizung",
    "Nebenkosten", "Unterkunft", "Einkommen", "Vermögen", "Kinder", "Unterhalt", "Kranken", "Pflege", "Renten",
    "Wohngeld", "Lohn", "Gehalt", "Konto", "Bank", "Ausweis", "Aufenthalt", "Schule", "Ausbildung", "Umzug",
    "Erstausstattung", "Darlehen", "Mahnung", "Rechnung", "Zähler", "Strom", "Gas", "Wasser", "Versicherung", "Beitrag",
    "Vollmacht", "Betreuung", "Termin", "Melde", "Eingliederung", "Arbeit", "Fahrt", "Gesundheit", "Mehrbedarf",
    "Schwangerschaft", "Trennung",
]  # fmt: skip
ENDS = [
    "bescheid", "antrag", "vertrag", "nachweis", "bescheinigung", "kosten", "abrechnung", "zahlung", "anspruch",
    "leistung", "frist", "stelle", "geld", "bestätigung", "erklärung", "mitteilung", "schreiben", "anzeige", "formular",
    "beleg", "auszug", "verfahren", "prüfung", "akte",
]  # fmt: skip
SURNAMES = [
    "Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Meyer", "Wagner", "Becker", "Schulz", "Hoffmann", "Koch",
    "Bauer", "Richter", "Klein", "Wolf", "Schröder", "Neumann", "Schwarz", "Zimmermann", "Braun", "Krüger", "Hofmann",
    "Hartmann", "Lange", "Schmitt", "Werner", "Krause", "Meier", "Lehmann", "Schmid", "Öztürk", "Yılmaz", "Kaya",
    "Demir", "Şahin", "Çelik", "Nowak", "Kowalski", "Ivanova", "Petrenko", "Nguyen", "Haddad", "Al-Masri", "Ćosić",
    "Groß", "Weiß", "Jäger", "Köhler",
]  # fmt: skip
REPEATS = 40
"""Questions of each kind."""


def words_of_the_house() -> list[str]:
    """German words in the order of how often they stand in the project's own texts; then names and compounds."""
    seen: dict[str, int] = {}
    for pattern in ("nahbar/**/*.yaml", "nahbar/**/*.html", "docs/law*.md", "nahbar/law/*.py", "CHANGELOG.md"):
        for path in ROOT.glob(pattern):
            plain = re.sub(r"<[^>]*>|{%[^%]*%}", " ", path.read_text("utf-8"))
            for word in re.findall(r"[A-Za-zÄÖÜäöüß]{2,40}", plain):
                seen[word] = seen.get(word, 0) + 1
    ranked = sorted(seen, key=lambda word: -seen[word])
    compounds = [part + joint + end for part in PARTS for end in ENDS for joint in ("", "s")]
    rng = random.Random(7)
    rng.shuffle(compounds)
    names = [name + end for name in SURNAMES for end in ("", "s", "straße", "weg", "allee")]
    mixed = compounds + names
    step = max(1, len(ranked) // len(mixed))
    for number, word in enumerate(mixed):  # spread over the ranks, the first hundred stay small words
        ranked.insert(100 + number * (step + 1), word)
    return list(dict.fromkeys(ranked))


class Writer:
    """Pages in the order of their arrival, over all Träger."""

    def __init__(
        self, traeger: list[UUID], files: dict[UUID, list[tuple[UUID, UUID]]], stored: dict[UUID, UUID]
    ) -> None:
        self.words = words_of_the_house()
        self.folded = [fold(word) for word in self.words]
        ranks = np.arange(1, len(self.words) + 1)
        weights = 1 / (ranks + 2.7)
        self.cumulated = np.cumsum(weights / weights.sum())
        self.rng = np.random.default_rng(11)
        self.traeger, self.files, self.stored = traeger, files, stored
        self.fronts = {one: front(one) for one in traeger}
        self.noise: dict[UUID, set[str]] = {one: set() for one in traeger}
        self.random = random.Random(3)

    def noisy(self, word: str) -> str:
        """A word as text recognition misreads it: stands nowhere else."""
        letters = "abcdefghijklmnopqrstuvwxyz"
        at = self.random.randrange(len(word))
        return word[:at] + self.random.choice(letters) + self.random.choice(letters) + word[at + 1 :]

    def pages(self, begin: int, end: int) -> Iterator[tuple[Any, ...]]:
        """Rows for COPY: document (or None where it goes on) and page; each part spans all years."""
        span = (LAST_DAY - FIRST_DAY).total_seconds()
        dokument: tuple[Any, ...] = ()
        nr = PAGES_A_DOCUMENT
        for batch in range(begin, end, 2000):
            size = min(2000, end - batch)
            lengths = self.rng.integers(*WORDS_A_PAGE, size)
            drawn = np.searchsorted(self.cumulated, self.rng.random(int(lengths.sum())))
            ends = np.cumsum(lengths)
            for number in range(size):
                row = drawn[ends[number] - lengths[number] : ends[number]].tolist()
                fresh = None
                if nr == PAGES_A_DOCUMENT:
                    nr = 0
                    at = FIRST_DAY + timedelta(seconds=span * ((batch + number - begin) / (end - begin)) ** 0.8)
                    one = self.traeger[int(np.searchsorted(np.cumsum(SHARES), self.random.random()))]
                    akte, vorgang = self.files[one][self.random.randrange(FILES)]
                    art, way = self.random.choice(ARTEN), self.random.choice(WAYS)
                    fresh = dokument = (uuid7(), one, akte, vorgang, art, way, at)
                nr += 1
                ident, one, akte, _, art, way, at = dokument
                start = self.fronts[one]
                text = [self.words[i] for i in row]
                found = {start + self.folded[i] for i in row}
                for _ in range(len(row) // NOISE + (self.random.random() < (len(row) % NOISE) / NOISE)):
                    place = self.random.randrange(len(text))
                    text[place] = self.noisy(text[place])
                    self.noise[one].add(fold(text[place]))
                    found.add(start + fold(text[place]))
                found |= {f"{start}#q:{quarter(at)}", f"{start}#a:{art}", f"{start}#k:{way}", f"{start}#r:eingang"}
                vector = " ".join(f"'{word}'" for word in found)
                yield fresh, (uuid7(), one, ident, akte, nr, at, " ".join(text), "{}", vector)


def fill(admin: psycopg.Connection[Any], writer: Writer, begin: int, end: int) -> float:
    """Documents and pages by COPY without constraints; seconds."""
    began = time.perf_counter()
    admin.execute("set session_replication_role = replica")
    admin.execute("drop index if exists seitentext_worte, wort_teile")
    titles = "id, traeger_id, akte_id, vorgang_id, titel, art, richtung, kanal, absender, received_at, original_id,"
    titles += " ansicht_id, seiten, fuer_buerger"
    rows = writer.pages(begin, end)
    while True:
        documents: list[tuple[Any, ...]] = []
        pages: list[tuple[Any, ...]] = []
        for fresh, page in rows:
            if fresh is not None:
                documents.append(fresh)
            pages.append(page)
            if len(pages) == 30_000:
                break
        if not pages:
            break
        cursor = admin.cursor()
        with cursor.copy(f"copy casefile_dokument ({titles}) from stdin") as copy:
            for ident, one, akte, vorgang, art, way, at in documents:
                stored = writer.stored[one]
                copy.write_row((ident, one, akte, vorgang, art, art, "eingang", way, "", at, stored, stored, 3, True))
        with cursor.copy(
            "copy casefile_seitentext (id, traeger_id, dokument_id, akte_id, nr, eingang, text, lage, worte) from stdin"
        ) as copy:
            for page in pages:
                copy.write_row(page)
        if (begin + len(pages)) // 300_000 != begin // 300_000:
            print(f"{begin + len(pages)} pages, {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
        begin += len(pages)
    with admin.cursor() as cursor:
        admin.execute("truncate casefile_wort")
        with cursor.copy("copy casefile_wort (id, traeger_id, wort) from stdin") as copy:
            for one in writer.traeger:
                for word in {w for w in writer.folded if len(w) > 2 and w.isalpha()} | {
                    w for w in writer.noise[one] if len(w) > 2 and w.isalpha()
                }:
                    copy.write_row((uuid7(), one, word))
    return time.perf_counter() - began


def index(admin: psycopg.Connection[Any]) -> dict[str, object]:
    """Build the indexes as a migration would; sizes and seconds."""
    made: dict[str, object] = {}
    admin.execute("set maintenance_work_mem = '1GB'")
    for name, definition in (
        ("seitentext_worte", "on casefile_seitentext using gin (worte) with (fastupdate = off)"),
        ("wort_teile", "on casefile_wort using gin (traeger_id, wort gin_trgm_ops)"),
    ):
        began = time.perf_counter()
        admin.execute(f"create index {name} {definition}")
        made[f"{name}_build_s"] = round(time.perf_counter() - began, 1)
        made[f"{name}_mb"] = megabytes(admin, f"pg_relation_size('{name}')")
    began = time.perf_counter()
    admin.execute("vacuum analyze casefile_seitentext")
    admin.execute("vacuum analyze casefile_wort")
    admin.execute("analyze casefile_dokument")
    made["analyze_s"] = round(time.perf_counter() - began, 1)
    made["table_mb"] = megabytes(admin, "pg_table_size('casefile_seitentext')")
    made["vocabulary_words"] = one_value(admin, "select count(*) from casefile_wort")
    return made


def one_value(admin: psycopg.Connection[Any], text: str) -> Any:
    """The one value of a query."""
    row = admin.execute(text).fetchone()  # type: ignore[call-overload]  # texts of this file
    return row[0] if row else None


def megabytes(admin: psycopg.Connection[Any], size: str) -> int:
    """A size in whole MB."""
    return round(one_value(admin, f"select {size}") / 1e6)


def questions(writer: Writer, akte: UUID) -> list[tuple[str, str, Filters]]:
    """A mixed set in random order: kind, what is typed, filters."""
    rng = random.Random(5)
    long = [word for word in writer.words[150:] if len(word) > 6]
    umlauts = [word for word in writer.words[100:] if re.search("[äöüß]", word)]
    asked: list[tuple[str, str, Filters]] = []

    def typo(word: str) -> str:
        at = rng.randrange(2, len(word) - 2)
        return rng.choice((word[:at] + word[at + 1 :], word[:at] + word[at + 1] + word[at] + word[at + 2 :]))

    for number in range(REPEATS):
        day = date(2019 + number % 7, 1 + number % 12, 1)
        asked += [
            ("one_word_common", writer.words[60 + 7 * number], Filters()),
            ("one_word", rng.choice(long), Filters()),
            ("compound_part", rng.choice(ENDS + [part.lower() for part in PARTS]), Filters()),
            ("typing_error", typo(rng.choice(long)), Filters()),
            ("umlaut_variant", rng.choice(umlauts).replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"), Filters()),
            ("two_words", f"{rng.choice(writer.words[100:1500])} {rng.choice(long)}", Filters()),
            ("two_rare_words", f"{rng.choice(long[-4000:])} {rng.choice(long[-4000:])}", Filters()),
            ("with_kind", rng.choice(long), Filters(art=rng.choice(ARTEN))),
            ("with_days", rng.choice(long), Filters(von=day, bis=day + timedelta(days=90))),
            ("one_file", rng.choice(ENDS), Filters(akte=akte)),
            ("nothing", "xq" + rng.choice(long)[::-1], Filters()),
        ]
    rng.shuffle(asked)
    return asked


def percentile(values: list[float], share: float) -> float:
    """The value below which this share lies."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 1)


def figures(times: list[float]) -> dict[str, object]:
    """Median, p95 and maximum in milliseconds."""
    return {"n": len(times), "p50": round(statistics.median(times), 1), "p95": percentile(times, 0.95),
            "max": round(max(times), 1)}  # fmt: skip


def priority(server: EmbeddedPostgres, value: int) -> None:
    """Measure at normal priority what was built at a low one (`nice -n 15`), where that is allowed.

    Connections that are opened from now on inherit it from the server.
    """
    postmaster = int((server.data / "postmaster.pid").read_text(encoding="ascii").split()[0])
    with suppress(PermissionError):
        for process in (0, postmaster):
            os.setpriority(os.PRIO_PROCESS, process, value)
    connections.close_all()


def ask(traeger: UUID, asked: list[tuple[str, str, Filters]]) -> dict[str, object]:
    """Each question through the room, in a scope of its own, as the working login; milliseconds by kind."""
    for _, typed, filters in asked[:: len(asked) // 40]:  # connection and caches, as in a house that runs
        with traeger_scope(traeger):
            search_pages(typed[:-1], hidden=(), filters=filters)
    times: dict[str, list[float]] = {}
    empty: dict[str, int] = {}
    for kind, typed, filters in asked:
        began = time.perf_counter()
        with traeger_scope(traeger):
            found = search_pages(typed, hidden=(), filters=filters)
        times.setdefault(kind, []).append((time.perf_counter() - began) * 1000)
        empty[kind] = empty.get(kind, 0) + (not found.hits)
    everything = [one for kind, spent in times.items() for one in spent]
    kinds = {kind: {**figures(spent), "without_hit": empty[kind]} for kind, spent in sorted(times.items())}
    return {"all": figures(everything), **kinds}


def ilike(traeger: UUID, asked: list[tuple[str, str, Filters]], count: int) -> dict[str, object]:
    """The same words by plain ILIKE under row-level security; whatever it finds must be found by the search, too."""
    times, missed = [], 0
    for _, typed, _ in [one for one in asked if one[0] in {"one_word", "compound_part"}][:count]:
        with traeger_scope(traeger), connection.cursor() as cursor:
            began = time.perf_counter()
            cursor.execute(
                "select id, text from casefile_seitentext where text ilike %s order by eingang desc, id desc limit 20",
                [f"%{typed}%"],
            )
            rows = cursor.fetchall()
            times.append((time.perf_counter() - began) * 1000)
            ours = search_pages(typed, hidden=())
            known = set(ours.words)
            missed += sum(not (tokens(text) & known) for _, text in rows)
    return {**figures(times), "pages_only_ilike_found": missed}


def add_pages(traeger: UUID, writer: Writer) -> float:
    """Milliseconds a page while the index stands: what reading adds for each new page."""
    akte, _ = writer.files[traeger][0]
    with traeger_scope(traeger):
        row = Akte.objects.get(id=akte)
        vorgang = actions.open_vorgang(acting=MACHINE, akte=row, art="erstantrag", titel="Erstantrag")
        stored = store_file(b"bench", "application/pdf")
        dokument = actions.add_dokument(
            acting=MACHINE, akte=row, vorgang=vorgang, titel="x", art="schreiben", richtung="eingang", kanal="scan",
            received_at=LAST_DAY, original=stored, ansicht=stored, seiten=100,
        )  # fmt: skip
        texts = [PageText(page[6]) for _, page in writer.pages(0, 100)]
        waits = Lesestand.objects.get(dokument=dokument)
        began = time.perf_counter()
        seitentext.keep_pages(acting=MACHINE, row=waits, dokument=dokument, datei=stored, pages=texts)
    return round((time.perf_counter() - began) * 10, 2)


def main() -> None:
    """Build, measure at the first size and at the last, take it away again."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, default=2_400_000)
    parser.add_argument("--steps", default="100000", help="sizes that are measured on the way, with commas")
    parser.add_argument("--ilike", type=int, default=6, help="questions by plain ILIKE")
    given = parser.parse_args()
    subprocess.run([sys.executable, "-m", "nahbar.config.cli", "migrate"], cwd=ROOT, check=True, stdout=sys.stderr)
    server = EmbeddedPostgres(HOME)
    params: Any = server.params("postgres")
    report: dict[str, object] = {}
    own = os.getpriority(os.PRIO_PROCESS, 0)
    try:
        traeger, files, stored = [], {}, {}
        for kuerzel in ("musterland", "nebenstadt"):
            traeger.append(create_traeger(kuerzel).id)
        for number in range(2):
            made = Traeger.objects.get(id=traeger[0])
            made.pk, made.id, made.kuerzel, made.hosts = None, uuid7(), f"bench{number}", []
            made.save(force_insert=True)
            traeger.append(made.id)
        for one in traeger:
            with traeger_scope(one):
                person = create_person(acting=MACHINE, vorname="A", nachname="B")
                akte = actions.open_akte(acting=MACHINE, person=person, gemeinde=None)
                vorgang = actions.open_vorgang(acting=MACHINE, akte=akte, art="erstantrag", titel="Erstantrag")
                stored[one] = store_file(b"x", "application/pdf").id
                more = [
                    Akte(id=uuid7(), traeger_id=one, aktenzeichen=f"2016-{n:06d}", person=person, created_at=FIRST_DAY)
                    for n in range(1, FILES)
                ]
                Akte.objects.bulk_create(more)
                files[one] = [(row.id, vorgang.id) for row in (akte, *more)]
        writer = Writer(traeger, files, stored)
        with psycopg.connect(**params, autocommit=True) as admin:
            report = {
                "machine": {"cores": os.cpu_count(), "python": platform.python_version(),
                            "postgresql": one_value(admin, "show server_version"),
                            "shared_buffers": one_value(admin, "show shared_buffers"), "fsync": "on",
                            "load_before": round(os.getloadavg()[0], 1)},
                "words_in_use": len(writer.words), "traeger": dict(zip(map(str, range(4)), SHARES, strict=True)),
            }  # fmt: skip
            done = 0
            steps = {min(int(step), given.pages) for step in given.steps.split(",") if step}
            for size in sorted(steps | {given.pages}):
                seconds = fill(admin, writer, done, size)
                part: dict[str, object] = {"copy_s": round(seconds, 1), **index(admin)}
                done = size
                asked = questions(writer, files[traeger[0]][5][0])
                priority(server, 0)
                part["load"] = round(os.getloadavg()[0], 1)
                part["search_ms"] = ask(traeger[0], asked)
                part["ilike_ms"] = ilike(traeger[0], asked, given.ilike)
                part["add_a_page_ms"] = add_pages(traeger[0], writer)
                report[f"pages_{size}"] = part
                connections.close_all()
                priority(server, own)
                print(json.dumps({size: part}), file=sys.stderr, flush=True)
    finally:
        connections.close_all()
        server.stop()
        if not os.environ.get("NAHBAR_BENCH_HOME"):
            shutil.rmtree(HOME, ignore_errors=True)
    print(json.dumps(report, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
