"""Say that one does not agree with a Bescheid: the moment counts, the form may follow within the period (§ 84 SGG)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nahbar.domain.applications.errors import AntragUnknown, NotSubmitted
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import can_change_answers, is_own_antrag
from nahbar.domain.appointments import queries as appointments
from nahbar.domain.appointments.models import Angebot, Ort, Termin
from nahbar.domain.appointments.policies import can_book_online
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Aufgabe
from nahbar.domain.decisions import widerspruch as room
from nahbar.domain.decisions.errors import NothingToAttack
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.decisions.queries import final_decision
from nahbar.domain.decisions.rechte_queries import last_day
from nahbar.domain.decisions.widerspruch_form import period
from nahbar.domain.decisions.widerspruch_models import Widerspruch
from nahbar.domain.mailroom.models import Brief
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.letters import words
from nahbar.procedures.book_termin import book_termin
from nahbar.procedures.tell_citizen import tell_citizen

TASK = "widerspruch_pruefen"
PREFERRED = "Niederschrift"
"""An offer with this word in its title is meant for it."""


def attackable(antrag: Antrag) -> Entscheidung:
    """The decision that holds and was sent; raises NothingToAttack."""
    found = final_decision(antrag)
    if found is None or found.brief is None or found.brief.stand != Brief.Stand.VERSANDT:
        raise NothingToAttack()
    return found


def ways_open(antrag: Antrag) -> tuple[str, ...]:
    """What can be done now against the decision, the better way first; raises NothingToAttack.

    After the period only the review is left (§ 77 SGG, § 44 SGB X); an objection that comes late can still be raised at
    the office, which looks whether the period is restored (§ 67 SGG).
    """
    if period(last_day(attackable(antrag)), clock.now()).over:
        return (Widerspruch.Weg.UEBERPRUEFUNG.value,)
    return (Widerspruch.Weg.WIDERSPRUCH.value, Widerspruch.Weg.UEBERPRUEFUNG.value)


@transaction.atomic
def raise_widerspruch(*, acting: Actor, antrag: Antrag, weg: str, text: str, kanal: str = "portal") -> Widerspruch:
    """Keep the words with the server's time, and make work of them for today.

    Raises NothingToAttack, AntragUnknown, NotSubmitted.
    """
    if not can_change_answers(acting, antrag):
        raise AntragUnknown
    if antrag.akte is None or antrag.vorgang is None:
        raise NotSubmitted
    attacked = attackable(antrag)
    row = room.declare(
        acting=acting, entscheidung=attacked, vorgang=attacked.vorgang, weg=weg, text=text, kanal=kanal,
        frist=last_day(attacked),
    )  # fmt: skip
    what = "Widerspruch erklärt, die Form fehlt noch" if row.form_fehlt else f"{row.get_weg_display()} gestellt"
    casefile.add_eintrag(
        acting=acting, akte=row.akte, vorgang=row.vorgang, art="widerspruch_erklaert", text=f"{what}. {_short(text)}"
    )
    _task(acting, row)
    return row


def _short(text: str) -> str:
    clean = " ".join(text.split())
    return f"„{clean[:300]}“" if clean else "Ohne Begründung."


def _task(acting: Actor, row: Widerspruch) -> None:
    if row.form_fehlt:
        until = f" bis {words.numeric_day(row.frist)}" if row.frist else ""
        titel = f"Widerspruch: anrufen, Form fehlt noch{until}"
        due = min(row.frist, clock.today()) if row.frist else clock.today()
    else:
        titel, due = f"{row.get_weg_display()} prüfen", clock.today()
    casefile.add_aufgabe(
        acting=acting,
        akte=row.akte,
        vorgang=row.vorgang,
        art=TASK,
        titel=titel,
        frist=due,
        pool=Role.LEISTUNG.value,
        dringlichkeit=Aufgabe.Dringlichkeit.DRINGEND,
    )


def next_niederschrift(until: date | None) -> tuple[Angebot, appointments.Slot] | None:
    """The first free time in the office's own house, not after this day: there it is written down and signed.

    An offer that is called Niederschrift comes first. None: nothing is free any more; the opening hours remain.
    """
    today = clock.today()
    days = min((until - today).days + 1, 60) if until else 14
    found = []
    for angebot in appointments.online_angebote():
        house = angebot.ort.art == Ort.Art.AMT and not angebot.ort.nur_beratung
        if angebot.art != Angebot.Art.EINZEL or not house or not can_book_online(angebot):
            continue
        for slot in appointments.free_slots(angebot, today, days, limit=1):
            found.append((PREFERRED.lower() not in angebot.titel.lower(), slot.beginn, angebot, slot))
    best = min(found, key=lambda row: row[:2], default=None)
    return (best[2], best[3]) if best else None


@transaction.atomic
def book_niederschrift(*, acting: Actor, widerspruch: Widerspruch, angebot: Angebot, slot: appointments.Slot) -> Termin:
    """Take that time for the file; raises SlotTaken, NoSlot, TooMany, WiderspruchOver, AntragUnknown."""
    if not is_own_antrag(acting, widerspruch.entscheidung.antrag):
        raise AntragUnknown
    termin = book_termin(
        acting=acting, angebot=angebot, beginn=slot.beginn, akte=widerspruch.akte, person=widerspruch.akte.person,
        anlass="Widerspruch zur Niederschrift",
    )  # fmt: skip
    room.attach_termin(acting=acting, widerspruch=widerspruch, termin=termin)
    return termin


@transaction.atomic
def take_back_widerspruch(*, acting: Actor, widerspruch: Widerspruch) -> Widerspruch:
    """The person takes it back, within the period she may raise it anew; raises AntragUnknown, WiderspruchOver."""
    if not is_own_antrag(acting, widerspruch.entscheidung.antrag):
        raise AntragUnknown
    row = room.take_back(acting=acting, widerspruch=widerspruch)
    casefile.finish_aufgaben(acting=acting, vorgang=row.vorgang, art=TASK)
    casefile.add_eintrag(
        acting=acting, akte=row.akte, vorgang=row.vorgang, art="widerspruch_zurueck",
        text=f"{row.get_weg_display()} zurückgenommen.",
    )  # fmt: skip
    return row


@transaction.atomic
def treat_as_review(*, acting: Actor, widerspruch: Widerspruch) -> Widerspruch:
    """An objection whose form never came is looked at as a request for review (§ 44 SGB X); nothing is lost."""
    row = room.as_review(acting=acting, widerspruch=widerspruch)
    casefile.add_eintrag(
        acting=acting, akte=row.akte, vorgang=row.vorgang, art="widerspruch_als_ueberpruefung",
        text="Wir behandeln die Erklärung als Überprüfungsantrag (§ 44 SGB X). Dafür braucht es keine Unterschrift.",
    )  # fmt: skip
    _task(acting, row)
    tell_citizen(acting=acting, akte=row.akte, anlass="widerspruch")
    return row


@transaction.atomic
def pass_on_widerspruch(*, acting: Actor, widerspruch: Widerspruch, begruendung: str) -> Widerspruch:
    """Not helped: it goes to the objection body with the reason, and the clock of § 88 SGG goes on."""
    row = room.no_help(acting=acting, widerspruch=widerspruch, begruendung=begruendung)
    casefile.finish_aufgaben(acting=acting, vorgang=row.vorgang, art=TASK)
    casefile.add_aufgabe(
        acting=acting, akte=row.akte, vorgang=row.vorgang, art="widerspruch_entscheiden",
        titel=f"{row.get_weg_display()}: entscheiden", frist=row.klage_ab or clock.today(), pool=Role.TEAMLEAD.value,
    )  # fmt: skip
    casefile.add_eintrag(
        acting=acting, akte=row.akte, vorgang=row.vorgang, art="widerspruch_vorgelegt",
        text="Wir bleiben zunächst bei unserem Bescheid. Ihr Anliegen liegt jetzt der Widerspruchsstelle vor.",
    )  # fmt: skip
    tell_citizen(acting=acting, akte=row.akte, anlass="widerspruch")
    return row
