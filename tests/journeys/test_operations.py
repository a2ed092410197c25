"""What operators do: set up the first Träger, verify, back up, restore; and the locks that must not open."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from nahbar.config.backup import BackupRefused, read_archive
from nahbar.config.demo.run import port_is_taken
from tests.journeys.conftest import ROOT, Town, free_port

pytestmark = pytest.mark.journey

ANSWERS = {
    "kuerzel": "neustadt", "name": "Jobcenter Neustadt", "art": "zkt", "land": "nw", "host": "neustadt.example",
    "strasse": "Markt 1", "plz": "46325", "ort": "Neustadt", "telefon": "02861 1", "notfall-telefon": "02861 2",
    "oeffnungszeiten": "täglich 8 bis 12 Uhr", "leitung": "Frau Ğülay", "iban": "DE02120300000000202051",
    "gemeinde": "Neustadt/05554900/46325", "operator": "chefin",
}  # fmt: skip


def setup(town: Town, password: str, **changes: str) -> subprocess.CompletedProcess[str]:
    options = [part for name, value in (ANSWERS | changes).items() for part in (f"--{name}", value)]
    return subprocess.run(
        [sys.executable, "-m", "nahbar.config.cli", "setup", *options, "--password-stdin"],
        cwd=ROOT, env=town.environment, input=password + "\n", capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_setup_makes_the_first_traeger_once(town: Town) -> None:
    short = setup(town, "kurz")
    assert short.returncode == 2 and "12 Zeichen" in short.stdout
    assert town.sql("select count(*) from tenancy_traeger where kuerzel = 'neustadt'") == [(0,)]
    done = setup(town, "ein langes Passwort")
    assert done.returncode == 0, done.stderr
    assert "otpauth://totp/" in done.stdout
    assert "ein langes Passwort" not in done.stdout
    assert town.sql("select count(*) from accounts_account a join tenancy_traeger t on t.id = a.traeger_id"
                    " where t.kuerzel = 'neustadt' and a.roles = '[\"operator\"]'") == [(1,)]  # fmt: skip
    again = setup(town, "ein langes Passwort")
    assert again.returncode == 1 and "gibt es schon" in again.stdout


STORE = """
import django; django.setup()
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.platform.vault.actions import store_file
with traeger_scope(Traeger.objects.get(kuerzel="musterland").id):
    for n in range(12):
        store_file(b"%d " % n * 900, "text/plain")
