"""The `nahbar` command: a table of names; what a name needs is loaded only when it is called."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

COMMANDS = {
    "calculate": ("nahbar.surfaces.api.calculate:main", "Fälle im öffentlichen Format rechnen (ohne Datenbank)"),
    "parameters": ("nahbar.surfaces.api.parameters:main", "einen Parametersatz prüfen (ohne Datenbank)"),
    "simulate": ("nahbar.surfaces.api.simulate:main", "einen Bestand nach anderem Recht rechnen (ohne Datenbank)"),
    "questionnaire": ("nahbar.config.questionnaire_command:main", "mit einem Schema von FIM beginnen; PDF ausfüllen"),
    "serve": ("nahbar.config.commands:serve", "Seiten ausliefern"),
    "worker": ("nahbar.config.commands:worker", "Aufträge im Hintergrund ausführen"),
    "scan-eingang": ("nahbar.config.commands:scan_inbox", "Lieferungen des Scandienstleisters jetzt abholen"),
    "altakten-import": ("nahbar.config.commands:altakten_import", "den gescannten Papierbestand übernehmen"),
    "migrate": ("nahbar.config.commands:migrate", "Tabellen auf den Stand dieser Version bringen"),
    "setup": ("nahbar.config.commands:setup", "ersten Träger und Betrieb einrichten"),
    "wartung": ("nahbar.config.commands:wartung", "`an`: das Haus schließen und es sagen; `aus`: wieder öffnen"),
    "audit-verify": ("nahbar.config.commands:audit_verify", "Prüfkette nachrechnen"),
    "backup": ("nahbar.config.commands:backup", "Datenbank, Dateien und Schlüssel in ein Archiv schreiben"),
    "restore": ("nahbar.config.commands:restore", "ein Archiv in einen leeren Ordner zurückholen"),
    "vault": ("nahbar.config.commands:vault", "Dateien: `check` prüft jede, `rotate` gibt einen neuen Schlüssel"),
    "druck-quittungen": ("nahbar.config.commands:druck_quittungen", "Quittungen des Druckdienstleisters lesen"),
    "planung-import": ("nahbar.config.commands:planung_import", "Planungsräume und Statistik einlesen"),
    "demo-seed": ("nahbar.config.commands:demo_seed", "die Vorführung mit Fällen füllen"),
    "terminal": ("nahbar.connectors.terminal.agent:main", "auf dem PC eines Terminals: Scanner und Drucker bedienen"),
    "demo-where": ("nahbar.config.commands:demo_where", "sagen, wohin man in der Vorführung geht"),
}
"""Name → (`module:function`, what it does); the function takes the other arguments and gives the exit status."""

USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status; without a known one, list them and return 2."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or given[0] not in COMMANDS:
        lines = [f"  {name:<14}{text}" for name, (_, text) in COMMANDS.items()]
        asked_for_help = bool(given) and given[0] in {"help", "--help", "-h"}
        (sys.stdout if asked_for_help else sys.stderr).write("\n".join(["Aufruf: nahbar BEFEHL …", "", *lines, ""]))
        return 0 if asked_for_help else USAGE
    module, _, function = COMMANDS[given[0]][0].partition(":")
    return int(getattr(import_module(module), function)(given[1:]))


if __name__ == "__main__":
    sys.exit(main())
