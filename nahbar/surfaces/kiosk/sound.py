"""Every screen read aloud: the text travels signed in the address, so that nobody makes the house speak another."""

from __future__ import annotations

from django.core import signing
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from nahbar.platform import speech
from nahbar.platform.accounts.guard import ActorRequest, public

_SALT = "terminal-ton"
STILL_THERE = "Sind Sie noch da? Tippen Sie auf den Bildschirm. Sonst löschen wir gleich alles."


def sound_url(text: str) -> str:
    """Where this text can be heard; empty where no voice is installed. The text must hold nothing about a person."""
    if not text or not speech.available():
        return ""
    return reverse("kiosk:sound", args=[signing.dumps(text, salt=_SALT, compress=True)])


@public
@require_GET
def sound(request: ActorRequest, token: str) -> HttpResponse:
    """The signed text as WAV."""
    try:
        data = speech.speak(str(signing.loads(token, salt=_SALT)))
    except (signing.BadSignature, speech.SpeechFailed):
        raise Http404 from None
    return HttpResponse(data, content_type="audio/wav")
