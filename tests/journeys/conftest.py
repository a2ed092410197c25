"""Journeys run in Chromium against a real server process with its own database, clock and files."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pyotp
import pytest

from nahbar.config.demo.secret import TOTP_SECRET
from nahbar.platform.database.embedded import EmbeddedPostgres
from nahbar.platform.zone import BERLIN
from tests import homes
from tests.homes import ROOT, SEED
from tests.html import Pages
from tests.journeys.forks import Forks

__all__ = ["AXE", "ROOT", "SEED", "TAGS", "Seen", "Town", "axe", "free_port"]

AXE = ROOT / "node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Town:
    """A running installation: server, worker on demand, a clock that the test moves."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.clock = home / "clock"
        self.environment = homes.environment(
            home, NAHBAR_PORT=str(self.port), NAHBAR_PUBLIC_URL=self.url, NAHBAR_NOW_FILE=str(self.clock),
            NAHBAR_QUESTIONS_DIR=str(ROOT / "nahbar/config/demo/questions"),
        )
        self.forks = Forks(self.environment)
        self.log = home / "server.log"
        self.connection: psycopg.Connection[Any] | None = None
        self.server: subprocess.Popen[bytes] | None = None
        home.mkdir(parents=True, exist_ok=True)
        self.set_now("2026-11-23T09:00")

    def set_now(self, text: str) -> None:
        """Move the clock of all processes of this town."""
        fresh = self.clock.with_suffix(".new")
        fresh.write_text(text, encoding="ascii")
        fresh.rename(self.clock)

    def python(self, code: str, **environment: str) -> str:
        """Run Python in this town's settings and return what it prints."""
        if environment:
            result = subprocess.run(
                [sys.executable, "-c", code],
                cwd=ROOT, env=self.environment | environment, capture_output=True, text=True, timeout=180, check=False,
            )  # fmt: skip
        else:
            result = self.forks.run(code=code, timeout=180)
        assert result.returncode == 0, result.stderr[-3000:]
        return result.stdout

    def sql(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Look at the tables past all locks, as the server's superuser; dates and ids come as text."""
        if self.connection is None:
            params: Any = EmbeddedPostgres(self.home).params("postgres")
            self.connection = psycopg.connect(**params, autocommit=True)
        result = self.connection.execute(statement, values or None)  # type: ignore[arg-type]  # text from tests only
        plain = (int, type(None))
        rows = result.fetchall() if result.description else []
        return [tuple(v if isinstance(v, plain) else str(v) for v in row) for row in rows]

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `nahbar …` in this town."""
        return subprocess.run(
            [sys.executable, "-m", "nahbar.config.cli", *arguments],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip

    def start(self, **environment: str) -> None:
        """Start the server and wait until it answers."""
        with open(self.log, "ab") as log:
            self.server = subprocess.Popen(
                [sys.executable, "-m", "nahbar.config.cli", "serve", "--port", str(self.port)],
                cwd=ROOT, env=self.environment | environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{self.url}/gesundheit", timeout=2)
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(self.log.read_text()[-3000:])

    def kill(self) -> None:
        """kill -9 of the server and everything it started."""
        if self.server is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.server.pid, 9)
            self.server.wait()
            self.server = None

    def stop_database(self) -> None:
        """Stop the town's PostgreSQL, and what works with it."""
        self.forks.stop()
        if self.connection is not None:
            self.connection.close()
            self.connection = None
        EmbeddedPostgres(self.home).stop()

    def work(self) -> None:
        """Run the waiting jobs."""
        result = self.forks.run(arguments=["worker", "--once"], timeout=300)
        assert result.returncode == 0, result.stderr[-2000:]

    def totp(self) -> str:
        """The present code of the second factor of all demo logins."""
        moved = datetime.fromisoformat(self.clock.read_text(encoding="ascii")).replace(tzinfo=BERLIN)
        return pyotp.TOTP(TOTP_SECRET).at(int(moved.timestamp() + time.time() - self.clock.stat().st_mtime))


@pytest.fixture(scope="module")
def town() -> Iterator[Town]:
    """Kreis Musterland with its staff and no case yet."""
    home = Path(tempfile.mkdtemp(prefix="nahbar-town-"))
    home.chmod(0o755)
    one = Town(home)
    try:
        homes.with_town(home)
        one.start()
        yield one
    finally:
        one.kill()
        one.stop_database()
        shutil.rmtree(home, ignore_errors=True)


class Seen:
    """The pages that journeys of this file looked at, as the server sent them."""

    pages: Pages | None = None

    @classmethod
    def add(cls, page: Any) -> None:
        """Keep what the server sends for this address; a GET of the portal writes nothing, asking twice is harmless."""
        if cls.pages is None or "/arbeit/" in page.url:
            return
        answer = page.context.request.get(page.url)
        if answer.headers.get("content-type", "").startswith("text/html"):
            cls.pages.add(f"{answer.status} {page.url}", answer.text())


@pytest.fixture(scope="module")
def valid_html(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Acceptance 1: what a journey saw is valid HTML; one process of the validator at the end of its file."""
    Seen.pages = Pages(tmp_path_factory.mktemp("html"))
    yield
    seen, Seen.pages = Seen.pages, None
    found = seen.findings()
    assert not found, "\n".join(found)


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Callable[..., Any]]:
    """`open_page(js=False, width=360)` is a page of a fresh browser without history."""
    contexts = []

    def make(*, js: bool = True, width: int = 360, height: int = 780, locale: str = "de-DE", **more: Any) -> Any:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, locale=locale, java_script_enabled=js, **more
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


def axe(page: Any) -> list[str]:
    """Findings of axe (WCAG 2.2 AA) on this page, each as a sentence; needs JavaScript in the page's context."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", TAGS
    )
    findings = [f"{v['id']}: {[node['target'] for node in v['nodes']][:3]}" for v in result["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        findings.append("the page scrolls sideways")
    if page.evaluate("document.querySelectorAll('h1').length") != 1:
        findings.append("not exactly one h1")
    return [f"{page.url}: {finding}" for finding in findings]
