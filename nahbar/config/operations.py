"""What operators do with the tables: migrations, jobs, verification."""

from __future__ import annotations

import sys

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from nahbar.platform.audit import actions as audit
from nahbar.platform.database.secure import secure_tables
from nahbar.platform.jobs.worker import run_worker
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.tenancy.scope import traeger_scope


def say(text: str) -> None:
    """Tell the operator."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def migrate() -> None:
    """Run as the owner of the tables."""
    call_command("migrate", interactive=False, verbosity=0)
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(audit.HASH_FUNCTION)
        cursor.execute(audit.ADD_FUNCTION)
        cursor.execute("revoke all on function nahbar_audit_add from public")
        cursor.execute(f"grant execute on function nahbar_audit_add to {quote(settings.APP_LOGIN)}")
    secure_tables(settings.APP_LOGIN)


def worker(*, once: bool) -> None:
    """Run jobs."""
    run_worker(once=once)


def audit_verify() -> int:
    """0 if every chain is whole, 1 otherwise."""
    status = 0
    for traeger in Traeger.objects.order_by("kuerzel"):
        with traeger_scope(traeger.id):
            link = audit.verify_chain()
        say(f"{traeger.kuerzel}: {'unversehrt' if link is None else f'Bruch bei Eintrag {link.nr}: {link.reason}'}")
        status = status or int(link is not None)
    return status
