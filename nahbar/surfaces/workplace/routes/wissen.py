"""Addresses: articles and rules of practice."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import wissen

ROUTES: list[URLPattern | URLResolver] = [
    path("wissen", wissen.knowledge, name="wissen"),
    path("wissen/neu/<str:art>", wissen.new, name="wissen_neu"),
    path("wissen/<uuid:beitrag_id>", wissen.beitrag, name="wissen_beitrag"),
    path("wissen/<uuid:beitrag_id>/aendern", wissen.change, name="wissen_aendern"),
    path("wissen/<uuid:beitrag_id>/freigeben", wissen.publish, name="wissen_frei"),
    path("wissen/<uuid:beitrag_id>/beenden", wissen.end, name="wissen_ende"),
    path("wissen/<uuid:beitrag_id>/anmerken", wissen.remark, name="wissen_anmerken"),
    path("wissen/<uuid:beitrag_id>/antworten", wissen.answer, name="wissen_antworten"),
]
