"""Backup and restore in their simplest form: one archive with the database, the files and the keys."""

from __future__ import annotations

import os
import subprocess
import tarfile
import tempfile
from pathlib import Path

from nahbar.platform.database.embedded import EmbeddedPostgres

PARTS = ("vault", "outbox", "secrets")


class BackupRefused(SystemExit):
    """The backup or restore cannot be done; the sentence says why."""


def _connection(server: EmbeddedPostgres, database: str) -> tuple[list[str], dict[str, str]]:
    params = server.params("postgres", database)
    arguments = ["-h", params["host"], "-p", params["port"], "-U", params["user"]]
    return arguments, {**os.environ, "PGPASSWORD": params["password"]}


def backup(home: Path, target: Path) -> None:
    """Write the archive; the database part is one consistent state, files are never changed once written.

    The archive holds the keys: keep it as safe as the installation itself.
    """
    if target.exists():
        raise BackupRefused(f"{target} gibt es schon; bitte einen anderen Namen wählen.")
    server = EmbeddedPostgres(home)
    server.start()
    arguments, environment = _connection(server, "nahbar")
    partial = target.with_name(target.name + ".part")
    with tempfile.TemporaryDirectory(dir=home) as folder:
        dump = Path(folder) / "database.dump"
        with open(dump, "wb") as handle:
            done = subprocess.run(
                [str(server.bin / "pg_dump"), *arguments, "--format=custom", "nahbar"],
                env=environment, stdout=handle, stderr=subprocess.PIPE, text=False, check=False,
            )  # fmt: skip
        if done.returncode != 0:
            raise BackupRefused(f"pg_dump ist gescheitert: {done.stderr.decode()[-400:]}")
        partial.unlink(missing_ok=True)
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # never readable for others
        with os.fdopen(descriptor, "wb") as handle, tarfile.open(fileobj=handle, mode="w") as archive:
            archive.add(dump, "database.dump")
            for part in PARTS:
                if (home / part).exists():
                    archive.add(home / part, part)
    partial.rename(target)


def restore(home: Path, source: Path) -> None:
    """Bring an archive back into an empty NAHBAR_HOME; an installation that holds data is never overwritten."""
    if (home / "pg").exists() or (home / "vault").exists():
        raise BackupRefused(f"{home} ist nicht leer. Wiederherstellen geht nur in einen leeren Ordner (NAHBAR_HOME).")
    if not source.exists():
        raise BackupRefused(f"{source} gibt es nicht.")
    home.mkdir(parents=True, exist_ok=True)
    with tarfile.open(source) as archive:
        archive.extractall(home, filter="data")
    for secret in (home / "secrets").glob("*"):
        secret.chmod(0o600)
    server = EmbeddedPostgres(home)
    server.start()
    dump = home / "database.dump"
    arguments, environment = _connection(server, "postgres")
    for statement in (
        f"create role nahbar_owner login password '{server.password('nahbar_owner')}'",
        f"create role nahbar_app login password '{server.password('nahbar_app')}'",
        "create database nahbar owner nahbar_owner template template0",
    ):
        subprocess.run(
            [str(server.bin / "psql"), *arguments, "-qc", statement, "postgres"], env=environment, check=True
        )
    with open(dump, "rb") as handle:
        done = subprocess.run(
            [str(server.bin / "pg_restore"), *arguments, "--exit-on-error", "-d", "nahbar"],
            env=environment, stdin=handle, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    dump.unlink()
    if done.returncode != 0:
        raise BackupRefused(f"pg_restore ist gescheitert: {done.stderr.decode()[-400:]}")
