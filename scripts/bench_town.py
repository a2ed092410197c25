"""A town for measuring, as in operation: compressed, fingerprinted files, its own database; gone afterwards."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.journeys.conftest import SEED, Town

COLLECT = """
import django; django.setup()
from django.core.management import call_command
call_command('collectstatic', interactive=False, verbosity=0)
"""


@contextmanager
def operating_town() -> Iterator[Town]:
    """Kreis Musterland with its staff, served the way an installation serves."""
    home = Path(tempfile.mkdtemp(prefix="nahbar-bench-"))
    home.chmod(0o755)
    town = Town(home)
    town.environment["NAHBAR_MODE"] = "demo"
    try:
        assert town.command("migrate").returncode == 0
        town.python(SEED)
        town.python(COLLECT)
        town.start()
        yield town
    finally:
        town.kill()
        town.stop_database()
        shutil.rmtree(home, ignore_errors=True)
