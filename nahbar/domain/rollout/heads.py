"""The head of letters: the Träger's, with the house of the town where the town has a letterhead of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nahbar.domain.rollout.models import Briefkopf
from nahbar.platform.letters.model import Letterhead
from nahbar.platform.tenancy.models import Gemeinde, Traeger


@dataclass(frozen=True)
class House:
    """Where people of a town go: the house's name, address, telephone and opening hours."""

    name: str
    strasse: str
    plz: str
    ort: str
    telefon: str
    oeffnungszeiten: str


def current(gemeinde: Gemeinde | None) -> Briefkopf | None:
    """The letterhead of a town as it counts now; None: the Träger's own."""
    if gemeinde is None:
        return None
    found: Briefkopf | None = Briefkopf.objects.filter(gemeinde=gemeinde).order_by("-version").first()
    return found


def house_of(traeger: Traeger, gemeinde: Gemeinde | None) -> House:
    """The house of a town, else the Träger's."""
    own = current(gemeinde)
    if own is None:
        return House(traeger.name, traeger.strasse, traeger.plz, traeger.ort, traeger.telefon, traeger.oeffnungszeiten)
    return House(own.absender, own.strasse, own.plz, own.ort, own.telefon, own.oeffnungszeiten)


def head_of(traeger: Traeger, own: Briefkopf | None) -> Letterhead:
    """The head with a version of a town's letterhead; the authority's name stays the Träger's (§ 33 Abs. 3 SGB X)."""
    if own is None:
        town = f"{traeger.plz} {traeger.ort}"
        return Letterhead(
            name=traeger.name,
            address_lines=(traeger.strasse, town),
            return_line=f"{traeger.name} · {traeger.strasse} · {town}",
            phone=traeger.telefon,
            opening_hours=(traeger.oeffnungszeiten,),
        )
    town = f"{own.plz} {own.ort}"
    return Letterhead(
        name=traeger.name,
        address_lines=(own.absender, own.strasse, town),
        return_line=f"{own.absender} · {own.strasse} · {town}",
        phone=own.telefon,
        opening_hours=(own.oeffnungszeiten,),
        logo_text=own.logo_text,
        unit=own.absender if own.absender != own.logo_text else "",
    )


def letterhead(traeger: Traeger, gemeinde: Gemeinde | None = None, norm: str = "") -> Letterhead:
    """The head of a letter about a file of this town; without one, the Träger's own.

    `norm` is the code of law that the letter is about: the authority bears the name that it has there.
    """
    head, name = head_of(traeger, current(gemeinde)), traeger.behoerde(norm)
    return replace(head, name=name, return_line=head.return_line.replace(traeger.name, name))
