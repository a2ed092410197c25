"""What the demo shows of the purpose lock: an invitation to which nobody came, recorded at the desk or not at all."""

from __future__ import annotations

from datetime import timedelta

from nahbar.config.demo.counter import Counter
from nahbar.config.demo.moments import clock_at, moment, working_day_after
from nahbar.domain.appointments import actions as appointments
from nahbar.domain.appointments.models import Angebot
from nahbar.domain.casefile.models import Akte
from nahbar.procedures.book_termin import book_termin

OFFER = "Arbeit und Ausbildung"


def fill(counter: Counter) -> None:
    """Jonas Weber was invited for last week, with instruction, and did not come."""
    angebot = Angebot.objects.filter(titel=OFFER, ort__zweckbindung="").first()
    akte = Akte.objects.filter(person__nachname="Weber", person__vorname="Jonas").select_related("person").first()
    if angebot is None or akte is None:
        return
    acting, day = counter.staff["fall"], working_day_after(counter.today, -3)
    with clock_at(moment(day - timedelta(days=14), 11)):
        termin = book_termin(
            acting=acting, angebot=angebot, beginn=moment(day, 10), akte=akte, meldetermin=True,
            anlass="Erstes Gespräch über Ausbildungsplätze",
        )  # fmt: skip
    with clock_at(moment(day, 11, 15)):
        appointments.note_outcome(acting=acting, termin=termin, kam=False)
