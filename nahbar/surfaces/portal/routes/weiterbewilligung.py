"""Addresses: applying again."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.views import weiter

A = "antrag/<uuid:antrag_id>/weiter"

ROUTES: list[URLPattern | URLResolver] = [
    path(f"{A}/neu", weiter.continue_new, name="weiter_neu"),
    path(A, weiter.continue_list, name="weiter"),
    path(f"{A}/<int:nr>", weiter.continue_part, name="weiter_teil"),
]
