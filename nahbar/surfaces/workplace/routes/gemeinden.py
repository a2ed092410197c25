"""Addresses: towns, their roll-out and their letterheads; applications that go on paper."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import briefkopf, forward, gemeinden

ROUTES: list[URLPattern | URLResolver] = [
    path("gemeinden", gemeinden.gemeinden, name="gemeinden"),
    path("gemeinden/<uuid:gemeinde_id>", gemeinden.gemeinde, name="gemeinde"),
    path("gemeinden/<uuid:gemeinde_id>/schritt", gemeinden.step, name="gemeinde_step"),
    path("gemeinden/<uuid:gemeinde_id>/bedingung", gemeinden.gate, name="gemeinde_gate"),
    path("gemeinden/<uuid:gemeinde_id>/merkmal", gemeinden.feature, name="gemeinde_feature"),
    path("gemeinden/<uuid:gemeinde_id>/briefkopf", briefkopf.briefkopf, name="briefkopf"),
    path("gemeinden/<uuid:gemeinde_id>/briefkopf/<int:version>.pdf", briefkopf.sample, name="briefkopf_sample"),
    path("gemeinden/<uuid:gemeinde_id>/briefkopf/zurueck", briefkopf.restore, name="briefkopf_restore"),
    path("weiterleiten/<uuid:aufgabe_id>", forward.forward, name="forward"),
    path("weiterleiten/<uuid:aufgabe_id>/<uuid:dokument_id>.pdf", forward.document, name="forward_document"),
]
