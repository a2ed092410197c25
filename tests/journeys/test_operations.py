"""What operators do: set up the first Träger, verify, back up, restore; and the locks that must not open."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import pytest

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


def test_backup_comes_back_whole_in_an_empty_home(town: Town) -> None:
    folder = Path(tempfile.mkdtemp(prefix="nahbar-backup-"))
    folder.chmod(0o755)
    archive = folder / "sicherung.tar"
    try:
        done = town.command("backup", str(archive))
        assert done.returncode == 0, done.stderr
        assert stat.S_IMODE(archive.stat().st_mode) == 0o600
        with tarfile.open(archive) as content:
            assert "database.dump" in content.getnames()
        second = town.command("backup", str(archive))
        assert second.returncode != 0 and "gibt es schon" in second.stderr

        other = Town(folder / "home")
        restored = other.command("restore", str(archive))
        assert restored.returncode == 0, restored.stderr
        verified = other.command("audit-verify")
        assert verified.returncode == 0 and "musterland: unversehrt" in verified.stdout
        statement = "select login from accounts_account order by login"
        assert other.sql(statement) == town.sql(statement)
        refused = other.command("restore", str(archive))
        assert refused.returncode != 0 and "nicht leer" in refused.stderr
    finally:
        other.stop_database()
        shutil.rmtree(folder, ignore_errors=True)


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