"""


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="nahbar-backup-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


def killed(town: Town, place: str, *arguments: str) -> None:
    town.environment["NAHBAR_FAILPOINT"] = place
    try:
        assert town.command(*arguments).returncode == -9
    finally:
        del town.environment["NAHBAR_FAILPOINT"]


def test_a_rotation_killed_in_the_middle_goes_on_where_it_was(town: Town) -> None:
    """Storage: kill -9 after the new key was made, and in the middle of the files: all stay readable, one new key."""
    town.python(STORE)
    files = [p for p in (town.home / "vault").rglob("*") if p.is_file()]
    assert len(files) >= 12
    killed(town, "vault.key_made", "vault", "rotate")
    killed(town, "vault.rewrapped:5", "vault", "rotate")
    half = town.command("vault", "check")
    assert half.returncode == 0 and "musterland: unversehrt" in half.stdout, half.stdout + half.stderr
    done = town.command("vault", "rotate")
    assert done.returncode == 0 and "Schlüssel 1 ist vernichtet" in done.stdout, done.stdout + done.stderr
    assert "weiter, wo es stehen blieb" in done.stdout and "alles öffnet Schlüssel 2" in done.stdout
    assert not (town.home / "secrets/nahbar_vault_key").exists()
    whole = town.command("vault", "check")
    assert whole.returncode == 0 and " 0 mit altem Schlüssel" in whole.stdout
    assert sorted(files) == sorted(p for p in (town.home / "vault").rglob("*") if p.is_file())
    assert town.command("audit-verify").returncode == 0


def test_restore_drill_on_an_empty_home(town: Town, folder: Path) -> None:
    """Acceptance 7: backup, empty home, restore: chain whole, every file read, all counts equal; killed: cleared."""
    archive = folder / "sicherung.tar"
    done = town.command("backup", str(archive))
    assert done.returncode == 0 and "Prüfkette musterland: bis Eintrag" in done.stdout, done.stderr
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    second = town.command("backup", str(archive))
    assert second.returncode != 0 and "gibt es schon" in second.stderr

    other = Town(folder / "home")
    try:
        killed(other, "restore.loaded", "restore", str(archive))
        refused = other.command("audit-verify")
        assert refused.returncode != 0 and "nicht fertig geworden" in refused.stderr
        restored = other.command("restore", str(archive))
        assert restored.returncode == 0, restored.stdout + restored.stderr
        for sentence in ("alle Zahlen gleich", "musterland: unversehrt: ", "endet bei Eintrag", " 0 fehlen"):
            assert sentence in restored.stdout, restored.stdout
        for table in ("accounts_account", "vault_storedfile", "audit_auditentry"):
            # both chains have grown by the checks since: what was there is there
            counted = f"select count(*) from {table} where id::text <= (select max(id::text) from vault_storedfile)"
            assert other.sql(counted) == town.sql(counted)
        again = other.command("restore", str(archive))
        assert again.returncode != 0 and "nicht leer" in again.stderr
    finally:
        other.stop_database()


def test_a_damaged_archive_is_refused_by_name_and_leaves_nothing(town: Town, folder: Path) -> None:
    """Partial or changed archives: named, and the empty home stays empty."""
    archive, broken = folder / "sicherung.tar", folder / "kaputt.tar"
    if not archive.exists():
        assert town.command("backup", str(archive)).returncode == 0
    raw = archive.read_bytes()
    with tarfile.open(archive) as content:
        one = next(m for m in content if m.name.startswith("vault/"))
        last = content.getmember("summen.txt")
    changed, end = bytearray(raw), one.offset_data + -(-one.size // 512) * 512
    changed[one.offset_data + 200] ^= 1
    for damaged, sentence in (
        (raw[: one.offset_data + one.size // 2], "beschädigt oder abgeschnitten"),
        (raw[: last.offset] + bytes(1024), "das Verzeichnis am Ende fehlt"),
        (raw[: one.offset] + raw[end:], f"Im Archiv fehlt: {one.name}"),
        (b"kein Archiv", "beschädigt oder abgeschnitten"),
        (bytes(changed), f"Im Archiv ist beschädigt: {one.name}"),
    ):
        broken.write_bytes(damaged)
        with pytest.raises(BackupRefused, match=sentence):
            read_archive(broken)
    home = folder / "leer"
    refused = Town(home).command("restore", str(broken))
    assert refused.returncode != 0 and f"Im Archiv ist beschädigt: {one.name}" in refused.stderr
    assert not (home / "pg").exists() and not (home / "vault").exists() and not (home / "database.dump").exists()


def test_the_moved_clock_and_nonsense_stop_the_start(town: Town) -> None:
    for change, sentence in (
        ({"NAHBAR_MODE": "production"}, "NAHBAR_NOW verstellt die Uhr"),
        ({"NAHBAR_PORT": "achttausend"}, "NAHBAR_PORT"),
        ({"NAHBAR_HTTPS": "vielleicht"}, "NAHBAR_HTTPS"),
        ({"NAHBAR_VAULT_KEY": "kurz"}, "NAHBAR_VAULT_KEY"),
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "nahbar.config.cli", "audit-verify"], cwd=ROOT, env=town.environment | change,
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode != 0
        assert sentence in done.stderr, done.stderr


def test_a_taken_port_is_said_before_anything_is_touched(town: Town) -> None:
    home = Path(tempfile.mkdtemp(prefix="nahbar-port-"))
    try:
        assert port_is_taken(town.port) and not port_is_taken(free_port())
        done = subprocess.run(
            [sys.executable, "-m", "nahbar.config.demo.run", "--port", str(town.port)], cwd=ROOT,
            env={**os.environ, "NAHBAR_HOME": str(home)}, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 1 and "ist belegt" in done.stdout
        assert list(home.iterdir()) == []
    finally:
        shutil.rmtree(home)
