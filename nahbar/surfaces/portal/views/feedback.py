"""A hint about a page: two fields, no name, works without JavaScript (B04)."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nahbar.domain.knowledge.hints import ARTS, add_hint, usable_page
from nahbar.platform.accounts import throttle
from nahbar.platform.accounts.guard import ActorRequest, public
from nahbar.surfaces.portal.views.entry import wait_words, wanted_address
from nahbar.surfaces.ui.fields import Choice, Field, FormPage

FREE = 5
"""Hints of one network in an hour before the next one waits."""


@public
@require_http_methods(["GET", "POST"])
def feedback(request: ActorRequest) -> HttpResponseBase:
    """Asks what it is about, keeps it with the page's key, and thanks."""
    page = usable_page(request.POST.get("seite") or request.GET.get("seite") or "")
    art, text = request.POST.get("art", ""), request.POST.get("text", "")[:1000]
    wrong, note = "", ""
    if request.method == "POST":
        if art not in ARTS:
            wrong = _("Wählen Sie aus, worum es geht.")
        else:
            note = wait_words(throttle.seconds_for_use("page_hint", FREE))
            if not note:
                add_hint(acting=request.actor, seite=page, art=art, text=text, sprache=get_language() or "")
                back = wanted_address(request)
                return redirect(f"{reverse('portal:feedback_done')}?weiter={back}" if back else "portal:feedback_done")
    form = FormPage(
        title=_("Hinweis zu dieser Seite"),
        fields=(
            Field(
                "art",
                _("Worum geht es?"),
                "choice",
                value=art,
                error=wrong,
                options=tuple(Choice(key, _(words)) for key, words in ARTS.items()),
            ),
            Field(
                "text",
                _("Was möchten Sie uns sagen?"),
                "textarea",
                value=text,
                required=False,
                hint=_("Schreiben Sie keine Namen und nichts über Ihr Geld. Wir wissen nicht, wer Sie sind."),
            ),
        ),
        primary=_("Hinweis senden"),
        later="",
    )
    context = {"page": form, "seite": page, "wanted": wanted_address(request), "note": note, "translated": True}
    return render(request, "portal/feedback.html", context, status=422 if wrong else 200)


@public
@require_GET
def feedback_done(request: ActorRequest) -> HttpResponse:
    """Thanks, and the way back to the page."""
    return render(request, "portal/feedback_done.html", {"wanted": wanted_address(request), "translated": True})
