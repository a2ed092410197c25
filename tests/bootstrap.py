"""Loaded by pytest before Django's settings: a home of its own for this run, never the one of a real installation."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
if "NAHBAR_TEST_HOME" not in os.environ:
    folder = tempfile.mkdtemp(prefix="nahbar-test-")
    os.chmod(folder, 0o755)
    os.environ["NAHBAR_TEST_HOME"] = folder
    os.environ["NAHBAR_TEST_HOME_OWNER"] = str(os.getpid())
home = Path(os.environ["NAHBAR_TEST_HOME"]) / worker
for name in [name for name in os.environ if name.startswith(("NAHBAR_NOW", "DATABASE_"))]:
    del os.environ[name]
os.environ["NAHBAR_HOME"] = str(home)
os.environ["NAHBAR_MODE"] = "test"
os.environ["NAHBAR_PG_UNSAFE_FAST"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "nahbar.config.settings"
(home / "static").mkdir(parents=True, exist_ok=True)  # whitenoise warns when it is missing


def _remove() -> None:
    if os.environ.get("NAHBAR_TEST_HOME_OWNER") == str(os.getpid()):
        shutil.rmtree(os.environ["NAHBAR_TEST_HOME"], ignore_errors=True)


atexit.register(_remove)
