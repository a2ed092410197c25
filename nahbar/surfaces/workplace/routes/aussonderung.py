"""Addresses: what may go, periods, holds, protocol."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import altakten
from nahbar.surfaces.workplace.views import aussonderung as views

ROUTES: list[URLPattern | URLResolver] = [
    path("aussonderung", views.due, name="aussonderung"),
    path("aussonderung/anbieteliste.csv", views.offer, name="anbieteliste"),
    path("aussonderung/loeschprotokoll.csv", views.protocol, name="loeschprotokoll"),
    path("aussonderung/fristen", views.periods, name="fristen"),
    path("aussonderung/fristen/neu", views.rule, name="frist_neu"),
    path("aussonderung/fristen/<uuid:regel_id>", views.settle, name="frist_entscheiden"),
    path("aussonderung/<uuid:loeschung_id>", views.act, name="aussonderung_tat"),
    path("betrieb/altakten", altakten.stock, name="altakten"),
    path("akte/<uuid:akte_id>/sperren", views.holds, name="sperren"),
    path("akte/<uuid:akte_id>/sperren/tat", views.hold, name="sperre_tat"),
]
