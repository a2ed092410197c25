"""Addresses of the workplace."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import akte, documents, inbox, search, sign_in

app_name = "workplace"
urlpatterns: list[URLPattern | URLResolver] = [
    path("anmelden", sign_in.sign_in_page, name="sign_in"),
    path("abmelden", sign_in.sign_out_page, name="logout"),
    path("", inbox.start, name="start"),
    path("aufgaben/uebernehmen", inbox.take_many, name="take_many"),
    path("aufgabe/<uuid:aufgabe_id>", inbox.task, name="task"),
    path("aufgabe/<uuid:aufgabe_id>/aendern", inbox.change_task, name="change_task"),
    path("suche", search.search_page, name="search"),
    path("akte/<uuid:akte_id>/", akte.akte, name="akte"),
    path("akte/<uuid:akte_id>/oeffnen", akte.akte_open, name="akte_open"),
    path("akte/<uuid:akte_id>/<slug:part>/", akte.akte, name="akte_part"),
    path("dokument/<uuid:dokument_id>.pdf", documents.document, name="document"),
    path("dokument/<uuid:dokument_id>/seite/<int:nr>", documents.document_page, name="document_page"),
]
