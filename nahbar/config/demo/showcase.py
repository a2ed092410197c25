"""The cases that visitors look at: made by the real procedures since the office works in Nahbar, hour by hour."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from nahbar.config.demo import doors, papers
from nahbar.config.demo.counter import Counter, citizen
from nahbar.config.demo.households import IBANS
from nahbar.config.demo.moments import clock_at
from nahbar.config.demo.special import TIMO, alone_with, household, partner
from nahbar.config.demo.where import Access
from nahbar.domain.applications.queries import antrag_by_id
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.payments.models import Zahllauf
from nahbar.law.calendar import erster
from nahbar.law.holidays import is_bank_day
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.session import actor_of_account
from nahbar.procedures.issue_bescheid import issue_bescheid
from nahbar.procedures.prepare_payment_run import prepare_payment_run
from nahbar.procedures.propose_decision import propose_decision
from nahbar.procedures.raise_widerspruch import raise_widerspruch
from nahbar.procedures.record_posting import record_posting
from nahbar.procedures.request_evidence import request_evidence
from nahbar.questionnaire.model import Answers

Story = Iterator[datetime]
"""Yields the moment at which its next step happens."""


def show(today: date) -> tuple[Access, ...]:
    """Play all stories at once, in the order of the clock; gives the way into each application."""
    staff = {account.login: actor_of_account(account) for account in Account.objects.filter(is_active=True)}
    counter = Counter(staff, today)
    stories = [story(counter) for story in STORIES]
    queue = [(next(story), number) for number, story in enumerate(stories)]
    heapq.heapify(queue)
    while queue:
        when, number = heapq.heappop(queue)
        with clock_at(when):
            following = next(stories[number], None)
        if following is not None:
            heapq.heappush(queue, (following, number))
    doors.fill(counter)
    return tuple(counter.accesses)


def timo(at: Counter) -> Story:
    """44, alone: complete, waiting in the pool."""
    yield at.ago(5, 20, 12)
    antrag = at.secure("Timo Krüger", "vollständig, wartet auf die Entscheidung").antrag
    at.answer(antrag, TIMO)
    contract = papers.rental_contract(
        "Timo Krüger", "Bahnhofstraße 3", "46325 Musterstadt", 30000, 7000, 6000, date(2019, 4, 1)
    )
    at.send(antrag, "mietvertrag", "Mietvertrag Krüger.pdf", contract)
    at.send(antrag, "kontoauszuege", "Kontoauszüge.pdf", _account(at, "Timo Krüger", IBANS[0], 45000))
    yield at.ago(5, 20, 48)
    at.submit(antrag)


def sirin(at: Counter) -> Story:
    """Single parent with a small job: papers looked through, draft begun by Frau Berg."""
    name = "Şirin Müßig-Öztürk"
    answers = household(
        "Şirin", "Müßig-Öztürk", "1991-02-27", strasse="Südstraße", hausnummer="41", plz="46414", ort="Rhede",
        familienstand="geschieden", grundmiete="410.00", nebenkosten="120.00", heizkosten="85.00", flaeche_qm=68,
        eingezogen="2020-09-01",
        einkommen_arten=["lohn"], lohn_brutto="603.00", lohn_netto="603.00", iban=IBANS[2],
        personen=[alone_with(2, "Zoë", "Müßig-Öztürk", "2019-06-30", "299.00")], personen_mehr=False,
    )  # fmt: skip
    yield at.ago(7, 21, 5)
    antrag = at.secure(name, "Unterlagen geprüft, Entwurf der Entscheidung liegt vor").antrag
    yield at.ago(6, 19, 30)
    at.answer(antrag, answers)
    contract = papers.rental_contract(name, "Südstraße 41", "46414 Rhede", 41000, 12000, 8500, date(2020, 9, 1))
    at.send(antrag, "mietvertrag", "Mietvertrag Südstraße.pdf", contract)
    for back in (1, 2, 3):
        month = _month_before(at.today, back)
        at.send(antrag, "lohnabrechnung", f"Lohn {month:%Y-%m}.pdf", papers.payslip(name, month, 60300, 60300))
    more = (("Höltermann Bäckerei, Lohn", 60300), ("Familienkasse, Kindergeld", 25900))
    at.send(antrag, "kontoauszuege", "Kontoauszüge Aug–Nov.pdf", _account(at, name, IBANS[2], 31240, *more, rent=61500))
    lines = (
        "Jugendamt Kreis Musterland", "", "Bescheid über Unterhaltsvorschuss", "für Zoë Müßig-Öztürk", "",
        "Ab 1. Januar 2026 zahlen wir monatlich 299,00 €.", "Der Bescheid gilt, bis sich etwas ändert.", "",
        "Mit freundlichen Grüßen", "Großmann",
    )  # fmt: skip
    at.send(antrag, "unterhaltsvorschuss", "IMG_2291.jpg", papers.photo(lines))
    yield at.ago(6, 20, 15)
    at.submit(antrag)
    yield at.ago(4, 10, 20)
    at.take("berg", antrag)
    propose_decision(acting=at.staff["berg"], antrag=antrag_by_id(antrag.id))


def couple(at: Counter) -> Story:
    """A couple: presented by Frau Berg, to be released by Frau Öztürk or somebody else."""
    answers = household(
        "Łukasz", "Zieliński", "1979-11-03", strasse="Lindenallee", hausnummer="8", familienstand="verheiratet",
        grundmiete="420.00", nebenkosten="110.00", heizkosten="90.00", flaeche_qm=64, iban=IBANS[3],
        personen=[partner("Žaneta", "Zielińska", "1983-05-17")], personen_mehr=False,
    )  # fmt: skip
    yield at.ago(7, 10, 2)
    antrag = at.secure("Łukasz Zieliński", "von Frau Berg zur Freigabe vorgelegt").antrag
    yield at.ago(6, 11, 40)
    at.answer(antrag, answers)
    contract = papers.rental_contract(
        "Łukasz und Žaneta Zieliński", "Lindenallee 8", "46325 Musterstadt", 42000, 11000, 9000, date(2019, 4, 1)
    )
    at.send(antrag, "mietvertrag", "Mietvertrag.pdf", contract)
    at.send(antrag, "kontoauszuege", "Konto.pdf", _account(at, "Łukasz Zieliński", IBANS[3], 20811, rent=62000))
    yield at.ago(6, 11, 58)
    at.submit(antrag)
    yield at.ago(3, 14, 35)
    at.take("berg", antrag)
    at.present("berg", antrag)


def by_post(at: Counter) -> Story:
    """Granted: the letter lies ready in the post room."""
    answers = household("Hildegard", "Große-Wilde", "1966-08-08", strasse="Gartenweg", hausnummer="14", iban=IBANS[5])
    yield at.ago(7, 9, 15)
    antrag = at.secure("Hildegard Große-Wilde", "bewilligt, der Bescheid liegt in der Poststelle").antrag
    at.answer(antrag, answers)
    contract = papers.rental_contract(
        "Hildegard Große-Wilde", "Gartenweg 14", "46325 Musterstadt", 30000, 7000, 6000, date(2019, 4, 1)
    )
    at.send(antrag, "mietvertrag", "Mietvertrag.pdf", contract)
    at.send(antrag, "kontoauszuege", "Auszüge.pdf", _account(at, "Hildegard Große-Wilde", IBANS[5], 11904))
    yield at.ago(7, 10, 1)
    at.submit(antrag)
    yield at.ago(4, 9, 45)
    at.take("maier", antrag)
    draft = at.present("maier", antrag)
    yield at.ago(3, 11, 10)
    issue_bescheid(acting=at.staff["oeztuerk"], entscheidung=draft)


def in_the_portal(at: Counter) -> Story:
    """Granted and delivered in the portal; the money stands in a run that a second person has yet to release."""
    answers = household(
        "Mykola", "Melnyk", "1995-01-22", staatsangehoerigkeit="andere", in_deutschland_seit="2022-03-15",
        aufenthaltstitel="befristet", strasse="Nordring", hausnummer="55 a", iban=IBANS[6],
        eingezogen="2023-02-01", bescheid_weg="portal",
    )  # fmt: skip
    yield at.ago(7, 8, 20)
    antrag = at.secure("Mykola Melnyk", "bewilligt, der Bescheid liegt im Postfach des Portals").antrag
    at.answer(antrag, answers)
    contract = papers.rental_contract(
        "Mykola Melnyk", "Nordring 55 a", "46325 Musterstadt", 30000, 7000, 6000, date(2023, 2, 1)
    )
    at.send(antrag, "mietvertrag", "Mietvertrag.pdf", contract)
    at.send(antrag, "kontoauszuege", "Konto.pdf", _account(at, "Mykola Melnyk", IBANS[6], 8700))
    lines = ("Aufenthaltstitel", "", "MELNYK", "MYKOLA", "22.01.1995  UKR", "Aufenthaltserlaubnis",
             "§ 24 Abs. 1 AufenthG", "Erwerbstätigkeit erlaubt", "gültig bis 04.03.2027")  # fmt: skip
    at.send(antrag, "aufenthaltstitel", "Titel_Vorderseite.jpg", papers.photo(lines, seed=2))
    yield at.ago(7, 8, 59)
    at.submit(antrag)
    yield at.ago(5, 13, 5)
    at.take("berg", antrag)
    draft = at.present("berg", antrag)
    yield at.ago(4, 9, 30)
    issue_bescheid(acting=at.staff["wolter"], entscheidung=draft)
    yield at.ago(4, 15, 20)
    day = at.today + timedelta(days=1)
    while not is_bank_day(day):
        day += timedelta(days=1)
    prepare_payment_run(acting=at.staff["kasse"], art=Zahllauf.Art.SOFORT, execution_date=day)


def asked_for_papers(at: Counter) -> Story:
    """The bank statements are missing: one letter with a deadline went to the post."""
    answers = household("Günther", "Straßburger", "1975-12-12", strasse="Mühlenweg", hausnummer="2", iban=IBANS[7])
    yield at.ago(7, 16, 30)
    antrag = at.secure("Günther Straßburger", "Unterlagen nachgefordert, Frist läuft").antrag
    at.answer(antrag, answers)
    lines = ("Mietvertrag", "", "Vermieterin: Änne Terhaar, Rhede", "Mieter: Günther Straßburger",
             "Mühlenweg 2, 46325 Musterstadt", "", "Grundmiete 300,00 €", "Betriebskosten 70,00 €",
             "Heizung 60,00 €", "", "Beginn: 1. April 2019")  # fmt: skip
    at.send(antrag, "mietvertrag", "Foto Mietvertrag.jpg", papers.photo(lines, seed=3))
    yield at.ago(7, 17, 2)
    at.submit(antrag)
    yield at.ago(5, 10, 50)
    at.take("maier", antrag)
    brief: Brief = request_evidence(acting=at.staff["maier"], antrag=antrag_by_id(antrag.id), keys=["kontoauszuege"])
    yield at.ago(5, 14, 10)
    record_posting(acting=at.staff["post"], brief=brief, posted_on=at.today - timedelta(days=5))


def not_agreed(at: Counter) -> Story:
    """Granted and posted; the heating is more than was counted, says the person at night, and the form is missing."""
    name = "Andrzej Wójcik"
    answers = household("Andrzej", "Wójcik", "1971-05-23", strasse="Mühlenweg", hausnummer="17", iban=IBANS[1])
    yield at.ago(7, 11, 20)
    antrag = at.secure(name, "bewilligt, hat Widerspruch eingelegt, die Unterschrift fehlt noch").antrag
    at.answer(antrag, answers)
    contract = papers.rental_contract(
        name, "Mühlenweg 17", "46325 Musterstadt", 30000, 7000, 6000, date(2019, 4, 1)
    )
    at.send(antrag, "mietvertrag", "Mietvertrag.pdf", contract)
    at.send(antrag, "kontoauszuege", "Konto.pdf", _account(at, name, IBANS[1], 9120))
    yield at.ago(7, 12, 10)
    at.submit(antrag)
    yield at.ago(6, 10, 15)
    at.take("berg", antrag)
    draft = at.present("berg", antrag)
    yield at.ago(6, 14, 40)
    brief = issue_bescheid(acting=at.staff["oeztuerk"], entscheidung=draft).brief
    yield at.ago(5, 15, 0)
    assert brief is not None
    record_posting(acting=at.staff["post"], brief=brief, posted_on=at.today - timedelta(days=5))
    yield at.ago(1, 22, 31)
    text = "Meine Heizung kostet 85 Euro, nicht 60. Die Abrechnung vom Oktober ist nicht mitgerechnet."
    raise_widerspruch(acting=citizen(antrag), antrag=antrag_by_id(antrag.id), weg="widerspruch", text=text)


def in_need(at: Counter) -> Story:
    """No money for food: on top of the list on Monday morning."""
    answers = household(
        "Fatma", "Kırıkkaya", "1988-04-04", notlage=["essen", "strom"], strasse="Kolpingstraße", hausnummer="19",
        konto=False, iban=None, vermoegen="0.00",
    )  # fmt: skip
    return _in_need(at, at.ago(1, 22, 4), answers, "Notlage: kein Geld für Essen")


def without_power(at: Counter) -> Story:
    """The power is cut off, two children at home."""
    answers = household(
        "Đorđe", "Vasić", "1993-10-30", notlage=["strom"], strasse="Schützenstraße", hausnummer="6", plz="48599",
        ort="Gronau", vermoegen="0.00", iban=IBANS[1], familienstand="verwitwet",
        personen=[
            alone_with(2, "Miloš", "Vasić", "2016-01-08", "0.00"),
            alone_with(3, "Nadija", "Vasić", "2022-07-21", "0.00"),
        ],
        personen_mehr=False,
    )  # fmt: skip
    return _in_need(at, at.ago(2, 11, 26), answers, "")


def losing_the_flat(at: Counter) -> Story:
    """The landlord has given notice."""
    answers = household(
        "Ólafur", "Øveraas", "1969-02-02", notlage=["wohnung"], strasse="Mühlenweg", hausnummer="31", plz="46342",
        ort="Velen", vermoegen="35.00", iban=IBANS[4], staatsangehoerigkeit="eu", in_deutschland_seit="2011-06-01",
    )  # fmt: skip
    return _in_need(at, at.ago(0, 7, 12), answers, "")


def _in_need(at: Counter, when: datetime, answers: Answers, story: str) -> Story:
    yield when
    antrag = at.secure(f"{answers['vorname']} {answers['nachname']}", story).antrag
    at.answer(antrag, answers)
    yield when + timedelta(minutes=27)
    at.submit(antrag)


def just_secured(at: Counter) -> Story:
    """The day is secured, nothing is answered yet."""
    yield at.ago(0, 8, 40)
    at.secure("noch ohne Namen", "nur gesichert, noch keine Frage beantwortet")


STORIES: tuple[Callable[[Counter], Story], ...] = (
    timo, sirin, couple, by_post, in_the_portal, asked_for_papers, not_agreed, in_need, without_power,
    losing_the_flat, just_secured,
)  # fmt: skip


def _account(at: Counter, name: str, iban: str, balance: int, *more: tuple[str, int], rent: int = 43000) -> bytes:
    return papers.bank_statement(name, iban, at.today - timedelta(days=8), balance, rent, more)


def _month_before(day: date, back: int) -> date:
    month = erster(day)
    for _ in range(back):
        month = erster(month - timedelta(days=1))
    return month
