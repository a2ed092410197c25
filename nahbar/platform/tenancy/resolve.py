"""Which Träger a request is for: by host name; an installation with one Träger needs none."""

from __future__ import annotations

from nahbar.platform.tenancy.models import Traeger


class UnknownHost(Exception):
    """No Träger answers under this host."""


def traeger_for_host(host: str) -> Traeger:
    """The Träger of a host name (without port); the only one answers under every name. Raises UnknownHost."""
    host = host.lower().rstrip(".")
    known = list(Traeger.objects.all())
    for traeger in known:
        if host in traeger.hosts:
            return traeger
    if len(known) == 1:
        return known[0]
    raise UnknownHost(host)
