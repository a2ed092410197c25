"""Backup and restore: one archive with database, files and keys, read whole before anything is touched."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import sql

from nahbar.platform import clock, failpoints
from nahbar.platform.database.bootstrap import create_embedded_database
from nahbar.platform.database.embedded import EmbeddedPostgres
from nahbar.platform.vault.claims import BACKUP, HASH
from nahbar.platform.vault.places import every_name
from nahbar.platform.vault.s3 import S3, Bucket

PARTS = ("secrets", "outbox", "vault")
DUMP = "database.dump"
SUMS = "summen.txt"
"""One line for each file before it: SHA-256, bytes, name."""
CONTENT = "inhalt.json"
"""The last file: how many rows each table has, and where each audit chain ends. An archive without it is cut off."""
VERSION = 2
MARKER = "wiederherstellung-laeuft"
BLOCK = 1 << 20


class BackupRefused(SystemExit):
    """The backup or restore cannot be done; the sentence says why."""


def _connection(server: EmbeddedPostgres, database: str) -> tuple[list[str], dict[str, str]]:
    params = server.params("postgres", database)
    arguments = ["-h", params["host"], "-p", params["port"], "-U", params["user"]]
    return arguments, {**os.environ, "PGPASSWORD": params["password"]}


class _Hashed(io.RawIOBase):
    """Passes reads through and keeps their SHA-256."""

    def __init__(self, source: Any, size: int) -> None:
        self._source, self.size, self.sum, self.read_bytes = source, size, hashlib.sha256(), 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        block: bytes = self._source.read(size)
        self.sum.update(block)
        self.read_bytes += len(block)
        return block


class _Writer:
    """Puts files into the archive and notes their sums."""

    def __init__(self, archive: tarfile.TarFile, sums: IO[str]) -> None:
        self._archive, self._sums = archive, sums
        self.files = self.bytes = 0

    def add(self, name: str, source: Any, size: int, mode: int = 0o600) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode, info.mtime = size, mode, int(clock.now().timestamp())
        hashed = _Hashed(source, size)
        self._archive.addfile(info, hashed)
        self._sums.write(f"{hashed.sum.hexdigest()} {size} {name}\n")
        self.files, self.bytes = self.files + 1, self.bytes + size

    def add_path(self, name: str, path: Path) -> None:
        with open(path, "rb") as handle:
            self.add(name, handle, os.fstat(handle.fileno()).st_size)


def backup(home: Path, target: Path, bucket: Bucket | None = None) -> list[str]:
    """Write the archive and say what is in it.

    Rows and their counts are one state of the database; files are never changed once written, and none is destroyed
    while this runs. The archive holds the keys: keep it as safe as the installation itself.
    """
    if target.exists():
        raise BackupRefused(f"{target} gibt es schon; bitte einen anderen Namen wählen.")
    refuse_half_restored(home)
    server = EmbeddedPostgres(home)
    server.start()
    partial = target.with_name(target.name + ".part")
    params: dict[str, Any] = server.params("postgres", "nahbar")
    with (
        tempfile.TemporaryDirectory(dir=home) as folder,
        psycopg.connect(**params, autocommit=True) as guard,
        psycopg.connect(**params) as snapshot,
    ):
        guard.execute(f"select pg_advisory_lock_shared({HASH})", [BACKUP])
        content = _look(snapshot, export=True)
        dump = Path(folder) / DUMP
        _dump(server, dump, content.pop("schnappschuss"))
        snapshot.rollback()
        partial.unlink(missing_ok=True)
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # never readable for others
        sums_file = Path(folder) / SUMS
        with (
            os.fdopen(descriptor, "wb") as handle,
            tarfile.open(fileobj=handle, mode="w", format=tarfile.PAX_FORMAT) as archive,
        ):
            with open(sums_file, "w", encoding="utf-8") as sums:
                writer = _Writer(archive, sums)
                writer.add_path(DUMP, dump)
                _add_parts(writer, home, bucket)
                writer.add(CONTENT, io.BytesIO(text := json.dumps(content).encode()), len(text))
            archive.add(sums_file, SUMS, filter=_private)
            archive.close()
            handle.flush()
            os.fsync(handle.fileno())
    partial.rename(target)
    return [
        f"Gesichert: {writer.files} Dateien, {writer.bytes} Bytes, {sum(content['zeilen'].values())} Zeilen in"
        f" {len(content['zeilen'])} Tabellen.",
        *(f"Prüfkette {name}: bis Eintrag {nr}, {head[:16]}…" for name, (nr, head) in content["ketten"].items()),
    ]


def _private(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.mode, info.uid, info.gid, info.uname, info.gname = 0o600, 0, 0, "", ""
    return info


def _dump(server: EmbeddedPostgres, target: Path, snapshot: str) -> None:
    arguments, environment = _connection(server, "nahbar")
    with open(target, "wb") as handle:
        done = subprocess.run(
            [str(server.bin / "pg_dump"), *arguments, "--format=custom", f"--snapshot={snapshot}", "nahbar"],
            env=environment, stdout=handle, stderr=subprocess.PIPE, text=False, check=False,
        )  # fmt: skip
    if done.returncode != 0:
        raise BackupRefused(f"pg_dump ist gescheitert: {done.stderr.decode()[-400:]}")


def _add_parts(writer: _Writer, home: Path, bucket: Bucket | None) -> None:
    for part in PARTS:
        if part == "vault" and bucket is not None:
            _add_bucket(writer, S3(bucket))
            continue
        for path in sorted((home / part).rglob("*")):
            if path.is_file() and not path.name.endswith(".part"):
                writer.add_path(path.relative_to(home).as_posix(), path)


def _add_bucket(writer: _Writer, place: S3) -> None:
    for traeger in place.traeger():
        for address in every_name(place, traeger):
            sealed = place.open(traeger, address)
            data = io.BytesIO(sealed.read_at(0, sealed.size))
            writer.add(f"vault/{traeger}/{address[:2]}/{address}", data, sealed.size)


def _look(connection: psycopg.Connection[Any], *, export: bool = False) -> dict[str, Any]:
    """Rows of each table and the end of each audit chain, in one state of the database, past all row locks."""
    connection.execute("set transaction isolation level repeatable read")
    found: dict[str, Any] = {"version": VERSION, "zeilen": {}, "ketten": {}}
    if export:
        found["schnappschuss"] = _one(connection, sql.SQL("select pg_export_snapshot()"))
        found["stand"] = clock.now().isoformat()
    tables = connection.execute("select tablename from pg_tables where schemaname = 'public' order by 1").fetchall()
    for (table,) in tables:
        found["zeilen"][table] = _one(connection, sql.SQL("select count(*) from {}").format(sql.Identifier(table)))
    rows = connection.execute(
        "select distinct on (t.kuerzel) t.kuerzel, a.nr, encode(a.hash, 'hex') from audit_auditentry a"
        " join tenancy_traeger t on t.id = a.traeger_id order by t.kuerzel, a.nr desc"
    ).fetchall()
    found["ketten"] = {kuerzel: [nr, head] for kuerzel, nr, head in rows}
    return found


def _one(connection: psycopg.Connection[Any], statement: sql.SQL | sql.Composed) -> Any:
    row = connection.execute(statement).fetchone()
    assert row is not None
    return row[0]


def read_archive(source: Path) -> dict[str, Any]:
    """Read all of an archive without writing anything, and give its content; names what is wrong (BackupRefused)."""
    if not source.is_file():
        raise BackupRefused(f"{source} gibt es nicht.")
    content: dict[str, Any] = {}
    with tempfile.TemporaryFile("w+", encoding="utf-8") as seen:
        try:
            with tarfile.open(source) as archive:
                for member in archive:
                    if member.name == SUMS:
                        _compare(archive.extractfile(member), seen)
                        break
                    _plain_member(member)
                    handle = archive.extractfile(member)
                    assert handle is not None
                    hashed = _Hashed(handle, member.size)
                    kept = io.BytesIO() if member.name == CONTENT else None
                    while block := hashed.read(BLOCK):
                        if kept is not None:
                            kept.write(block)
                    if kept is not None:
                        content = json.loads(kept.getvalue())
                    seen.write(f"{hashed.sum.hexdigest()} {member.size} {member.name}\n")
                else:
                    raise BackupRefused(f"{source.name} ist unvollständig: das Verzeichnis am Ende fehlt ({SUMS}).")
        except (tarfile.TarError, EOFError, ValueError) as error:
            raise BackupRefused(f"{source.name} ist beschädigt oder abgeschnitten: {error}.") from None
    if content.get("version") != VERSION:
        raise BackupRefused(f"{source.name} hat eine andere Form (Version {content.get('version')} statt {VERSION}).")
    return content


def _plain_member(member: tarfile.TarInfo) -> None:
    first = member.name.partition("/")[0]
    if not member.isfile() or ".." in member.name or first not in (*PARTS, DUMP, CONTENT):
        raise BackupRefused(f"Im Archiv steht etwas, das nicht hineingehört: {member.name}.")


def _compare(stored: IO[bytes] | None, seen: IO[str]) -> None:
    """Both lists line by line; the first file that differs is named."""
    assert stored is not None
    seen.seek(0)
    wanted = (line.decode() for line in stored)
    for ours in seen:
        theirs = next(wanted, "")
        if ours != theirs:
            mine, name = (line.split(" ", 2)[-1].strip() for line in (ours, theirs))
            raise BackupRefused(f"Im Archiv {'ist beschädigt' if mine == name else 'fehlt'}: {name or mine}.")
    if rest := next(wanted, ""):
        raise BackupRefused(f"Im Archiv fehlt: {rest.split(' ', 2)[2].strip()}.")


def refuse_half_restored(home: Path) -> None:
    """Nothing starts on what an interrupted restore left behind."""
    if (home / MARKER).exists():
        raise BackupRefused(
            f"In {home} ist eine Wiederherstellung nicht fertig geworden. Bitte `nahbar restore` mit dem Archiv noch"
            " einmal aufrufen: es räumt auf und beginnt von vorn."
        )


def restore(home: Path, source: Path) -> list[str]:
    """Bring an archive back into an empty NAHBAR_HOME and say what was compared; data is never overwritten.

    The archive is read whole first; then a marker says that a restore is under way. Whatever fails, and also a kill,
    leaves nothing that could be started: the next restore clears it away.
    """
    server, again = EmbeddedPostgres(home), (home / MARKER).exists()
    if not again and (server.data.exists() or any((home / "vault").glob("*"))):
        raise BackupRefused(f"{home} ist nicht leer. Wiederherstellen geht nur in einen leeren Ordner (NAHBAR_HOME).")
    content = read_archive(source)
    if again:
        _clear(home, server)
    home.mkdir(parents=True, exist_ok=True)
    (home / MARKER).touch()
    try:
        with tarfile.open(source) as archive:
            archive.extractall(home, filter="data")
        for secret in (home / "secrets").glob("*"):
            secret.chmod(0o600)
        (home / "secrets").chmod(0o700)
        server = EmbeddedPostgres(home)
        server.start()
        _load(server, home / DUMP)
        failpoints.hit("restore.loaded")
        with psycopg.connect(**_params(server)) as connection:
            _same(content, _look(connection))
    except BaseException:
        _clear(home, server)
        raise
    for name in (DUMP, SUMS, CONTENT, MARKER):
        (home / name).unlink()
    return [
        f"Zurückgeholt: Stand {content['stand']}, {sum(content['zeilen'].values())} Zeilen in"
        f" {len(content['zeilen'])} Tabellen, alle Zahlen gleich.",
        *(f"Prüfkette {name}: endet bei Eintrag {nr} wie gesichert." for name, (nr, _) in content["ketten"].items()),
    ]


def _params(server: EmbeddedPostgres) -> dict[str, Any]:
    return dict(server.params("postgres", "nahbar"))


def _load(server: EmbeddedPostgres, dump: Path) -> None:
    arguments, environment = _connection(server, "postgres")
    create_embedded_database(server)  # every login and role that tables and functions of the archive belong to
    with open(dump, "rb") as handle:
        done = subprocess.run(
            [str(server.bin / "pg_restore"), *arguments, "--exit-on-error", "-d", "nahbar"],
            env=environment, stdin=handle, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    if done.returncode != 0:
        raise BackupRefused(f"pg_restore ist gescheitert: {done.stderr.decode()[-400:]}")


def _same(wanted: dict[str, Any], found: dict[str, Any]) -> None:
    for kind in ("zeilen", "ketten"):
        for name in sorted(set(wanted[kind]) | set(found[kind])):
            if wanted[kind].get(name) != found[kind].get(name):
                raise BackupRefused(
                    f"Nach dem Zurückholen stimmt {name} nicht: {found[kind].get(name)} statt {wanted[kind].get(name)}."
                )


def _clear(home: Path, server: EmbeddedPostgres) -> None:
    """Take away what a restore brought; the marker goes last."""
    with contextlib.suppress(Exception):  # it may never have run
        server.stop()
    for folder in (server.root, *(home / part for part in PARTS)):
        shutil.rmtree(folder, ignore_errors=True)
    for name in (DUMP, SUMS, CONTENT, MARKER):
        (home / name).unlink(missing_ok=True)

