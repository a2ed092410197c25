"""`scripts/run`: the demo town on this machine, server and worker in one, until Ctrl-C."""

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
        "DJANGO_SETTINGS_MODULE": "nahbar.config.settings",
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


def main() -> int:
    """Start everything and say where to go."""
    began = time.monotonic()
    parser = argparse.ArgumentParser(prog="scripts/run")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--reset", action="store_true")
    options = parser.parse_args()
    if port_is_taken(options.port):
        say(f"Port {options.port} ist belegt. Läuft Nahbar schon? Sonst: scripts/run --port {options.port + 1}")
        return 1
    home = Path(os.environ.get("NAHBAR_HOME") or Path(__file__).resolve().parents[3] / "var" / "demo").resolve()
    if options.reset:
        say("· die Vorführung wird geleert …")
        reset(home)
    environment = prepare_environment(home, options.port)
    say("· Datenbank und Tabellen …")
    nahbar(environment, "migrate")
    nahbar(environment, "demo-seed")
    children = [
        subprocess.Popen([sys.executable, "-m", "nahbar.config.cli", *arguments], env=environment)
        for arguments in (["serve", "--port", str(options.port)], ["worker"])
    ]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        if not wait_until_up(options.port, children[0]):
            say("Der Server ist nicht gestartet; der Grund steht darüber.")
            return 1
        nahbar(environment, "demo-where")
        say(f"  (bereit nach {time.monotonic() - began:.1f} Sekunden; beenden mit Strg-C)")
        while all(child.poll() is None for child in children):
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
