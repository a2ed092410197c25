"""In which words somebody reads: the language of the frame, and German in Leichte Sprache as a choice of its own (B05).

Leichte Sprache is no language code: a page in it is German (`lang="de"`), and readers' voices stay German. The choice
stands in a cookie of its own beside the one of the language.
"""

from __future__ import annotations

import gettext
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

COOKIE = "fassung"
LEICHT = "leicht"
KEPT_SECONDS = 365 * 24 * 3600
STATUS = "x-status"
"""Header of a catalogue: `machine` until somebody who knows the language has read it, then `reviewed`."""

IN_EVERY_LANGUAGE = frozenset(
    ("portal/start.html", "portal/secure.html", "portal/secured.html", "portal/resume.html", "portal/sign_in.html",
     "portal/sign_out.html", "portal/brief.html", "portal/receipt.html", "portal/question.html", "portal/not_here.html",
     "portal/lost.html", "portal/lost_done.html", "portal/tasks.html", "portal/papers.html", "portal/paper.html",
     "portal/upload_remove.html", "portal/remove_item.html", "ui/bad_request.html", "ui/forbidden.html",
     "ui/not_found.html", "ui/server_error.html", "ui/long_away.html", "portal/status.html", "portal/withdrawn.html",
     "portal/review.html")
)  # fmt: skip
"""Pages whose every word is there in all languages of the portal (held by a test)."""
FARTHEST = frozenset(("ar",))
"""Languages that have the words of all pages that call themselves `translated`."""


def base_language(code: str | None = None) -> str:
    """`de`, `ar`, `fa` …: the language of this page without its country."""
    return (code or get_language() or "de").partition("-")[0]


def wants_leicht(request: HttpRequest | None) -> bool:
    """Whether the reader chose Leichte Sprache; it ends with the choice of another language."""
    return bool(request and request.COOKIES.get(COOKIE) == LEICHT and base_language() == "de")


def has_words(template: str | None, language: str) -> bool:
    """Whether a translated page has all its words in this language; else it stays German, so that nothing mixes."""
    return language in FARTHEST or template is None or template in IN_EVERY_LANGUAGE


@cache
def frame_status(language: str) -> str:
    """How far the frame's words in this language are: `machine` or `reviewed`; German is what binds."""
    if language == "de":
        return "reviewed"
    catalogue = gettext.translation("django", str(settings.LOCALE_PATHS[0]), [language], fallback=True)
    return str(catalogue.info().get(STATUS, "machine"))
