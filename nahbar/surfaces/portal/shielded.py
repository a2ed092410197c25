"""Papers of a person whose address is protected: herself opens all, whoever acts for her no paper that may tell it."""

from __future__ import annotations

from django.http import Http404

from nahbar.domain.applications.queries import Antrag
from nahbar.domain.applications.schutz import is_protected
from nahbar.platform.accounts.guard import ActorRequest


def shield(request: ActorRequest, antrag: Antrag) -> None:
    """Raise Http404 where somebody else would open a stored paper of a protected person (U11).

    Papers from before the protection show the address, rent contracts at any time.
    """
    if getattr(request, "acting_for", "") and is_protected(antrag):
        raise Http404
