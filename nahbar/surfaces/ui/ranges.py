"""A file in parts: players jump, and a broken line goes on where it stopped (RFC 9110, 14)."""

from __future__ import annotations

import re
from pathlib import Path

from django.http import HttpRequest, HttpResponse

_ONE = re.compile(r"bytes=(\d*)-(\d*)$")


def file_answer(request: HttpRequest, path: Path, content_type: str) -> HttpResponse:
    """The file, or the one part that `Range` asks for; several parts at once are answered with the whole file."""
    content = path.read_bytes()
    size = len(content)
    asked = _ONE.match(request.headers.get("Range", ""))
    if asked is None or asked[0] == "bytes=-":
        answer = HttpResponse(content, content_type=content_type)
    else:
        first = int(asked[1]) if asked[1] else max(0, size - int(asked[2]))
        last = min(int(asked[2]), size - 1) if asked[1] and asked[2] else size - 1
        if first > last:
            answer = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
        else:
            answer = HttpResponse(content[first : last + 1], status=206, content_type=content_type)
            answer.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    answer.headers["Accept-Ranges"] = "bytes"
    return answer
