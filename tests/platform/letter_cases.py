"""Letters of invented people for the tests: J1 (Aylin Demir), J8 (Timo Krüger), forty children, odd names."""

from datetime import UTC, date, datetime

from nahbar.benefits.base import Hinweis, MonthResult, PersonResult
from nahbar.benefits.grundsicherungsgeld.letters import BescheidData, BescheidPerson, Payee
from nahbar.law.explain import Step, UsedParameter
from nahbar.platform.letters import (
    Ablehnung,
    AccessCode,
    Address,
    Attachment,
    Ground,
    InfoBlock,
    Letter,
    Letterhead,
    Nachforderung,
    Receipt,
    Rechtsbehelf,
    Signature,
    Wanted,
)

HEAD = Letterhead(
    name="Jobcenter Kreis Musterland",
    address_lines=("Marktstraße 1", "46399 Musterstadt"),
    return_line="Jobcenter Kreis Musterland · Marktstraße 1 · 46399 Musterstadt",
    phone="02999 12345-0",
    opening_hours=("Montag bis Freitag 8–12 Uhr", "Donnerstag 14–18 Uhr"),
    logo_text="Kreis Musterland",
    unit="Jobcenter · Leistungen zum Lebensunterhalt",
)
RECHTSBEHELF = Rechtsbehelf(
    "Jobcenter Kreis Musterland",
    "Marktstraße 1, 46399 Musterstadt",
    (
        "über das Formular »Widerspruch« auf nahbar.example, mit dem Online-Ausweis,",
        "über das besondere elektronische Behördenpostfach »Jobcenter Kreis Musterland«.",
    ),
)
OZTURK = Signature("Frau Öztürk", "Sachbearbeiterin")


def letter(*lines: str, salutation: str = "Guten Tag Aylin Demir,") -> Letter:
    """A letter of 26 November 2026 to these lines."""
    address = Address(lines or ("Aylin Demir", "Gartenstraße 7", "46414 Rhede"))
    extra = (("BG-Nummer", "35502-00001"),)
    info = InfoBlock("NB-2026-000417", date(2026, 11, 26), "Frau Öztürk", "02999 12345-217", "2.17", extra)
    return Letter(HEAD, address, info, salutation)


def person(key: str, parts: tuple[int, int, int, int], sofort: int = 0, *, child: bool = False) -> PersonResult:
    """Regelbedarf, Mehrbedarf, dwelling, own income in cents."""
    regelbedarf, mehrbedarf, kdu, einkommen = parts
    bedarf = regelbedarf + mehrbedarf + kdu
    return PersonResult(
        key, True, regelbedarf, mehrbedarf, kdu, bedarf, einkommen, 0, bedarf - (einkommen if child else 0), sofort
    )


def month(first: date, persons: tuple[PersonResult, ...], *, werte_stand: date | None = None) -> MonthResult:
    """One month whose sums are those of the persons."""
    trace = Step("SGB II § 21 Abs. 3 Nr. 1", "mehrbedarf_alleinerziehend", persons[0].id, persons[0].mehrbedarf, "cent")
    trace.eingaben["regelbedarf"] = persons[0].regelbedarf
    trace.parameter.append(UsedParameter("anteil_alleinerziehend", "0.36", "§ 21 Abs. 3 Nr. 1 SGB II"))
    return MonthResult(
        first,
        "Grundsicherungsgeld",
        date(2026, 7, 1),
        sum(p.anspruch for p in persons),
        sum(p.sofortzuschlag for p in persons),
        persons,
        (Hinweis("§ 12a SGB II", "Bitte beantragen Sie vorrangig den Unterhaltsvorschuss."),),
        (Step("SGB II § 19", "anspruch", None, sum(p.anspruch for p in persons), "cent", kinder=[trace]),),
        werte_stand,
    )


