"""Weiterbewilligung (§§ 37, 41 SGB II): the answers of the file again, section by section; only changes are asked."""

from __future__ import annotations

from nahbar.domain.applications.folge import line_of
from nahbar.domain.applications.models import Antrag, Nachweis

RENEWED = frozenset(("kontoauszuege", "lohnabrechnung", "gewinn", "anderes_geld"))
"""Papers that grow old: they are asked for again although one lies in the file."""
HERE = (Nachweis.Stand.GESENDET, Nachweis.Stand.ANERKANNT)


def known_papers(antrag: Antrag) -> frozenset[str]:
    """Keys of the papers that lie in the file from earlier and still say the same."""
    earlier = [one.id for one in line_of(antrag) if one.id != antrag.id]
    keys = Nachweis.objects.filter(antrag_id__in=earlier, stand__in=HERE).values_list("key", flat=True)
    return frozenset(key for key in keys if key.split(":")[0] not in RENEWED)
