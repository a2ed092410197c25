"""What the demo shows after a first application: a period that ends, somebody who acts for others."""

from __future__ import annotations

from datetime import date, timedelta

from nahbar.config.demo import papers
from nahbar.config.demo.counter import Counter
from nahbar.config.demo.secret import BETREUER, PASSWORD
from nahbar.config.demo.tries import ENDING
from nahbar.config.demo.where import Access
from nahbar.domain.applications.access import new_access
from nahbar.domain.applications.models import Antrag, Vertreter, Vertretung
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.knowledge.hints import add_hint
from nahbar.platform import clock
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.procedures.register_vertreter import register_vertreter
from nahbar.procedures.release_vertretung import Checked, release_vertretung
from nahbar.procedures.request_vertretung import Request, request_vertretung
from nahbar.procedures.start_weiter import possible_from

SOON = timedelta(days=75)
"""So near an end, that applying again is what there is to do."""


def fill(counter: Counter) -> None:
    """One case whose period ends, a Betreuer with one person and one request, a hint."""
    _ending(counter)
    _betreuer(counter)
    add_hint(
        acting=ANONYMOUS, seite="question", art="unklar",
        text="Bei der Frage nach den Heizkosten weiß ich nicht, ob die Nachzahlung dazugehört.", sprache="de",
    )  # fmt: skip


def _ending(counter: Counter) -> None:
    """The grant that ends next, with a code: apply again with what the file knows."""
    today = clock.today()
    grants = Entscheidung.objects.filter(
        art=Entscheidung.Art.BEWILLIGUNG, stand=Entscheidung.Stand.FREIGEGEBEN,
        bis__gte=today, bis__lte=today + SOON, antrag__stand=Antrag.Stand.ENTSCHIEDEN, antrag__person__isnull=False,
    )  # fmt: skip
    row = grants.select_related("antrag__person").order_by("bis", "id").first()
    if row is None or (possible_from(row.antrag) or date.max) > today:
        return
    secured = new_access(acting=counter.staff["berg"], antrag=row.antrag)
    story = f"läuft am {row.bis:%d.%m.%Y} ab: weiter beantragen"
    counter.accesses.append(Access(str(row.antrag.person), secured.code, secured.pin, story, ENDING))


def _betreuer(counter: Counter) -> None:
    """Acts for Hildegard Große-Wilde; asks to act for Günther Straßburger, which the office has yet to look at."""
    made = register_vertreter(
        acting=ANONYMOUS, login=BETREUER, password=PASSWORD, name="Dr. Anton Lange",
        organisation="Betreuungsbüro Lange", strasse="Marktstraße", hausnummer="4", plz="48599", ort="Gronau",
        telefon="02562 5550192",
    )  # fmt: skip
    released = _asks(made, "Hildegard", "Große-Wilde", date(1966, 8, 8))
    known = Antrag.objects.filter(person__nachname="Große-Wilde", person__vorname="Hildegard").first()
    if known is not None and known.person is not None:
        release_vertretung(
            acting=counter.staff["berg"], vertretung=released,
            checked=Checked(
                fuer=f"p:{known.person.id}", aufgabenkreise=("behoerden", "vermoegen"), einwilligungsvorbehalt=False,
                von=clock.today() - timedelta(days=30), bis=None, konflikt="", nachweis_gesehen=True,
                person_verglichen=True,
            ),
        )  # fmt: skip
    _asks(made, "Günther", "Straßburger", date(1975, 12, 12))


def _asks(made: Vertreter, vorname: str, nachname: str, born: date) -> Vertretung:
    lines = (
        "Amtsgericht Borken", "Betreuungsgericht", "", "Betreuerausweis", "", f"{vorname} {nachname}",
        f"geboren {born:%d.%m.%Y}", "", "Betreuer: Dr. Anton Lange", "Aufgabenbereiche: Vermögenssorge,",
        "Vertretung gegenüber Behörden",
    )  # fmt: skip
    return request_vertretung(
        acting=ANONYMOUS, vertreter=made,
        request=Request(
            art="betreuung", vorname=vorname, nachname=nachname, geburtsdatum=born,
            aufgabenkreise=("behoerden", "vermoegen"), von=clock.today() - timedelta(days=30),
        ),
        filename="Betreuerausweis.jpg", data=papers.photo(lines, seed=4),
    )  # fmt: skip

