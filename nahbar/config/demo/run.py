"""`scripts/run`: the demo town on this machine with its lobby and the world outside, until Ctrl-C."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil

from nahbar.config.demo import outside
from nahbar.config.demo.secret import TERMINAL_TOKEN

QUESTIONS = Path(__file__).with_name("questions")
"""Invented forms of an office, to look at."""
START = "2026-11-23T09:00"
"""The Monday on which the demo begins."""


def say(text: str = "") -> None:
    """Tell whoever started the demo."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def port_is_taken(port: int) -> bool:
    """True if something listens there already."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def prepare_environment(home: Path, port: int) -> dict[str, str]:
    """The environment of server and worker; the demo's clock runs on from its first start."""
    home.mkdir(parents=True, exist_ok=True)
    since = home / "demo-since"
    if not since.exists():
        since.write_text(str(int(time.time())), encoding="ascii")
    return {
        **os.environ,
        "NAHBAR_MODE": "demo",
        "NAHBAR_HOME": str(home),
        "NAHBAR_PORT": str(port),
        "NAHBAR_PUBLIC_URL": f"http://localhost:{port}",
        "NAHBAR_HTTPS": "false",
        "NAHBAR_NOW": os.environ.get("NAHBAR_NOW", START),
        "NAHBAR_NOW_SINCE": since.read_text(encoding="ascii").strip(),
        "NAHBAR_QUESTIONS_DIR": os.environ.get("NAHBAR_QUESTIONS_DIR", str(QUESTIONS)),
        "DJANGO_SETTINGS_MODULE": "nahbar.config.settings",
        **outside.environment(home, port),
    }


def reset(home: Path) -> None:
    """Empty the demo: stop its database and remove its folder."""
    if (home / "pg").exists() or (home / "secrets").exists():
        code = (
            "import shutil, sys; from pathlib import Path;"
            "from nahbar.platform.database.embedded import EmbeddedPostgres as E;"
            "server = E(Path(sys.argv[1])); server.stop(); shutil.rmtree(server.root, ignore_errors=True)"
        )
        subprocess.run([sys.executable, "-c", code, str(home)], check=True)
    shutil.rmtree(home, ignore_errors=True)


def nahbar(environment: dict[str, str], *arguments: str) -> None:
    """Run one command of Nahbar; stops the demo if it fails."""
    done = subprocess.run([sys.executable, "-m", "nahbar.config.cli", *arguments], env=environment, check=False)
    if done.returncode != 0:
        sys.exit(done.returncode)


def wait_until_up(port: int, server: subprocess.Popen[bytes]) -> bool:
    """True once the server answers; False if it ended."""
    for _ in range(600):
        if server.poll() is not None:
            return False
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/gesundheit", timeout=2)
            return True
        except OSError:
            time.sleep(0.05)
    return False


def programs(home: Path, port: int, environment: dict[str, str]) -> dict[str, list[str]]:
    """What runs: the office with its worker, the program beside scanner and printer, the world outside."""
    nahbar_command = [sys.executable, "-m", "nahbar.config.cli"]
    return {
        "outside": [sys.executable, "-m", "nahbar.config.demo.outside", str(home), str(port)],
        "serve": [*nahbar_command, "serve", "--port", str(port)],
        "worker": [*nahbar_command, "worker"],
        "terminal": [
            *nahbar_command, "terminal", "--server", f"http://localhost:{port}", "--token", TERMINAL_TOKEN,
            "--scanner", environment["NAHBAR_TERMINAL_SCANNER"], "--printer", environment["NAHBAR_TERMINAL_PRINTER"],
        ],
    }  # fmt: skip


def memory(home: Path, pid: int | None = None) -> int:
    """Bytes of memory of all programs of the demo and its database, shared pages counted once (sum of PSS).

    `pid` is the process of `scripts/run`; this one without it.
    """
    mine = psutil.Process(pid)
    found = {process.pid: process for process in (mine, *mine.children(recursive=True))}
    for process in psutil.process_iter(["name"]):
        if process.info["name"] == "postgres":
            try:
                if str(home) in " ".join(process.cmdline()) or str(home) in (process.cwd() or ""):
                    found |= {one.pid: one for one in (process, *process.children(recursive=True))}
            except psutil.Error:
                continue
    total = 0
    for process in found.values():
        try:
            total += process.memory_full_info().pss
        except psutil.Error:
            continue
    return total


def main() -> int:
    """Start everything and say where to go."""
    began = time.monotonic()
    parser = argparse.ArgumentParser(prog="scripts/run")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--reset", action="store_true")
    options = parser.parse_args()
    wanted = [options.port, *(number for one in outside.STAND_INS for number in one.ports(options.port))]
    taken = [number for number in wanted if port_is_taken(number)]
    if taken:
        say(f"Port {taken[0]} ist belegt. Läuft Nahbar schon? Sonst: scripts/run --port {options.port + 100}")
        return 1
    home = Path(os.environ.get("NAHBAR_HOME") or Path(__file__).resolve().parents[3] / "var" / "demo").resolve()
    if options.reset:
        say("· die Vorführung wird geleert …")
        reset(home)
    environment = prepare_environment(home, options.port)
    say("· Datenbank und Tabellen …")
    nahbar(environment, "migrate")
    nahbar(environment, "demo-seed")
    running = {
        name: subprocess.Popen(command, env=environment)
        for name, command in programs(home, options.port, environment).items()
    }
    children = list(running.values())
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        if not wait_until_up(options.port, running["serve"]):
            say("Der Server ist nicht gestartet; der Grund steht darüber.")
            return 1
        nahbar(environment, "demo-where")
        ready = time.monotonic() - began
        say(f"  (bereit nach {ready:.1f} Sekunden, {memory(home) / 2**20:.0f} MiB Speicher; beenden mit Strg-C)")
        while running["serve"].poll() is None and running["worker"].poll() is None:
            time.sleep(0.5)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait()


if __name__ == "__main__":
    sys.exit(main())
