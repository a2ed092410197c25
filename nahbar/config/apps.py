"""The key cabinet as a Django app: plugs everything together once tables and rooms are loaded."""

from __future__ import annotations

import importlib

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Calls the wiring at start."""

    name = "nahbar.config"
    label = "config"

    def ready(self) -> None:
        """Rooms can be imported from here on, not before."""
        importlib.import_module("nahbar.config.wiring").wire()
