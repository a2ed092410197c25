"""Write the migrations that the models need, for all rooms: `.venv/bin/python scripts/dev_migrations.py [--check]`."""

import os
import sys

import django
from django.apps import apps
from django.core.management import call_command


def rooms() -> list[str]:
    """The labels of our own apps that have tables."""
    ours = [app for app in apps.get_app_configs() if app.name.startswith("nahbar.")]
    return sorted(app.label for app in ours if list(app.get_models()))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nahbar.config.settings")
    os.environ.setdefault("NAHBAR_MODE", "test")
    django.setup()
    call_command("makemigrations", *rooms(), skip_checks=True, check_changes="--check" in sys.argv)
