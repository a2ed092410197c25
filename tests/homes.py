"""Homes made once a run of the tests: PostgreSQL with all tables, copied for whoever needs one of their own.

A copy is independent from its first moment on: own folder, own server process, own socket. Nothing outlives the run.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from nahbar.platform.database.embedded import EmbeddedPostgres

ROOT = Path(__file__).resolve().parents[1]

SEED = """
import django; django.setup()
from nahbar.config.demo.town import create_traeger, create_staff
from nahbar.platform.tenancy.scope import traeger_scope
create_traeger("nebenstadt")
one = create_traeger("musterland")
with traeger_scope(one.id):
    create_staff()
"""
"""Two Träger and the staff of Kreis Musterland; no case yet."""

BEGIN = "2026-11-23T08:55"
"""Five minutes before the clock of a town: nobody in it was made in the future."""


def environment(home: Path, **more: str) -> dict[str, str]:
    """Of a process that works in this home: nothing of the settings of whoever runs the tests."""
    foreign = ("NAHBAR_", "DATABASE_", "DJANGO_")
    return {key: value for key, value in os.environ.items() if not key.startswith(foreign)} | {
        "NAHBAR_HOME": str(home),
        "NAHBAR_MODE": "test",
        "NAHBAR_PG_UNSAFE_FAST": "1",
        "NAHBAR_LOG": "WARNING",
        "DJANGO_SETTINGS_MODULE": "nahbar.config.settings",
    } | more  # fmt: skip


def _run(home: Path, *arguments: str, **more: str) -> None:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment(home, **more),
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]


def _tables(home: Path) -> None:
    home.mkdir(parents=True)
    _run(home, "-m", "nahbar.config.cli", "migrate")


def _town(home: Path) -> None:
    lay(_model("tables", _tables), home, secrets=True)
    EmbeddedPostgres(home).start()
    clock = home / "clock"
    clock.write_text(BEGIN, encoding="ascii")
    _run(home, "-c", SEED, NAHBAR_NOW_FILE=str(clock))
    clock.unlink()


def _model(name: str, make: Callable[[Path], None]) -> Path:
    """The home of this name, made by the first process of the run that asks; its server is shut down in good order."""
    folder = Path(os.environ["NAHBAR_TEST_HOME"])
    home = folder / f"model-{name}"
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / f".lock-{name}", "w", encoding="ascii") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        finished = folder / f".made-{name}"
        if not finished.exists():
            shutil.rmtree(home, ignore_errors=True)  # of an attempt that broke off
            try:
                make(home)
            finally:
                EmbeddedPostgres(home).stop()
            finished.touch()
    return home


def lay(model: Path, home: Path, *, secrets: bool) -> None:
    """Copy a model's database into a home that has none yet; with its keys, or with those that the home has already.

    The logins' passwords need no copy: whoever starts the database sets them anew.
    """
    source, target = EmbeddedPostgres(model), EmbeddedPostgres(home)
    assert not target.data.exists(), f"{home} has a database already"
    target.root.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copystat(source.root, target.root)
    os.chown(target.root, source.root.stat().st_uid, source.root.stat().st_gid)
    subprocess.run(["cp", "-a", str(source.data), str(target.data)], check=True)
    conf = target.data / "postgresql.conf"
    text, changes = re.subn(
        r"(?m)^unix_socket_directories = .*$", f"unix_socket_directories = '{target.sock}'", conf.read_text("utf-8")
    )
    assert changes == 1, "the model's server does not say where its socket is"
    conf.write_text(text, encoding="utf-8")
    folder = home / "secrets"
    folder.mkdir(mode=0o700, exist_ok=True)
    for file in (model / "secrets").iterdir():
        if secrets or file.name == "pg-postgres":
            shutil.copy2(file, folder / file.name)


def with_tables(home: Path) -> None:
    """Lay a database with all tables and no row into this home."""
    lay(_model("tables", _tables), home, secrets=False)


def with_town(home: Path) -> None:
    """Lay a database with Kreis Musterland and its staff into this home."""
    lay(_model("town", _town), home, secrets=True)
