"""A question read aloud: a small file that is made once and may be kept by everybody on the way (B03)."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from nahbar.platform import speech
from nahbar.platform.accounts.guard import public
from nahbar.surfaces.portal.listening import heard
from nahbar.surfaces.ui.ranges import file_answer


@public
@require_safe
def listen(request: HttpRequest, token: str) -> HttpResponse:
    """The signed text as MP3, whole or in parts."""
    try:
        language, text = heard(token)
        path = speech.kept_mp3(text, language, settings.SPEECH_ROOT)
    except (signing.BadSignature, speech.SpeechFailed):
        raise Http404 from None
    answer = file_answer(request, path, "audio/mpeg")
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return answer
