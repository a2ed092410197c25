"""Addresses: a hint about a page."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import feedback

ROUTES: list[URLPattern | URLResolver] = [
    path("hinweis", feedback.feedback, name="feedback"),
    path("hinweis/danke", feedback.feedback_done, name="feedback_done"),
]
