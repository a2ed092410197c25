"""Addresses: videos of this office beside questions and papers."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import clips

ROUTES: list[URLPattern | URLResolver] = [path("videos/<slug:key>/<slug:part>", clips.clip, name="clip")]
