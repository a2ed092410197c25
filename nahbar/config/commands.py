"""The commands that need the database. What touches tables stands in operations.py, loaded once Django is set up."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import django
import psycopg
from django.conf import settings

from nahbar.config.backup import backup as make_backup
from nahbar.config.backup import refuse_half_restored
from nahbar.config.backup import restore as restore_backup
from nahbar.config.env import WrongEnvironment
from nahbar.platform.database.bootstrap import check_server, create_embedded_database
from nahbar.platform.database.embedded import EmbeddedPostgres
from nahbar.platform.health import fallback
from nahbar.platform.vault.s3 import Bucket

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nahbar.config.settings")


def _operations() -> Any:
    django.setup()
    return importlib.import_module("nahbar.config.operations")


def ensure_database() -> None:
    """Start the embedded server and make its logins and database; with DATABASE_URL check that one."""
    if settings.DATABASE_URL:
        with psycopg.connect(settings.DATABASE_URL) as probe:
            if problems := check_server(probe, settings.APP_LOGIN):
                raise WrongEnvironment(" ".join(problems))
        return
    refuse_half_restored(settings.HOME)
    server = EmbeddedPostgres(settings.HOME)
    server.start()
    create_embedded_database(server)


def migrate(arguments: list[str]) -> int:
    """Bring the tables up to date, as the login that owns them, and lock each one to its Träger."""
    if os.environ.get("NAHBAR_DATABASE_LOGIN") != "owner":
        if not settings.DATABASE_URL:
            ensure_database()
        environment = {**os.environ, "NAHBAR_DATABASE_LOGIN": "owner"}
        return subprocess.call([sys.executable, "-m", "nahbar.config.commands", "migrate"], env=environment)
    _operations().migrate()
    return 0


def wartung(arguments: list[str]) -> int:
    """`wartung an` shows everybody the page of the fallback; `wartung aus` ends it and leaves a note of its length."""
    if arguments not in (["an"], ["aus"]):
        sys.stderr.write("Aufruf: nahbar wartung an|aus\n")
        return 2
    (fallback.close if arguments == ["an"] else fallback.reopen)(settings.FALLBACK_ROOT)
    return 0


def serve(arguments: list[str]) -> int:
    """Serve the surfaces with granian until stopped: `serve [--host HOST] [--port PORT]`."""
    ensure_database()
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    host = arguments[arguments.index("--host") + 1] if "--host" in arguments else "127.0.0.1"
    port = arguments[arguments.index("--port") + 1] if "--port" in arguments else str(settings.PORT)
    program = Path(sys.executable).with_name("granian")
    command = [
        str(program), "--interface", "wsgi", "--host", host, "--port", port, "--workers", "1",
        "--blocking-threads", "24", "--no-ws", "--log-level", "warning", "nahbar.config.wsgi:application",
    ]  # fmt: skip
    os.execv(program, command)


def worker(arguments: list[str]) -> int:
    """Run jobs until stopped: `worker [--once]`; jobs of a killed worker are taken up again."""
    ensure_database()
    _operations().worker(once="--once" in arguments)
    return 0


def scan_inbox(arguments: list[str]) -> int:
    """Take what the scan provider has delivered, now; exit status 1 if a delivery was refused."""
    ensure_database()
    return int(_operations().scan_inbox())


def altakten_import(arguments: list[str]) -> int:
    """Take the scanned paper stock from a folder: see `altakten-import --help`; 1 if something is missing."""
    ensure_database()
    return int(_operations().altakten_import(arguments))


def audit_verify(arguments: list[str]) -> int:
    """Recompute the audit chain of every Träger and name the first broken link; exit status 1 if there is one."""
    ensure_database()
    return int(_operations().audit_verify())


def vault(arguments: list[str]) -> int:
    """Look after the kept files: `vault check [--tidy]`, `vault rotate`, `vault to-s3`; 1 if not all is well."""
    if arguments not in (["check"], ["check", "--tidy"], ["rotate"], ["to-s3"]):
        sys.stderr.write("Aufruf: nahbar vault check [--tidy] | rotate | to-s3\n")
        return 2
    ensure_database()
    return int(_operations().vault(arguments))


def druck_quittungen(arguments: list[str]) -> int:
    """Read the receipts of the print provider now, as the worker does every minute; 1 if one has to be cleared up."""
    ensure_database()
    return int(_operations().druck_quittungen())


def planung_import(arguments: list[str]) -> int:
    """Bring in areas and figures for planning from a folder: see `planung-import --help`."""
    ensure_database()
    return int(_operations().planung_import(arguments))


def setup(arguments: list[str]) -> int:
    """Set up the first Träger and its operator: asks for what is missing; see `setup --help`."""
    if status := migrate([]):
        return status
    return int(_operations().setup(arguments))


def demo_seed(arguments: list[str]) -> int:
    """Fill the demo with invented cases, once; refused in production."""
    _demo_only("demo-seed")
    ensure_database()
    return int(_operations().demo_seed())


def demo_where(arguments: list[str]) -> int:
    """Say where the demo is and who signs in there; refused in production."""
    _demo_only("demo-where")
    ensure_database()
    return int(_operations().demo_where())


def _demo_only(command: str) -> None:
    if settings.MODE not in {"demo", "test"}:
        raise WrongEnvironment(f"{command} gibt es nur in der Vorführung (NAHBAR_MODE=demo).")


def backup(arguments: list[str]) -> int:
    """Write one archive with database, files and keys: `backup FILE`."""
    return _archive(arguments, "backup")


def restore(arguments: list[str]) -> int:
    """Bring an archive back into an empty NAHBAR_HOME and look at all of it: `restore FILE`; 1 if not all is well."""
    if status := _archive(arguments, "restore"):
        return status
    checks = [["audit-verify"], ["vault", "check"]]  # in processes of their own: the keys came with the archive
    if settings.VAULT_S3:
        checks.insert(0, ["vault", "to-s3"])
    return max(subprocess.call([sys.executable, "-m", "nahbar.config.cli", *check]) for check in checks)


def _archive(arguments: list[str], verb: str) -> int:
    if len(arguments) != 1:
        raise WrongEnvironment(f"Bitte genau eine Datei nennen, zum Beispiel: nahbar {verb} sicherung.tar")
    if settings.DATABASE_URL:
        raise WrongEnvironment(
            "Die Datenbank liegt auf einem eigenen Server (DATABASE_URL): bitte dort sichern, und dazu die Ordner"
            f" vault, outbox und secrets in {settings.HOME}."
        )
    target = Path(arguments[0]).resolve()
    if verb == "restore":
        sys.stdout.write("\n".join(restore_backup(settings.HOME, target)) + "\n")
    else:
        bucket = Bucket(**settings.VAULT_S3) if settings.VAULT_S3 else None
        sys.stdout.write("\n".join(make_backup(settings.HOME, target, bucket)) + "\n")
    return 0


if __name__ == "__main__":  # migrate() starts itself again as the owner of the tables
    sys.exit(migrate(sys.argv[2:]))
