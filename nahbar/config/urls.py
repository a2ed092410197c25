"""All doors: the portal at the root, the workplace below /arbeit/."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from nahbar.platform.health.views import health

handler400 = "nahbar.surfaces.ui.views.bad_request"
handler403 = "nahbar.surfaces.ui.views.forbidden"
handler404 = "nahbar.surfaces.ui.views.not_found"
handler500 = "nahbar.surfaces.ui.views.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("gesundheit", health, name="health"),
    path("ui/", include("nahbar.surfaces.ui.urls")),
    path("terminal/", include("nahbar.surfaces.kiosk.urls")),
    path("arbeit/", include("nahbar.surfaces.workplace.urls")),
    path("", include("nahbar.surfaces.portal.urls")),
]
if settings.MODE != "production":
    # becoming anybody by a click is for the demo alone; tests hold that production has no such address
    urlpatterns.insert(0, path("vorfuehrung", include("nahbar.config.demo.visitors")))
