"""§ 28: needs for education and participation (Bildung und Teilhabe), beside the Regelbedarf."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nahbar.law.calendar import erster, plus_monate, vollendet
from nahbar.law.norm import Stichtag, norm, wordings
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.berechnung import quotient
from nahbar.law.sgb2.verordnung import verordnung

FEBRUAR, AUGUST = 2, 8
ENDE_DER_SCHUELEREIGENSCHAFT, VOLLJAEHRIG = 25, 18
KLASSENFAHRT_MONATE = 6


@dataclass(frozen=True)
class Bildung:
    """What is stated about one child in one month; amounts are the actual, recognised costs in cents."""

    id: str
    geburtsdatum: date
    schule: bool = False
    ausbildungsverguetung: bool = False
    kita: bool = False
    ausfluege: int = 0
    klassenfahrten: int = 0
    erstmals_aufgenommen: date | None = None
    wieder_aufgenommen: date | None = None
    befoerderung: int = 0
    befoerderung_von_dritten: int = 0
    lernfoerderung: int = 0
    mittagessen_preis: int = 0
    mittagessen_tage: int = 0
    mittagessen_der_schule: bool = False
    teilhabe: int = 0
    teilhabe_weitere: int = 0
    teilhabe_zumutbar: int = 0


@dataclass(frozen=True)
class Bildungsbedarf:
    """The needs of the paragraphs 2 to 7 in one month."""

    ausfluege: int
    schulbedarf: int
    befoerderung: int
    lernfoerderung: int
    mittagessen: int
    teilhabe: int

    @property
    def summe(self) -> int:
        """All needs of the month."""
        return sum(self.nach_absatz().values())

    def nach_absatz(self) -> dict[str, int]:
        """The needs in the order in which income covers them (§ 19 Abs. 3 S. 3)."""
        return {
            "2": self.ausfluege, "3": self.schulbedarf, "4": self.befoerderung, "5": self.lernfoerderung,
            "6": self.mittagessen, "7": self.teilhabe,
        }  # fmt: skip


@norm("SGB II § 28 Abs. 1 S. 2", einheit="ja/nein")
def schuelerin_oder_schueler(
    recht: Rechtsstand, person: str, geburtsdatum: date, schule: bool, ausbildungsverguetung: bool
) -> bool:
    """Under 25, at a general or vocational school, without Ausbildungsvergütung; asked for the first of the month."""
    unter_25 = recht.monat < vollendet(geburtsdatum, ENDE_DER_SCHUELEREIGENSCHAFT)
    return unter_25 and schule and not ausbildungsverguetung


@norm("SGB II § 21 Abs. 6a")
def mehrbedarf_schulbuecher(recht: Rechtsstand, person: str, aufwendungen: int, erstattet: int) -> int:
    """What a pupil must pay for school books or exercise books by the rules of the school, if nobody else pays.

    A Mehrbedarf of the month in which they are bought, beside the amounts for school things of § 28 Abs. 3.
    """
    return max(0, aufwendungen - erstattet)


@norm("SGB II § 28 Abs. 2")
def schulausfluege_und_klassenfahrten(recht: Rechtsstand, person: str, ausfluege: int, klassenfahrten: int) -> int:
    """The actual costs of trips and of journeys of several days, for pupils and (S. 2) for children in day care."""
    return ausfluege + klassenfahrten


@norm("SGB II § 28 Abs. 3")
def schulbedarf(recht: Rechtsstand, person: str, aufgenommen: date | None, wieder_aufgenommen: date | None) -> int:
    """School things: the first half-year's amount on 1 August, the second's on 1 February.

    § 34 Abs. 3 S. 2 SGB XII: first admission between September and January brings the first amount (Nr. 1), from
    February on both (Nr. 2), a return after an interruption from March on the second (Nr. 3), in that month.
    """
    monat = recht.monat.month
    aufnahme = aufgenommen is not None and erster(aufgenommen) == recht.monat
    rueckkehr = wieder_aufgenommen is not None and erster(wieder_aufgenommen) == recht.monat
    erstes_halbjahr = monat >= AUGUST or monat < FEBRUAR
    betrag = 0
    if monat == AUGUST or aufnahme:
        betrag += recht.parameter("schulbedarf_erstes_halbjahr")
    if monat == FEBRUAR or (not erstes_halbjahr and (aufnahme or rueckkehr)):
        betrag += recht.parameter("schulbedarf_zweites_halbjahr")
    return betrag


@norm("SGB II § 28 Abs. 4 S. 1")
def schuelerbefoerderung(recht: Rechtsstand, person: str, aufwendungen: int, von_dritten: int) -> int:
    """The necessary costs of the way to the nearest school of the chosen course, as far as nobody else pays them."""
    return max(0, aufwendungen - von_dritten)


@norm("SGB II § 28 Abs. 5")
def lernfoerderung(recht: Rechtsstand, person: str, aufwendungen: int) -> int:
    """Suitable and necessary tutoring beside what the school offers; no danger of failing the year is needed."""
    return aufwendungen


@norm("SGB II § 71 Abs. 1", einheit="ja/nein", name="lernfoerderung_im_antrag",
      bis=date(2023, 12, 31), stichtag=Stichtag.BEWILLIGUNG)  # fmt: skip
def _im_antrag_enthalten(recht: Rechtsstand) -> bool:
    """Periods that begin until 31 December 2023: the Antrag on living costs contains the one on tutoring (S. 2)."""
    return True


@norm("SGB II § 37 Abs. 1 S. 2", einheit="ja/nein", name="lernfoerderung_im_antrag",
      ab=date(2024, 1, 1), stichtag=Stichtag.BEWILLIGUNG)  # fmt: skip
def _gesondert_zu_beantragen(recht: Rechtsstand) -> bool:
    """Tutoring is applied for separately."""
    return False


lernfoerderung_im_antrag = wordings(_im_antrag_enthalten, _gesondert_zu_beantragen)


@norm("SGB II § 28 Abs. 6")
def mittagsverpflegung(recht: Rechtsstand, person: str, preis: int, tage: int) -> int:
    """Lunch together in school or day care: the price on the days of the month (S. 3: school days of the Land)."""
    return preis * tage


@norm("SGB II § 28 Abs. 7 S. 1")
def teilhabe(recht: Rechtsstand, person: str, geburtsdatum: date, aufwendungen: int) -> int:
    """15 euro for a month in which a minor has actual costs of sports, culture, lessons or leisure trips."""
    minderjaehrig = recht.monat < vollendet(geburtsdatum, VOLLJAEHRIG)
    return recht.parameter("teilhabe_pauschale") if minderjaehrig and aufwendungen > 0 else 0


@norm("SGB II § 28 Abs. 7 S. 2")
def weitere_teilhabe(recht: Rechtsstand, person: str, pauschale: int, weitere: int, zumutbar: int) -> int:
    """Further costs beside the 15 euro that cannot be expected from the Regelbedarf: the most that may be granted."""
    return max(0, weitere - zumutbar) if pauschale else 0


@verordnung("§ 5a Nr. 1")
def schulausfluege_pruefbetrag(recht: Rechtsstand, person: str) -> int:
    """For the test of need trips count with three euro a month."""
    return recht.parameter("ausfluege_pruefbetrag")


@verordnung("§ 5a Nr. 2")
def klassenfahrt_pruefbetrag(recht: Rechtsstand, person: str, aufwendungen: int, antrag: date) -> int:
    """For the test of need a sixth of the journey in each of six months, from the month after the application."""
    beginn = plus_monate(erster(antrag), 1)
    if beginn <= recht.monat < plus_monate(beginn, KLASSENFAHRT_MONATE):
        return quotient(aufwendungen, KLASSENFAHRT_MONATE)
    return 0


def bildungsbedarf(recht: Rechtsstand, kind: Bildung) -> Bildungsbedarf:
    """The needs of one child in the month; raises UnknownParameter for a month whose values are not known."""
    schueler = schuelerin_oder_schueler(recht, kind.id, kind.geburtsdatum, kind.schule, kind.ausbildungsverguetung)
    betreut = schueler or kind.kita
    essen = (schueler and kind.mittagessen_der_schule) or kind.kita
    pauschale = teilhabe(recht, kind.id, kind.geburtsdatum, kind.teilhabe)
    return Bildungsbedarf(
        schulausfluege_und_klassenfahrten(recht, kind.id, kind.ausfluege, kind.klassenfahrten) if betreut else 0,
        schulbedarf(recht, kind.id, kind.erstmals_aufgenommen, kind.wieder_aufgenommen) if schueler else 0,
        schuelerbefoerderung(recht, kind.id, kind.befoerderung, kind.befoerderung_von_dritten) if schueler else 0,
        lernfoerderung(recht, kind.id, kind.lernfoerderung) if schueler else 0,
        mittagsverpflegung(recht, kind.id, kind.mittagessen_preis, kind.mittagessen_tage) if essen else 0,
        pauschale + weitere_teilhabe(recht, kind.id, pauschale, kind.teilhabe_weitere, kind.teilhabe_zumutbar),
    )
