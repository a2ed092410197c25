"""The leak hunter: opens every page that somebody can reach and looks for words that must not be there."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Iterable, Sequence
from html import unescape
from pathlib import Path
from typing import Any
from uuid import UUID

import pikepdf
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

LINK = re.compile(r'(?:href|src|action)="([^"#]+)"')
NOT_READ = ("/static/", "/hinweis", "/verlassen", "http", "mailto", "tel:", "/vorlesen", "/abmelden")


def words_of(data: bytes, kind: str, folder: Path) -> str:
    """What a person or a program can read: text of a PDF and its raw bytes, everything else as it is."""
    if "pdf" not in kind:
        return unescape(data.decode("utf-8", "replace"))
    path = folder / "gelesen.pdf"
    path.write_bytes(data)
    run = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True)
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:  # words for screen readers and notes of the file as well
        document.save(plain, qdf=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        hidden = [str(item) for item in document.objects if isinstance(item, pikepdf.String)]
    return "\n".join([run.stdout, plain.getvalue().decode("latin-1"), *hidden])


def routes(space: str, antrag_id: UUID) -> Iterable[str]:
    """Every address of the portal that is about an application and needs nothing else."""

    def walk(resolver: URLResolver) -> Iterable[URLPattern]:
        for one in resolver.url_patterns:
            if isinstance(one, URLResolver):
                yield from walk(one)
            else:
                yield one

    for pattern in walk(get_resolver()):
        route = str(pattern.pattern)
        if route.startswith(space) and route.count("<") == 1:
            yield "/" + route.replace("<uuid:antrag_id>", str(antrag_id))


def hunt(
    client: Client, starts: Sequence[str], secrets: Sequence[str], folder: Path
) -> tuple[dict[str, str], set[str]]:
    """Follow every link from `starts`; gives address → secret for each leak, and the pages that were read."""
    waiting, seen, read = list(starts), set(starts), set[str]()
    leaks: dict[str, str] = {}
    while waiting:
        address = waiting.pop()
        answer: Any = client.get(address)
        if answer.status_code in (301, 302):
            found = [answer.url]
        elif answer.status_code != 200:
            continue
        else:
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            kind = answer.headers.get("Content-Type", "")
            text = words_of(body, kind, folder)
            read.add(address)
            for secret in secrets:
                if secret.casefold() in text.casefold():
                    leaks[address] = secret
            found = LINK.findall(text) if "html" in kind else []
        for link in (unescape(one) for one in found):
            if link.startswith("/") and not link.startswith(NOT_READ) and link not in seen:
                seen.add(link)
                waiting.append(link)
    return leaks, read
