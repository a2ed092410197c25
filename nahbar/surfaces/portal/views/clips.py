"""Videos of this office: the file, its poster, its captions; public like the page beside which they stand."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nahbar.platform.accounts.guard import public
from nahbar.surfaces.ui.clips import Clip, clips_at
from nahbar.surfaces.ui.clips import clip as clip_of
from nahbar.surfaces.ui.ranges import file_answer

AT_ONCE = 2 * 1024 * 1024
"""Bytes of one answer: a player that asks for all from here on gets the next piece and asks again."""


def shown_at(place: str) -> list[Clip]:
    """The videos beside a question (`frage:<page>`) or a paper (`unterlage:<key>`)."""
    return clips_at(settings.VIDEOS_DIR, place)


@public
@require_safe
def clip(request: HttpRequest, key: str, part: str) -> HttpResponse:
    """One file of one video, whole or in parts."""
    known = clip_of(settings.VIDEOS_DIR, key)
    found = known.part(part) if known is not None else None
    if found is None:
        raise Http404
    path, media_type = found
    answer = file_answer(request, path, media_type, at_once=AT_ONCE)
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer
