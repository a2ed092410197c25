"""Addresses: the portal as an app."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import app

ROUTES: list[URLPattern | URLResolver] = [
    path("app.webmanifest", app.manifest, name="manifest"),
    # at the root, so that the browser lets it cover the whole portal
    path("sw.js", app.worker, name="worker"),
    path("offline", app.offline, name="offline"),
]
