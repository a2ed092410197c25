"""Addresses: articles and videos."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import wissen

ROUTES: list[URLPattern | URLResolver] = [
    path("hilfe", wissen.articles_page, name="articles"),
    path("hilfe/<slug:slug>", wissen.article_page, name="article"),
]
