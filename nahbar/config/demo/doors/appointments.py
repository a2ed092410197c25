"""What the demo shows of appointments: three places, what is offered there, and a week that is half booked."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from nahbar.config.demo.counter import Counter
from nahbar.domain.appointments import queries
from nahbar.domain.appointments.errors import TerminError
from nahbar.domain.appointments.models import Angebot, Ort
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Akte
from nahbar.domain.people.actions import create_person
from nahbar.platform import clock
from nahbar.platform.accounts.roles import ANONYMOUS, Actor
from nahbar.platform.tenancy.models import Gemeinde
from nahbar.platform.tenancy.scope import savepoint
from nahbar.platform.zone import BERLIN
from nahbar.procedures.book_termin import book_termin
from nahbar.procedures.cancel_termin import cancel_termin
from nahbar.procedures.set_up_ort import assign, close_on, count_visits, open_hours, set_up_angebot, set_up_ort

EVERY_DAY = range(5)
GUESTS = ("Frau Yıldız", "Herr Sørensen", "Familie Đorđević", "Frau K.", "Herr Nowak")


def _town(name: str) -> Gemeinde | None:
    found: Gemeinde | None = Gemeinde.objects.filter(name=name).first()
    return found


def _offer(
    acting: Actor, ort: Ort, hours: dict[int, tuple[int, int]], team: list[tuple[str, str]], **words: Any
) -> Angebot:
    """An offer with hours by weekday and (name, kind) of what it needs."""
    angebot = set_up_angebot(acting=acting, ort=ort, **words)
    for weekday, (von, bis) in hours.items():
        open_hours(
            acting=acting, angebot=angebot, weekday=weekday, von=time(von), bis=time(bis), gueltig_von=date(2026, 1, 1)
        )
    for name, kind in team:
        assign(acting=acting, angebot=angebot, name=name, art=kind)
    return queries.angebot_by_id(angebot.id)


def _office(acting: Actor) -> tuple[Ort, Angebot, Angebot]:
    haus = set_up_ort(
        acting=acting, name="Jobcenter Musterstadt", strasse="Marktplatz 1", plz="46325", ort="Musterstadt",
        gemeinde=_town("Musterstadt"), eigentuemer="Kreis Musterland", telefon="02861 555-0",
        hinweg="Haupteingang am Markt, im Erdgeschoss am Empfang melden. Bus 750 bis „Rathaus“.",
        barrierefrei="Eingang ohne Stufen, Aufzug, Toilette für Rollstühle, Induktionsanlage am Empfang.",
    )  # fmt: skip
    mornings = {day: (8, 12) for day in EVERY_DAY}
    antrag = _offer(
        acting, haus, mornings, [("Frau Berg", "person"), ("Frau Öztürk", "person"), ("Herr Maier", "person")],
        titel="Hilfe beim Antrag", dauer_min=30, mitbringen="Ausweis, wenn Sie einen haben, und Ihre Post vom Amt.",
        beschreibung="Wir gehen die Fragen zusammen durch.",
    )  # fmt: skip
    assign(acting=acting, angebot=antrag, name="Frau Haddad", art="dolmetschen", sprache="Arabisch")
    assign(acting=acting, angebot=antrag, name="Herr Ganser", art="dolmetschen", sprache="Deutsche Gebärdensprache")
    arbeit = _offer(
        acting, haus, mornings | {3: (8, 18)}, [("Herr Nguyễn", "person"), ("Beratungszimmer 2.20", "raum")],
        titel="Arbeit und Ausbildung", dauer_min=60, mitbringen="Lebenslauf und Zeugnisse, wenn Sie welche haben.",
    )  # fmt: skip
    _offer(
        acting, haus, {1: (14, 17), 3: (14, 17)}, [("Frau Öztürk", "person"), ("Videoraum 1", "videoraum")],
        titel="Beratung per Video", art=Angebot.Art.VIDEO, dauer_min=30,
        beschreibung="Im Browser, ohne Programm. Nichts wird aufgezeichnet.",
    )  # fmt: skip
    return haus, antrag, arbeit


def _partners(acting: Actor) -> tuple[Angebot, Angebot]:
    pankratius = set_up_ort(
        acting=acting, name="Gemeindehaus St. Pankratius", art=Ort.Art.PARTNERRAUM,
        traegerschaft=Ort.Traegerschaft.FREI, eigentuemer="Katholische Kirchengemeinde St. Pankratius",
        zweckbindung=Ort.Zweckbindung.BERATUNG, strasse="Kirchstraße 4", plz="46325", ort="Musterstadt",
        gemeinde=_town("Musterstadt"), hinweg="Eingang im Hof, Raum „Arche“, bitte klingeln.",
        barrierefrei="Rampe am Hofeingang, Toilette für Rollstühle.",
    )  # fmt: skip
    offen = set_up_angebot(
        acting=acting, ort=pankratius, titel="Offene Sprechstunde", art=Angebot.Art.OFFEN, dauer_min=15,
        beschreibung="Fragen zu Post, Antrag, Kita und Ausbildung. Kommen Sie einfach vorbei.",
        zielgruppe="Für alle, auch wenn Sie noch nie beim Jobcenter waren",
    )  # fmt: skip
    open_hours(acting=acting, angebot=offen, weekday=1, von=time(9), bis=time(12), gueltig_von=date(2026, 1, 1))
    einzel = _offer(
        acting, pankratius, {1: (13, 16)}, [("Herr Maier", "person"), ("Raum „Arche“", "raum")],
        titel="Beratung ohne Rechtsfolgen", dauer_min=30, zielgruppe="Für Menschen, die nicht ins Amt kommen möchten",
    )  # fmt: skip
    rhede = set_up_ort(
        acting=acting, name="Familienzentrum Rhede", art=Ort.Art.PARTNERRAUM,
        traegerschaft=Ort.Traegerschaft.KOMMUNAL, eigentuemer="Stadt Rhede", zweckbindung=Ort.Zweckbindung.BERATUNG,
        strasse="Südstraße 12", plz="46414", ort="Rhede", gemeinde=_town("Rhede"),
        hinweg="Gelber Anbau neben der Kita, erste Tür links.", barrierefrei="Ohne Stufen, Wickelraum, Spielecke.",
    )  # fmt: skip
    eltern = set_up_angebot(
        acting=acting, ort=rhede, titel="Elternfrühstück mit Beratung", art=Angebot.Art.OFFEN, dauer_min=30,
        beschreibung="Arbeit und Ausbildung für Eltern, Schule und Ausbildung für die Kinder.",
        zielgruppe="Für Eltern mit kleinen Kindern",
    )  # fmt: skip
    open_hours(
        acting=acting, angebot=eltern, weekday=3, von=time(9), bis=time(11), gueltig_von=date(2026, 11, 5),
        alle_wochen=2,
    )  # fmt: skip
    return offen, einzel


def _book(acting: Actor, angebot: Angebot, day: date, at: time, **whom: Any) -> queries.Termin | None:
    """A booking, if the day of the demo leaves the time free."""
    try:
        with savepoint():
            return book_termin(acting=acting, angebot=angebot, beginn=datetime.combine(day, at, tzinfo=BERLIN), **whom)
    except TerminError:
        return None


def _jonas(acting: Actor, arbeit: Angebot) -> None:
    """Jonas Weber, 22, invited for Wednesday 9 December, 10:00 (journey J4), in a file of his own."""
    town = _town("Rhede")
    person = create_person(
        acting=acting, vorname="Jonas", nachname="Weber", geburtsdatum=date(2004, 5, 17), strasse="Gartenweg",
        hausnummer="7", plz="46414", ort="Rhede", telefon="0151 5550192", gemeinde=town,
    )  # fmt: skip
    akte = casefile.open_akte(acting=acting, person=person, gemeinde=town)
    casefile.open_vorgang(acting=acting, akte=akte, art="eingliederung", titel="Arbeit und Ausbildung")
    _book(
        acting, arbeit, date(2026, 12, 9), time(10), akte=akte, meldetermin=True,
        anlass="Berufliche Situation und Ausbildungsplatz",
    )  # fmt: skip


def fill(counter: Counter) -> None:
    """Places, offers, hours; bookings around today; Jonas Weber's invitation."""
    lead, berg, fall = counter.staff["wolter"], counter.staff["berg"], counter.staff["fall"]
    _haus, antrag, arbeit = _office(lead)
    offen, einzel = _partners(lead)
    close_on(acting=lead, tag=date(2026, 12, 24), grund="Heiligabend")
    close_on(acting=lead, tag=date(2026, 12, 31), grund="Silvester")
    today = clock.today()
    files = list(Akte.objects.select_related("person").order_by("aktenzeichen")[:6])
    for number, akte in enumerate(files):
        day = today + timedelta(days=1 + number % 4)
        _book(berg, antrag, day, time(8 + number % 3, 30), akte=akte, anlass="Unterlagen durchgehen")
    for number, name in enumerate(GUESTS):
        day = today + timedelta(days=1 + number % 4)
        _book(ANONYMOUS, antrag if number else einzel, day, time(10 if number else 13, 0), name=name)
    gone = _book(ANONYMOUS, antrag, today + timedelta(days=2), time(11, 0), name="Frau Lehmann")
    if gone is not None:
        cancel_termin(acting=ANONYMOUS, termin=gone, grund="Kind krank", code=gone.code)
    for weeks, number, topic in ((1, 11, "Post vom Amt"), (2, 8, "Kita und Schule"), (3, 14, "Post vom Amt")):
        day = today - timedelta(days=today.weekday() - 1 + 7 * weeks)
        count_visits(acting=fall, angebot=offen, tag=day, anzahl=number, thema=topic)
    _jonas(fall, arbeit)
