"""Addresses: questions read aloud."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import vorlesen

ROUTES: list[URLPattern | URLResolver] = [path("vorlesen/<str:token>.mp3", vorlesen.listen, name="listen")]
