"""What the demo shows of the lobby: a terminal in the entrance, one at a partner's, and a letter to bring to it."""

from __future__ import annotations

from datetime import date, timedelta

from nahbar.config.demo import papers
from nahbar.config.demo.counter import Counter
from nahbar.config.demo.moments import clock_at
from nahbar.config.demo.secret import TERMINAL_TOKEN
from nahbar.config.demo.special import household
from nahbar.domain.applications.queries import antrag_by_id
from nahbar.procedures.enroll_terminal import enroll_terminal
from nahbar.procedures.request_evidence import request_evidence
from nahbar.questionnaire.model import UNKNOWN

IBAN = "DE02300209000106531065"
NAME = "Piotr Kowalczyk"
STORY = "am Terminal Eingang: Der Brief bittet um die Abrechnung der Heizung. Geburtsjahr 1968"


def fill(counter: Counter) -> None:
    """Two terminals; Piotr has a letter that asks for his heating bill, and no telephone."""
    if "betrieb" not in counter.staff or "berg" not in counter.staff:
        return
    operator = counter.staff["betrieb"]
    enroll_terminal(acting=operator, name="Terminal Eingang", ort="Eingang, links vom Empfang", token=TERMINAL_TOKEN)
    enroll_terminal(acting=operator, name="Terminal Rhede", ort="Familienzentrum Rhede, Flur", zweckbindung=True)
    _letter(counter)


def _letter(counter: Counter) -> None:
    answers = household(
        "Piotr", "Kowalczyk", "1968-03-14", strasse="Gartenweg", hausnummer="11", telefon=None, iban=IBAN,
        grundmiete="320.00", nebenkosten="80.00", heizkosten=None, **{UNKNOWN: ["heizkosten"]},
    )  # fmt: skip
    contract = papers.rental_contract(NAME, "Gartenweg 11", "46325 Musterstadt", 32000, 8000, 7000, date(2018, 6, 1))
    statement = papers.bank_statement(NAME, IBAN, counter.today - timedelta(days=9), 21100, 47000)
    with clock_at(counter.ago(4, 9, 10)):
        antrag = counter.secure(NAME, STORY).antrag
        counter.answer(antrag, answers)
        counter.send(antrag, "mietvertrag", "Mietvertrag Gartenweg.pdf", contract)
        counter.send(antrag, "kontoauszuege", "Kontoauszüge.pdf", statement)
        counter.submit(antrag)
    with clock_at(counter.ago(3, 14, 5)):
        counter.take("berg", antrag)
        request_evidence(acting=counter.staff["berg"], antrag=antrag_by_id(antrag.id), keys=["nebenkosten"])
