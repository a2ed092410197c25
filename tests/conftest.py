"""What all tests share: a real PostgreSQL under the working login, a Träger, its staff, clients for each role."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import pytest

NOW = "2026-11-23T21:40"


KERNEL = "law kernel"
KERNEL_FILES = frozenset({"test_batch.py", "test_simulate.py", "test_simulate_dask.py", "test_simulate_cli.py"})
"""They compile the law over columns, a minute of work that is kept in sys.prefix/law-cache: one process, once."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, so that several processes that share the files end at about the same time.

    Kill tests wait for servers while the law kernel compiles beside them; journeys come next. A file stays whole.

    A journey whose browser ran into its time limit is tried a second time, and the summary counts it (`rerun`): with
    several browsers on two cores a key or a page can be late. Anything else that fails, fails at once.
    """
    long = {}
    for item in items:
        if item.get_closest_marker("journey"):
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=["TimeoutError"]))
        rank = 0 if item.get_closest_marker("kill") else 1 if item.path.name in KERNEL_FILES else 3
        rank = 2 if rank == 3 and item.get_closest_marker("journey") else rank
        long[item.path] = min(rank, long.get(item.path, rank))
    items.sort(key=lambda item: long[item.path])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """A file is one piece of work (`--dist loadfile`), and so are the files of the law kernel together."""
    if config.getoption("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class Files(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = str(super()._split_scope(nodeid))
            return KERNEL if file.rpartition("/")[2] in KERNEL_FILES else file

    return Files(config, log)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any) -> Iterator[None]:
    """The embedded server and all tables, made the way an installation makes them; tests run as the working login."""
    from django.conf import settings
    from django.test import TransactionTestCase

    from nahbar.config import commands
    from nahbar.platform.database.embedded import EmbeddedPostgres
    from tests import homes

    TransactionTestCase._fixture_teardown = lambda self: empty_tables()  # type: ignore[method-assign]
    with django_db_blocker.unblock():
        homes.with_tables(settings.HOME)
        commands.ensure_database()
        yield
        from django.db import connections

        connections.close_all()
        EmbeddedPostgres(settings.HOME).stop()


def empty_tables() -> None:
    """Delete all rows, as the owner of the tables: the working login may not truncate."""
    import psycopg
    from django.conf import settings

    from nahbar.platform.database.embedded import EmbeddedPostgres

    params: Any = EmbeddedPostgres(settings.HOME).params("nahbar_owner")
    with psycopg.connect(**params, autocommit=True) as connection:
        rows = connection.execute(
            "select format('%I', tablename) from pg_tables"
            " where schemaname = 'public' and tablename <> 'django_migrations'"
        ).fetchall()
        connection.execute("truncate " + ", ".join(row[0] for row in rows) + " restart identity cascade")


class Clock:
    """The moved clock of a test."""

    def set(self, text: str) -> None:
        """Stand still is not possible; the clock runs on from here."""
        import time

        os.environ["NAHBAR_NOW"] = text
        os.environ["NAHBAR_NOW_SINCE"] = str(time.time())


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock at the beginning of the first journey; `now.set("2026-11-25T09:00")` moves it."""
    import time

    monkeypatch.setenv("NAHBAR_NOW", NOW)
    monkeypatch.setenv("NAHBAR_NOW_SINCE", str(time.time()))
    return Clock()


@pytest.fixture
def other_traeger(db: None, now: Clock) -> Any:
    """A second Träger, «Sozialamt Nebenstadt», whose rows nobody of the first may ever see."""
    from nahbar.config.demo.town import create_traeger

    return create_traeger("nebenstadt")


@pytest.fixture
def traeger(other_traeger: Any) -> Iterator[Any]:
    """Kreis Musterland, with its scope open."""
    from nahbar.config.demo.town import create_traeger
    from nahbar.platform.tenancy.scope import traeger_scope

    one = create_traeger("musterland")
    with traeger_scope(one.id):
        yield one


@pytest.fixture
def staff(traeger: Any) -> dict[str, Any]:
    """Login name → Account of the office of Kreis Musterland (see nahbar/config/demo/town.py for who they are)."""
    from nahbar.config.demo.town import create_staff

    return create_staff()


@pytest.fixture
def actor(staff: dict[str, Any]) -> Callable[[str], Any]:
    """`actor("berg")` is the Actor of that member of staff."""
    from nahbar.platform.accounts.session import actor_of_account

    return lambda login: actor_of_account(staff[login])


@pytest.fixture
def client_for(staff: dict[str, Any]) -> Callable[[str | None], Any]:
    """`client_for("berg")` is a Django test client signed in as that member of staff; None: nobody."""
    from django.test import Client

    from nahbar.platform.accounts.session import ACCOUNT

    def make(login: str | None) -> Any:
        client = Client()
        if login:
            session = client.session
            session[ACCOUNT] = str(staff[login].id)
            session.save()
            client.cookies["sitzung"] = session.session_key
        return client

    return make


@pytest.fixture
def day() -> Callable[[str], date]:
    """`day("2026-11-23")`."""
    return lambda text: datetime.fromisoformat(text).date()


CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright.

    A module at a time: while Playwright runs, Django and the worker would take the thread for an asynchronous one.
    """
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    assert program, "Chromium fehlt: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()
