"""Addresses: the register of objections, taking one down, helping."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.workplace.views import widerspruch

W = "widerspruch/<uuid:widerspruch_id>"

ROUTES: list[URLPattern | URLResolver] = [
    path("widersprueche", widerspruch.register, name="widersprueche"),
    path("widersprueche/neu", widerspruch.new, name="widerspruch_neu"),
    path(W, widerspruch.one, name="widerspruch"),
    path(f"{W}/niederschrift.pdf", widerspruch.sheet, name="widerspruch_niederschrift"),
    path(f"{W}/form", widerspruch.form, name="widerspruch_form"),
    path(f"{W}/ueberpruefung", widerspruch.review, name="widerspruch_ueberpruefung"),
    path(f"{W}/abhilfe", widerspruch.help_it, name="widerspruch_abhilfe"),
    path(f"{W}/vorlegen", widerspruch.present, name="widerspruch_vorlegen"),
    path(f"{W}/weitergeben", widerspruch.pass_on, name="widerspruch_weitergeben"),
]
