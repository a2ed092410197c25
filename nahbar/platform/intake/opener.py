"""The process in which foreign files are opened: no keys, no database, limits on memory, time and files.

Started by `nahbar.platform.intake.apart` as `python -m nahbar.platform.intake.opener`; it waits, and forks once for
every file, so that nothing a file does to the process outlives that file. It knows two answers: what the file is, or
that opening it went wrong.
"""

from __future__ import annotations

import json
import os
import resource
import struct
import sys
from dataclasses import asdict
from typing import IO, Any

from nahbar.platform.intake.accept import accept
from nahbar.platform.intake.model import Accepted, Limits, Quarantine
from nahbar.platform.intake.render import RendererMissing

MEMORY = 2_500_000_000
CPU_SECONDS = 60
_WRITTEN = 400_000_000
LENGTH = struct.Struct(">I")


def serve(orders: IO[bytes], answers: IO[bytes]) -> None:
    """Answer orders until there are no more: each a JSON line (`name`, `size`, `limits`) and the bytes of a file."""
    while line := orders.readline():
        order = json.loads(line)
        data = orders.read(order["size"])
        answers.write(_in_a_child(order, data))
        answers.flush()


def _in_a_child(order: dict[str, Any], data: bytes) -> bytes:
    """Length and answer of a forked process; length 0 when it died of the file."""
    kept = os.memfd_create("antwort")
    try:
        child = os.fork()
        if child == 0:
            _answer_and_leave(kept, order, data)
        _, status = os.waitpid(child, 0)
        if status != 0:
            return LENGTH.pack(0)
        os.lseek(kept, 0, os.SEEK_SET)
        with os.fdopen(os.dup(kept), "rb") as written:
            answer = written.read()
        return LENGTH.pack(len(answer)) + answer
    finally:
        os.close(kept)


def _answer_and_leave(kept: int, order: dict[str, Any], data: bytes) -> None:
    code = 1
    try:
        _restrain(order["memory"])
        head, blobs = _judged(order, data)
        text = json.dumps({**head, "blobs": [len(blob) for blob in blobs]}).encode()
        with os.fdopen(kept, "wb", closefd=False) as answer:
            answer.writelines((LENGTH.pack(len(text)), text, *blobs))
        code = 0
    finally:
        os._exit(code)  # never back into the loop of the process that waits


def _restrain(memory: int) -> None:
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, _WRITTEN),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _judged(order: dict[str, Any], data: bytes) -> tuple[dict[str, Any], tuple[bytes, ...]]:
    try:
        found = accept(order["name"], data, Limits(**order["limits"]))
    except RendererMissing as missing:
        return {"kind": "missing", "text": str(missing)}, ()
    assert not isinstance(found, Quarantine)  # nobody asks a virus scanner here
    if not isinstance(found, Accepted):
        return {"kind": "refused", "fields": asdict(found)}, ()
    fields = asdict(found)
    del fields["view_pdf"], fields["previews"]
    return {"kind": "accepted", "fields": fields}, (found.view_pdf, *found.previews)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
