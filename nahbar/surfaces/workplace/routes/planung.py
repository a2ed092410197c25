"""Addresses: the map and its table, an area, proposals, papers for the council."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import planung, planung_vorlage, planung_vorschlag

ROUTES: list[URLPattern | URLResolver] = [
    path("planung", planung.overview, name="planung"),
    path("planung/tabelle.csv", planung.table, name="planung_tabelle"),
    path("planung/karte.svg", planung.picture, name="planung_karte"),
    path("planung/raum/<uuid:raum_id>", planung.area, name="planung_raum"),
    path("planung/regeln", planung.rules, name="planung_regeln"),
    path("planung/vorschlag", planung_vorschlag.proposals, name="planung_vorschlaege"),
    path("planung/vorschlag/<uuid:vorschlag_id>", planung_vorschlag.proposal, name="planung_vorschlag"),
    path("planung/vorschlag/<uuid:vorschlag_id>/uebernehmen", planung_vorschlag.adopt, name="planung_uebernehmen"),
    path("planung/vorlage", planung_vorlage.papers, name="planung_vorlagen"),
    path("planung/vorlage/<uuid:vorlage_id>", planung_vorlage.paper, name="planung_vorlage"),
    path("planung/vorlage/<uuid:vorlage_id>/erstellen", planung_vorlage.write, name="planung_vorlage_erstellen"),
    path("planung/vorlage/<uuid:vorlage_id>/erledigt", planung_vorlage.close, name="planung_vorlage_erledigt"),
    path("planung/vorlage/<uuid:vorlage_id>.pdf", planung_vorlage.document, name="planung_vorlage_pdf"),
]
