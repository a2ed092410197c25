"""One process of a town that has loaded everything already, and forks for each piece of Python a journey asks for.

Loading Django and the house takes seconds of computing, a fork takes none. A request is a line of JSON: `code` or
`arguments` of the `nahbar` command, and the files for what it prints; the answer is a line with the exit status.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class Forks:
    """The process, started at the first request; no database connection is open in it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.started_with: dict[str, str] = {}
        self.process: subprocess.Popen[str] | None = None

    def run(self, *, timeout: int, **request: Any) -> subprocess.CompletedProcess[str]:
        """Run it and wait for its end, as `subprocess.run` does with a whole new Python."""
        if self.started_with != self.environment:  # a journey may have changed the town's settings meanwhile
            self.stop()
        if self.process is None:
            self.started_with = dict(self.environment)
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.journeys.forks"], cwd=ROOT, env=self.environment,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
            )  # fmt: skip
        assert self.process.stdin and self.process.stdout
        with tempfile.TemporaryDirectory() as folder:
            out, err = Path(folder, "out"), Path(folder, "err")
            line = {"out": str(out), "err": str(err), "timeout": timeout} | request
            self.process.stdin.write(json.dumps(line) + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
            assert answer, "the forking process has ended"
            return subprocess.CompletedProcess(
                list(request.values()), int(answer), out.read_text("utf-8"), err.read_text("utf-8")
            )

    def stop(self) -> None:
        """End it; without a request it was never there."""
        if self.process is not None:
            assert self.process.stdin and self.process.stdout
            self.process.stdin.close()
            self.process.wait(30)
            self.process.stdout.close()
            self.process = None


def _child(request: dict[str, Any]) -> int:
    import signal

    from nahbar.config.cli import main

    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(request[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    signal.alarm(request["timeout"])  # its default ends the process: the status says so
    try:
        if "code" in request:
            sys.argv = ["-c"]
            exec(compile(request["code"], "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102  # of the journeys
            return 0
        return main(request["arguments"])
    except SystemExit as end:
        if isinstance(end.code, str):
            sys.stderr.write(end.code + "\n")
            return 1
        return int(end.code or 0)
    except BaseException:
        traceback.print_exc()
        return 1


def serve() -> None:
    """Answer request after request until the other side closes."""
    import django

    django.setup()
    __import__("nahbar.config.operations")
    while line := sys.stdin.readline():
        pid = os.fork()
        if pid == 0:
            status = _child(json.loads(line))
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
