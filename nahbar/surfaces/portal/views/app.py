"""The portal as an app on the phone: manifest, service worker, and the page for no connection."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from importlib.resources import files

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_GET

from nahbar.platform.accounts.guard import ActorRequest, public

SHORT_NAME = "Amt"
"""Below the icon: nobody who looks at the phone learns which office."""
ICONS = (("icon-192", 192, "any"), ("icon-512", 512, "any"), ("icon-maskable-512", 512, "maskable"))
MODULES = ("portal/drafts.js", "portal/offline.js")


@public
@require_GET
def manifest(request: ActorRequest) -> JsonResponse:
    """What a phone needs to keep the portal as an app; the name is the office's."""
    found = {
        "name": request.traeger.name,
        "short_name": SHORT_NAME,
        "id": "/",
        "start_url": reverse("portal:start"),
        "scope": "/",
        "display": "standalone",
        "lang": "de",
        "dir": "ltr",
        "background_color": "#ffffff",
        "theme_color": "#1f3fa6",
        "icons": [
            {"src": static(f"portal/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for name, size, purpose in ICONS
        ],
    }
    return JsonResponse(found, content_type="application/manifest+json")


@public
@require_GET
def offline(request: ActorRequest) -> HttpResponse:
    """What is possible without a connection; holds nothing of a person and is the only page that a browser keeps."""
    return render(request, "portal/offline.html")


@cache
def _script(name: str) -> str:
    return files("nahbar.surfaces.portal").joinpath(f"static/portal/{name}").read_text(encoding="utf-8")


def _shell(request: ActorRequest) -> tuple[list[str], str]:
    """Addresses of what the page for no connection is made of, and a mark that changes whenever one of them does."""
    page = render_to_string("portal/offline.html", request=request)
    linked = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg))"', page)
    found = sorted({*linked, *(static(name) for name in MODULES)})
    # not the page as it is: the demo's clock stands in it
    office = request.traeger
    parts = [*found, office.name, office.telefon, office.strasse, _script("sw.js"), _script("meldungen.js")]
    return found, hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:12]


@public
@require_GET
def worker(request: ActorRequest) -> HttpResponse:
    """The service worker: shows that there is news, and the page for no connection; it keeps no personal page."""
    shell, version = _shell(request)
    given = {"VERSION": version, "OFFLINE": reverse("portal:offline"), "SHELL": shell}
    head = "".join(f"const {name} = {json.dumps(value)};\n" for name, value in given.items())
    text = head + _script("meldungen.js") + _script("sw.js")
    return HttpResponse(text, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})
