"""Articles and videos: on pages of their own, and behind «Ich verstehe die Frage nicht» (C24)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from nahbar.domain.knowledge.errors import BeitragUnknown
from nahbar.domain.knowledge.queries import Shown, article, articles, articles_at
from nahbar.platform import clock
from nahbar.platform.accounts.guard import public
from nahbar.surfaces.ui.videos import Video, video


@dataclass(frozen=True)
class Help:
    """An article with its video; `video` is None without one."""

    shown: Shown
    video: Video | None


def help_at(place: str) -> list[Help]:
    """What helps at a place: `frage:<page>` or `unterlage:<paper>`."""
    return [Help(found, video(found.fassung.video)) for found in articles_at(place, clock.today())]


@public
@require_GET
def articles_page(request: HttpRequest) -> HttpResponse:
    """All explanations."""
    return render(request, "portal/articles.html", {"articles": articles(clock.today())})


@public
@require_GET
def article_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One explanation with its video and what is said in it; drafts are as unknown as what never was."""
    try:
        found = article(slug, clock.today())
    except BeitragUnknown:
        raise Http404 from None
    return render(request, "portal/article.html", {"shown": found, "video": video(found.fassung.video)})
