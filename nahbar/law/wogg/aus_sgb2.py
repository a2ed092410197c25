"""From the facts of the SGB II to a Wohngeld household: two of them, between which the real one lies.

The SGB II does not know the Mietenstufe of the town, which taxes and contributions are paid, or a Schwerbehinderung.
`wohngeldhaushalt` therefore builds the household that gets least, or the one that gets most.
"""

from __future__ import annotations

from nahbar.law.bkgg.aus_sgb2 import familie_aus
from nahbar.law.calendar import vollendet
from nahbar.law.rechtsstand import Rechtsstand
from nahbar.law.sgb2.monat import Ergebnis
from nahbar.law.sgb2.sachverhalt import Person, Rolle, Sachverhalt
from nahbar.law.vorrang import Lage
from nahbar.law.wogg.haushalt import GROESSTE_MIETENSTUFE, JE_SONSTIGE, Mitglied, Unterhaltspflicht, Wohngeldhaushalt

MONATE = 12
NIEDRIGSTE = 1


def wohngeldhaushalt(
    sv: Sachverhalt, recht: Rechtsstand, *, guenstig: bool, mietenstufe: int | None = None
) -> Wohngeldhaushalt | None:
    """The household at its least or most favourable; None where the dwelling or who lives in it is not known enough."""
    wohnung = sv.wohnung
    if wohnung.eigentum or not wohnung.bruttokaltmiete or any(_zu_wenig_bekannt(p) for p in sv.personen):
        return None
    erwachsene = sum(p.rolle != Rolle.KIND for p in sv.personen)
    minderjaehrig = any(
        p.rolle == Rolle.KIND and p.kindergeld and vollendet(p.geburtsdatum, 18) > recht.monat for p in sv.personen
    )
    return Wohngeldhaushalt(
        mitglieder=tuple(_mitglied(p, recht, guenstig) for p in sv.personen),
        miete=wohnung.bruttokaltmiete,
        mietenstufe=mietenstufe or (GROESSTE_MIETENSTUFE if guenstig else NIEDRIGSTE),
        allein_mit_kindern=erwachsene == 1 and minderjaehrig,
        unterhaltspflichten=tuple(
            Unterhaltspflicht(JE_SONSTIGE, MONATE * p.unterhalt_titel, MONATE * p.unterhalt_titel, mit_titel=True)
            for p in sv.personen
            if p.unterhalt_titel
        ),
        vermoegen=sum(p.vermoegen for p in sv.personen),
        nur_auszubildende=not guenstig and all(p.ausbildung for p in sv.personen),
    )


def lage_aus(sv: Sachverhalt, recht: Rechtsstand, ergebnis: Ergebnis, haushalt: Wohngeldhaushalt | None) -> Lage:
    """A calculated month of the SGB II for the check of § 12a; the Wohngeld household is built with what is known.

    The lump sum for insurance is open where an adult has no income of its own that could have used it.
    """
    paare = [(p, e) for p, e in zip(sv.personen, ergebnis.personen, strict=True) if e.in_bg]
    eigenes = all(e.einkommen for p, e in paare if p.rolle != Rolle.KIND)
    familie = familie_aus(sv, ergebnis)
    return Lage(
        recht,
        bedarf=sum(e.bedarf for _, e in paare),
        einkommen=sum(e.einkommen_zugeteilt + (e.einkommen if p.rolle == Rolle.KIND else 0) for p, e in paare),
        haushalt=haushalt,
        familie=familie[0] if familie else None,
        offen_je_kind=familie[1] if familie else (),
        pauschale_offen=0 if eigenes else recht.parameter("versicherungspauschale"),
    )


def _zu_wenig_bekannt(person: Person) -> bool:
    """Whoever only shares the dwelling or gets SGB XII, and profit, which income tax counts in another way."""
    return person.rolle == Rolle.HAUSHALTSMITGLIED or person.leistung_sgb12 or person.gewinn > 0


def _mitglied(person: Person, recht: Rechtsstand, guenstig: bool) -> Mitglied:
    """A year of twelve such months. Without taxes and contributions at worst, with all of them at best."""
    beitraege = 0 < person.netto < person.brutto
    pauschal = not guenstig and not beitraege
    return Mitglied(
        id=person.id,
        arbeitslohn=0 if pauschal else MONATE * person.brutto,
        pauschal_besteuert=MONATE * person.brutto if pauschal else 0,
        werbungskosten=MONATE * person.absetzungen_erwerb,
        gesetzliche_rente=MONATE * max(person.rente, person.rente_brutto),
        andere_rente=MONATE * person.private_rente,
        lohnersatz=MONATE * (person.alg1 + (0 if guenstig else person.elterngeld)),
        unterhalt=MONATE * person.unterhalt,
        unterhaltsvorschuss=MONATE * person.unterhaltsvorschuss,
        sonstiges=0 if guenstig else MONATE * person.sonstiges,
        steuern=guenstig,
        krankenversicherung=guenstig or beitraege,
        rentenversicherung=guenstig,
        schwerbehindert=guenstig,
        kind_unter_25=person.rolle == Rolle.KIND and vollendet(person.geburtsdatum, 25) > recht.monat,
        grundrentenzeiten_33=person.grundrentenzeiten_33,
    )
