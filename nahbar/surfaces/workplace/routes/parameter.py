"""Addresses: parameter sets, one of them, what is done with it."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import parameter

ROUTES: list[URLPattern | URLResolver] = [
    path("parameter", parameter.sets, name="parameter"),
    path("parameter/laden", parameter.load, name="parameter_laden"),
    path("parameter/vorlage.yaml", parameter.empty_file, name="parameter_vorlage"),
    path("parameter/<uuid:satz_id>", parameter.one, name="parameter_satz"),
    path("parameter/<uuid:satz_id>/datei.yaml", parameter.content, name="parameter_datei"),
    path("parameter/<uuid:satz_id>/pruefen", parameter.review, name="parameter_pruefen"),
    path("parameter/<uuid:satz_id>/nachrechnen", parameter.replay, name="parameter_nachrechnen"),
    path("parameter/<uuid:satz_id>/in-kraft", parameter.activate, name="parameter_in_kraft"),
    path("parameter/<uuid:satz_id>/verwerfen", parameter.discard, name="parameter_verwerfen"),
]