def year(persons: tuple[PersonResult, ...], *, known_until: date = date(2026, 12, 1)) -> tuple[MonthResult, ...]:
    """November 2026 to October 2027; months after `known_until` carry its values."""
    firsts = [date(2026 + (10 + n) // 12, (10 + n) % 12 + 1, 1) for n in range(12)]
    return tuple(month(f, persons, werte_stand=known_until if f > known_until else None) for f in firsts)


AYLIN = person("p1", (56_300, 20_268, 28_500, 0))
MERT = person("p2", (35_700, 0, 28_500, 48_600), 2_500, child=True)
LARA = person("p3", (39_000, 0, 28_500, 55_800), 2_500, child=True)
DEMIR = (
    BescheidPerson(
        "p1",
        "Aylin Demir",
        date(1995, 5, 3),
        "Antragstellerin",
        "Regelbedarfsstufe 1 (alleinerziehend)",
    ),
    BescheidPerson("p2", "Mert Demir", date(2021, 2, 9), "Kind", "Regelbedarfsstufe 6"),
    BescheidPerson("p3", "Lara Demir", date(2017, 6, 30), "Kind", "Regelbedarfsstufe 5"),
)


def j1() -> BescheidData:
    """Aylin and her children: 1,323.68 and 50.00 Sofortzuschlag, November 2026 to October 2027."""
    return BescheidData(
        letter=letter(),
        leistung="Grundsicherungsgeld",
        antrag_vom=date(2026, 11, 23),
        personen=DEMIR,
        monate=year((AYLIN, MERT, LARA)),
        zahlungen=(Payee("Aylin Demir", "auf das Konto DE89 … 3000", 137_368),),
        rechtsbehelf=RECHTSBEHELF,
        signature=OZTURK,
        gruende=("Sie sind alleinerziehend. Ihre Miete wird in voller Höhe anerkannt (Karenzzeit).",),
        nachzahlung_cents=137_368,
        nachzahlung_fuer="November 2026",
    )


def j8() -> BescheidData:
    """Timo Krüger, alone: 993.00."""
    timo = person("p1", (56_300, 0, 43_000, 0))
    return BescheidData(
        letter=letter("Timo Krüger", "Nordring 12", "46395 Bocholt", salutation="Guten Tag Timo Krüger,"),
        leistung="Grundsicherungsgeld",
        antrag_vom=date(2026, 11, 23),
        personen=(BescheidPerson("p1", "Timo Krüger", date(1982, 4, 1), "", "Regelbedarfsstufe 1 (alleinstehend)"),),
        monate=year((timo,)),
        zahlungen=(Payee("Timo Krüger", "auf das Konto DE89 … 3000", 99_300),),
        rechtsbehelf=RECHTSBEHELF,
        signature=OZTURK,
        nachzahlung_cents=99_300,
        nachzahlung_fuer="November 2026",
    )


LONG_NAME = "Dr. Ǧülşẹn-Žofija Wołłęrstötter-Ķalniņa Freiherrin von und zu Müßiggang-Þórðardóttir-Nguyễn"


def forty_children() -> BescheidData:
    """One parent with a very long name and forty children; two ranges of amounts, one landlord."""
    children = tuple(person(f"k{n}", (39_000, 0, 2_500, 25_900), 2_500, child=True) for n in range(40))
    parent = person("p1", (56_300, 33_780, 2_500, 0))
    later = tuple(person(f"k{n}", (47_100, 0, 2_500, 25_900), 2_500, child=True) for n in range(40))
    months = year((parent, *children))
    persons = [BescheidPerson("p1", LONG_NAME, date(1980, 2, 29), "", "Regelbedarfsstufe 1")]
    persons += [
        BescheidPerson(f"k{n}", f"Kind{n:02d} {LONG_NAME[4:]}", date(2017, 1, 1), "Kind", "Stufe 5") for n in range(40)
    ]
    return BescheidData(
        letter=letter(
            LONG_NAME, "bei Ķalniņa-Wołłęrstötter, Hinterhaus 3. OG links", "Straße der Befreiung 123 b", "46414 Rhede"
        ),
        leistung="Grundsicherungsgeld",
        antrag_vom=date(2026, 11, 23),
        personen=tuple(persons),
        monate=(*months[:6], *(month(m.monat, (parent, *later), werte_stand=m.werte_stand) for m in months[6:])),
        zahlungen=(
            Payee(LONG_NAME, "auf das Konto DE89 … 3000", months[0].summe + months[0].sofortzuschlag - 102_500),
            Payee("Wohnbau Musterland eG", "auf das Konto DE02 … 2051", 102_500, "Miete"),
        ),
        rechtsbehelf=RECHTSBEHELF,
        signature=OZTURK,
        vorlaeufig_grund="Ihr Einkommen aus selbständiger Arbeit steht noch nicht fest.",
        kdu_hinweis=("Ihre Wohnung kostet mehr, als angemessen ist. Wir zahlen sie bis zum 30. April 2027 voll.",),
    )


def receipt() -> Receipt:
    """J1 step 5: the receipt with the whole declaration."""
    return Receipt(
        letter=letter(),
        number="NB-2026-000417",
        received_at=datetime(2026, 11, 23, 20, 40, tzinfo=UTC),
        submitted_by="Aylin Demir",
        leistung="Grundsicherungsgeld",
        effect_from=date(2026, 11, 1),
        attachments=(
            Attachment("Mietvertrag, 3 Seiten", "mietvertrag.pdf", "9f86d081884c7d659a2feaa0c55ad015" * 2),
            Attachment("Kontoauszug Oktober", "IMG_😀.jpg", "60303ae22b998861bce3b28f33eec1be" * 2),
        ),
        missing=(("Bescheid über Unterhaltsvorschuss", "Wir müssen wissen, wie viel davon für die Kinder kommt."),),
        next_steps=("Wir prüfen Ihren Antrag.", "Wenn etwas fehlt, schreiben wir Ihnen einmal und nennen alles."),
        declaration=(
            ("Über Sie", (("Name", "Aylin Demir"), ("Geburtsdatum", "3. Mai 1995"))),
            ("Ihre Wohnung", tuple((f"Frage {n} zur Wohnung", f"Angabe {n} zur Wohnung") for n in range(60))),
        ),
    )


def nachforderung() -> Nachforderung:
    """J3: one letter, one deadline, one code."""
    return Nachforderung(
        letter=letter(),
        leistung="Grundsicherungsgeld",
        items=(
            Wanted("Bescheid über Unterhaltsvorschuss", "Davon hängt ab, was Mert und Lara bekommen.", "§ 11 SGB II"),
            Wanted("Lohnabrechnung November", "Davon hängt ab, welches Einkommen wir anrechnen.", "§ 11b SGB II"),
        ),
        deadline=date(2026, 12, 14),
        code="7F3K-92QX",
        valid_until=date(2027, 1, 11),
        url="https://nahbar.example/brief#7F3K-92QX",
        signature=OZTURK,
        consequence="Das bedeutet: Sie bekommen zunächst kein Grundsicherungsgeld.",
    )


def ablehnung() -> Ablehnung:
    """A refusal for income."""
    return Ablehnung(
        letter=letter(),
        leistung="Grundsicherungsgeld",
        antrag_vom=date(2026, 11, 23),
        persons=("Aylin Demir, geboren am 3. Mai 1995",),
        grounds=(Ground("Ihr Einkommen ist höher als Ihr Bedarf.", "§ 9 Absatz 1, § 19 Absatz 1 SGB II"),),
        rechtsbehelf=RECHTSBEHELF,
        signature=OZTURK,
        help=("Wohngeld: Antrag bei der Stadt Rhede.", "Kinderzuschlag: Antrag bei der Familienkasse."),
    )


def access_code() -> AccessCode:
    """A new code by letter."""
    return AccessCode(
        letter=letter(),
        title="Ihr neuer Zugangscode",
        intro="Mit diesem Code kommen Sie wieder an Ihren Antrag.",
        label="Ihr neuer Code",
        code="7F3K-92QX-M4TP",
        steps=("Öffnen Sie nahbar.example.", "Wählen Sie »Mit Code weitermachen«.", "Geben Sie den Code ein."),
        valid_until=date(2026, 12, 31),
    )
