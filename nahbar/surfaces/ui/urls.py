"""Doors of the design system: the gallery and the choice of language."""

from django.urls import path

from nahbar.surfaces.ui import views

app_name = "ui"

urlpatterns = [
    path("galerie", views.gallery, name="gallery"),
    path("galerie/arbeitsplatz", views.gallery_workplace, name="gallery_workplace"),
    path("sprache", views.language, name="language"),
]
