"""`nahbar vault …`: what an operator does with the kept files, and what is said about it."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings

from nahbar.config.env import WrongEnvironment
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.vault import upkeep
from nahbar.platform.vault.actions import the_place
from nahbar.platform.vault.crypto import VaultError
from nahbar.platform.vault.places import Folder

Say = Callable[[str], None]
SHOWN = 20


def run(arguments: list[str], say: Say) -> int:
    """0 if all is well, 1 otherwise; what is wrong is named."""
    work = {"check": _check, "rotate": _rotate, "to-s3": _to_s3}[arguments[0]]
    try:
        return work(arguments[1:], say)
    except VaultError as error:
        say(str(error))
        return 1


def _check(options: list[str], say: Say) -> int:
    status = 0
    for traeger in Traeger.objects.order_by("kuerzel"):
        seen = upkeep.look_at_all(traeger.id, acting=MACHINE, tidy="--tidy" in options)
        word = "unversehrt" if seen.well else "NICHT unversehrt"
        tidied = " (vernichtet)" if "--tidy" in options and seen.orphans else ""
        say(
            f"{traeger.kuerzel}: {word}: {seen.files} Dateien gelesen, {seen.bytes} Bytes,"
            f" {len(seen.missing)} fehlen, {len(seen.damaged)} beschädigt, {len(seen.orphans)} ohne Zeile{tidied},"
            f" {seen.old_keys} mit altem Schlüssel"
        )
        for word, lines in (("fehlt", seen.missing), ("beschädigt", seen.damaged), ("ohne Zeile", seen.orphans)):
            for line in lines[:SHOWN]:
                say(f"  {word}: {line}")
            if len(lines) > SHOWN:
                say(f"  … und {len(lines) - SHOWN} weitere, alle auf der Seite »Betrieb«")
        status = status or int(not seen.well)
    return status


def _rotate(options: list[str], say: Say) -> int:
    done = upkeep.rotate(acting=MACHINE, say=say)
    for line in done.failed[:SHOWN]:
        say(f"  nicht umgeschlüsselt: {line}")
    if done.retired:
        say(f"Schlüssel {', '.join(map(str, done.retired))} ist vernichtet; alles öffnet Schlüssel {done.key}.")
        return 0
    say("Der alte Schlüssel bleibt: erst klären, was nicht lesbar ist, dann noch einmal `nahbar vault rotate`.")
    return 1


def _to_s3(options: list[str], say: Say) -> int:
    """Copy every sealed file of the folder into the bucket, byte for byte; what is there already is left alone."""
    if not settings.VAULT_S3:
        raise WrongEnvironment("Bitte zuerst den Bucket nennen (NAHBAR_S3_BUCKET), dann umziehen.")
    source, target = Folder(settings.VAULT_ROOT), the_place()
    for traeger in source.traeger():
        moved, there = upkeep.copy_all(source, target, traeger)
        say(f"{traeger}: {moved} umgezogen, {there} schon dort")
    say("Jetzt `nahbar vault check`; ist alles unversehrt, darf der Ordner vault weg.")
    return 0
