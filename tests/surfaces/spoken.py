"""What a page says in which language: to find words that stayed German on a page of another language."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from django.conf import settings
from django.test import Client
from django.utils import translation

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != "de"]
RTL = ("ar", "fa")
EMPTY = frozenset(("br", "img", "input", "link", "meta", "source", "track", "use", "hr", "wbr"))
SPOKEN = ("aria-label", "alt", "placeholder")


class _Said(HTMLParser):
    """Texts and labels inside main that nobody marked as German, nor set apart as a name."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        inside = bool(self.open) and self.open[-1][1]
        counts = tag == "main" or (inside and tag not in ("bdi", "script", "style") and values.get("lang") != "de")
        if inside and counts:
            self.texts += [str(values[name]) for name in SPOKEN if values.get(name)]
            self.texts += [str(value) for name, value in attrs if name.startswith("data-") and value and " " in value]
        if tag not in EMPTY:
            self.open.append((tag, counts))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][1] and data.strip():
            self.texts.append(data)


def texts(page: str) -> set[str]:
    """What main says, each text once; without what is a name or said to be German."""
    parser = _Said()
    parser.feed(page)
    said = {" ".join(re.sub("[\u2068\u2069]", "", html.unescape(text)).split()) for text in parser.texts}
    return {text for text in said if len(re.sub(r"[\W\d_]", "", text)) > 3}


def page_in(client: Client, language: str, path: str) -> str:
    """The page in this language; the client speaks German again afterwards."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    with translation.override("de"):  # a request leaves its language behind in this thread
        answer = client.get(path)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "de"
    assert answer.status_code == 200, (language, path, answer.status_code)
    return str(answer.content.decode())


def wrong_in(client: Client, language: str, path: str, same: frozenset[str] = frozenset()) -> list[str]:
    """What is wrong with the language of a page; `same`: words that are alike in both languages."""
    german, page = page_in(client, "de", path), page_in(client, language, path)
    found = [f"{path}: still German: {text}" for text in sorted(texts(german) & texts(page) - same)]
    if f'<main id="inhalt" tabindex="-1" lang="{language}">' not in page:
        found.append(f"{path}: main does not say that it is {language}")
    if f'<html lang="{language}" dir="{"rtl" if language in RTL else "ltr"}"' not in page:
        found.append(f"{path}: the page goes in the wrong direction")
    return found
