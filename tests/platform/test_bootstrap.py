"""The embedded server is prepared by several processes at once, and prepared again, without harm."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from django.conf import settings

from nahbar.platform.database.bootstrap import create_embedded_database
from nahbar.platform.database.embedded import EmbeddedPostgres


def test_server_and_worker_may_prepare_the_database_at_the_same_moment(db: None) -> None:
    server = EmbeddedPostgres(settings.HOME)
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda _: create_embedded_database(server), range(24)))
    assert done == [None] * 24
