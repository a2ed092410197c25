"""What operators do with the tables: migrations, jobs, verification."""

from __future__ import annotations

import argparse
import gc
import getpass
import sys
import time

import pyotp
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from nahbar.config.altakten_command import run as run_altakten
from nahbar.config.demo.seed import seed
from nahbar.config.demo.where import keep_accesses, where_lines
from nahbar.config.planung_import import run as run_planung_import
from nahbar.config.vault_command import run as run_vault
from nahbar.connectors.scan_provider.inbox import look
from nahbar.connectors.scan_provider.messages import REFUSED
from nahbar.domain.casefile import seitentext_sql
from nahbar.platform import clock
from nahbar.platform.accounts.actions import create_account
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import MACHINE, Role
from nahbar.platform.audit import actions as audit
from nahbar.platform.database.secure import secure_tables
from nahbar.platform.jobs.worker import run_worker
from nahbar.platform.tenancy.models import Gemeinde, Traeger
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures.read_print_receipt import read_waiting


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
    seitentext_sql.install(settings.APP_LOGIN)
    if settings.MODE != "test":
        call_command("collectstatic", interactive=False, verbosity=0)


def worker(*, once: bool) -> None:
    """Run jobs."""
    run_worker(once=once)


def scan_inbox() -> int:
    """Say of each delivery what became of it."""
    status = 0
    for traeger in Traeger.objects.order_by("kuerzel"):
        for receipt in look(settings.SCAN_INBOX, traeger):
            say(f"{traeger.kuerzel}: {receipt.file} {receipt.state}{f': {receipt.reason}' if receipt.reason else ''}")
            status = status or int(receipt.state == REFUSED)
    return status


def audit_verify() -> int:
    """0 if every chain is whole, 1 otherwise."""
    status = 0
    for traeger in Traeger.objects.order_by("kuerzel"):
        with traeger_scope(traeger.id):
            link = audit.verify_chain()
        say(f"{traeger.kuerzel}: {'unversehrt' if link is None else f'Bruch bei Eintrag {link.nr}: {link.reason}'}")
        status = status or int(link is not None)
    return status


def vault(arguments: list[str]) -> int:
    """Look at all files, give them a new key, or move them into the bucket."""
    return run_vault(arguments, say)


def altakten_import(arguments: list[str]) -> int:
    """The paper stock, package by package, and the report."""
    return run_altakten(arguments, say)


def planung_import(arguments: list[str]) -> int:
    """Areas and figures of a folder."""
    return run_planung_import(arguments)


def druck_quittungen() -> int:
    """Read what waits for every Träger and say what came of it."""
    status = 0
    for traeger in Traeger.objects.order_by("kuerzel"):
        for row in read_waiting(traeger.id):
            refused = [line["satz"] for line in row.abgewiesen]
            say(f"{traeger.kuerzel}: {row.datei}: {row.zeilen} verbucht, {len(refused)} abgewiesen")
            for sentence in refused:
                say(f"  {sentence}")
            status = status or int(bool(refused))
    return status


def demo_seed() -> int:
    """Fill the demo; says how much was made and how long it took."""
    began = time.monotonic()
    gc.disable()  # a short process that only builds rows: looking for garbage costs a tenth of its time
    seeded = seed()
    if seeded is None:
        say("Die Vorführung hat schon Fälle; es bleibt alles, wie es ist.")
        return 0
    keep_accesses(settings.HOME, seeded.accesses)
    rows = seeded.rows
    say(
        f"· {rows['Antrag']} Anträge, {rows['Entscheidung']} Entscheidungen, {rows['Aufgabe']} Aufgaben"
        f" und {len(seeded.accesses)} Fälle zum Ansehen in {time.monotonic() - began:.1f} Sekunden"
    )
    return 0


def demo_where() -> int:
    """Print addresses, logins and the ways into the cases."""
    for line in where_lines(settings.HOME, settings.PUBLIC_URL):
        say(line)
    return 0


FIELDS = {
    "kuerzel": "Kürzel in Kleinbuchstaben",
    "name": "Name des Amtes",
    "art": "Art: zkt, ge oder sozialamt",
    "land": "Bundesland, zwei Buchstaben, etwa NW",
    "host": "Host-Name, unter dem das Amt erreichbar ist",
    "strasse": "Straße und Hausnummer",
    "plz": "Postleitzahl",
    "ort": "Ort (Sitz)",
    "telefon": "Telefon",
    "notfall-telefon": "Telefon für Notlagen",
    "oeffnungszeiten": "Öffnungszeiten",
    "leitung": "Name der Leitung (§ 33 Abs. 3 SGB X)",
    "iban": "IBAN des Zahlkontos",
    "gemeinde": "Gemeinde, als Name/AGS/Postleitzahl",
    "operator": "Anmeldename für den Betrieb",
}


def setup(arguments: list[str]) -> int:
    """Make the first Träger with a town and an operator; 1 if a Träger of this name exists."""
    parser = argparse.ArgumentParser(prog="nahbar setup")
    for name, text in FIELDS.items():
        parser.add_argument(f"--{name}", help=text)
    parser.add_argument("--password-stdin", action="store_true", help="Passwort aus der Standardeingabe lesen")
    given = vars(parser.parse_args(arguments))
    for name, text in FIELDS.items():
        key = name.replace("-", "_")
        while not (given[key] or "").strip():
            given[key] = input(f"{text}: ")
    if given["art"] not in Traeger.Art.values:
        say("Die Art ist zkt, ge oder sozialamt.")
        return 2
    if Traeger.objects.filter(kuerzel=given["kuerzel"]).exists():
        say(f"Den Träger {given['kuerzel']} gibt es schon.")
        return 1
    town, _, rest = given["gemeinde"].partition("/")
    ags, _, plz = rest.partition("/")
    password = sys.stdin.readline().rstrip("\n") if given["password_stdin"] else getpass.getpass("Passwort: ")
    if len(password) < 12 or len(set(password)) < 6 or given["operator"].lower() in password.lower():
        say("Das Passwort braucht mindestens 12 Zeichen, sechs verschiedene, und enthält nicht den Anmeldenamen.")
        return 2
    traeger = Traeger.objects.create(
        kuerzel=given["kuerzel"], name=given["name"], art=given["art"], land=given["land"].upper(),
        hosts=[given["host"]], strasse=given["strasse"], plz=given["plz"], ort=given["ort"], telefon=given["telefon"],
        notfall_telefon=given["notfall_telefon"], oeffnungszeiten=given["oeffnungszeiten"], leitung=given["leitung"],
        iban=given["iban"].replace(" ", ""), created_at=clock.now(),
    )  # fmt: skip
    with traeger_scope(traeger.id):
        Gemeinde.objects.create(name=town.strip(), ags=ags.strip(), plz=[plz.strip()] if plz else [])
        account = create_account(
            acting=MACHINE, login=given["operator"], name=given["operator"], kind=Account.Kind.STAFF,
            roles=(Role.OPERATOR,), password=password,
        )  # fmt: skip
    uri = pyotp.TOTP(account.totp_secret).provisioning_uri(name=account.login, issuer_name=traeger.name)
    say(f"{traeger.name} ist eingerichtet. Zweiter Faktor für {account.login}:")
    say(f"  {uri}")
    return 0
