"""Write the migrations that the models need, for all rooms: `.venv/bin/python scripts/dev_migrations.py`."""

import os

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nahbar.config.settings")
os.environ.setdefault("NAHBAR_MODE", "test")
django.setup()
LABELS = "tenancy accounts audit vault people casefile mailroom applications decisions payments"
call_command("makemigrations", *LABELS.split(), skip_checks=True)
