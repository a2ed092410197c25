"""Preview a letterhead: a sample letter as it would leave the house."""

from __future__ import annotations

from nahbar.domain.rollout.heads import head_of
from nahbar.domain.rollout.models import Briefkopf
from nahbar.platform import clock
from nahbar.platform.letters import AccessCode, Address, InfoBlock, Letter, render
from nahbar.platform.tenancy.models import Gemeinde


def preview_letterhead(gemeinde: Gemeinde, values: dict[str, str]) -> bytes:
    """The PDF of a sample letter with these fields; nothing is kept. Raises LetterFailed if they do not fit."""
    head = head_of(gemeinde.traeger, Briefkopf(gemeinde=gemeinde, **values))
    letter = AccessCode(
        letter=Letter(
            head=head,
            address=Address(("Erika Muster", "Musterweg 1", f"{values['plz']} {values['ort']}")),
            info=InfoBlock(aktenzeichen="Muster", date=clock.today()),
            salutation="Guten Tag Erika Muster,",
        ),
        title=f"Muster: So sehen Briefe aus {gemeinde.name} aus",
        intro="Dieser Brief ist ein Muster. Er zeigt Kopf, Absenderzeile, Telefon und Öffnungszeiten.",
        label="Muster",
        code="0000-0000",
        steps=("Prüfen Sie die Absenderzeile über der Anschrift.", "Prüfen Sie rechts Telefon und Öffnungszeiten."),
    )
    return render("zugangscode", letter.as_data())
