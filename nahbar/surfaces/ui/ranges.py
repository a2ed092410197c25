"""A file in parts: players jump, and a broken line goes on where it stopped (RFC 9110, 14)."""

from __future__ import annotations

import re
from pathlib import Path

from django.http import HttpRequest, HttpResponse

_ONE = re.compile(r"bytes=(\d*)-(\d*)$")


def file_answer(request: HttpRequest, path: Path, content_type: str, *, at_once: int | None = None) -> HttpResponse:
    """The file, or the one part that `Range` asks for; several parts at once are answered with the whole file.

    `at_once`: at most so many bytes of a part; the player asks for the rest.
    """
    size = path.stat().st_size
    asked = _ONE.match(request.headers.get("Range", ""))
    if asked is None or asked[0] == "bytes=-":
        answer = HttpResponse(path.read_bytes(), content_type=content_type)
    else:
        first = int(asked[1]) if asked[1] else max(0, size - int(asked[2]))
        last = min(int(asked[2]), size - 1) if asked[1] and asked[2] else size - 1
        if first > last:
            answer = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        else:
            last = last if at_once is None else min(last, first + at_once - 1)
            with path.open("rb") as file:
                file.seek(first)
                answer = HttpResponse(file.read(last + 1 - first), status=206, content_type=content_type)
            answer.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    answer.headers["Accept-Ranges"] = "bytes"
    return answer
