"""Preview a decision's letter as it would leave now."""

from __future__ import annotations

from nahbar.domain.decisions.letters import Goes, decision_letter
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.payments.orders import paid_before, payees
from nahbar.platform import clock
from nahbar.platform.letters.cover import without_window


def preview_letter(entscheidung: Entscheidung) -> bytes:
    """The PDF with today's date and the caseworker's name; nothing is stored."""
    person = entscheidung.antrag.person
    assert person is not None
    payee = payees([person], clock.today())[person.id]
    pdf, _ = decision_letter(entscheidung, Goes(payee.name, payee.iban, paid_before(entscheidung)))
    return without_window(pdf) if person.anschrift_geheim else pdf
