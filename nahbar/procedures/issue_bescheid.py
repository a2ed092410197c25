"""Issue a Bescheid: a second person releases; claims, letter and payment orders come together or not at all."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from nahbar.domain.casefile import actions as casefile
from nahbar.domain.decisions import actions as decisions
from nahbar.domain.decisions.aenderung import months_in_force
from nahbar.domain.decisions.errors import PaidMeanwhile
from nahbar.domain.decisions.letters import BescheidIncomplete, Goes, decision_letter
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.decisions.queries import decision_by_id
from nahbar.domain.mailroom import actions as mailroom
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.payments import actions as payments
from nahbar.domain.payments.orders import paid_before, payees
from nahbar.domain.payments.queries import paid_until
from nahbar.law.calendar import erster, plus_monate
from nahbar.platform import clock, failpoints
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.letters import words
from nahbar.procedures.draft_decision import NO_DRAFT
from nahbar.procedures.help_widerspruch import settle_help
from nahbar.procedures.send_copy_vertretung import send_copy
from nahbar.procedures.tell_citizen import tell_citizen

DONE = (
    "antrag_pruefen", "freigabe", "aenderung_pruefen", "unterlage_pruefen", "frist_unterlagen", "aenderung_melden",
    NO_DRAFT,
)  # fmt: skip
REPLAY = "anpassung_neue_werte"


@transaction.atomic
def issue_bescheid(*, acting: Actor, entscheidung: Entscheidung, version: int | None = None) -> Entscheidung:
    """Release a presented decision (§§ 31, 33, 35, 36, 37 SGB X; § 42 SGB II).

    `version` is the one that this person looked at. Raises OwnWork, NotPresented, RoleMissing, ChangedSinceSeen,
    StaleFacts, StopsOpen, AmountsDisagree, PaidMeanwhile, BescheidIncomplete; then nothing has happened.
    """
    refuse_paid_months(entscheidung)
    row = decision_by_id(decisions.release(acting=acting, entscheidung=entscheidung, version=version).id)
    row = _send(acting, row)
    if row.art == Entscheidung.Art.BEWILLIGUNG:
        if row.aendert_id is not None:
            payments.replace_orders(acting=acting, entscheidung=row)
        # orders for the months after the next one are made by the monthly runs
        payments.create_orders(acting=acting, entscheidung=row, until=plus_monate(erster(clock.today()), 1))
        _note_replay(acting, row)
    if row.ersetzt_id is not None:
        settle_help(acting=acting, entscheidung=row)
    for art in DONE:
        casefile.finish_aufgaben(acting=acting, vorgang=row.vorgang, art=art)
    casefile.add_eintrag(
        acting=acting, akte=row.akte, vorgang=row.vorgang, art="entschieden", text=_sentence(row), fuer_buerger=False
    )
    failpoints.hit("issue_bescheid.before_commit")
    transaction.on_commit(lambda: failpoints.hit("issue_bescheid.after_commit"))
    return row


def refuse_paid_months(entscheidung: Entscheidung) -> None:
    """A change that takes something away touches no month whose money is on the way; raises PaidMeanwhile."""
    if entscheidung.aendert_id is None:
        return
    bis = paid_until(entscheidung.akte)
    if bis is None or bis < erster(entscheidung.von):
        return
    now = {date.fromisoformat(m["monat"]): m["summe"] + m["sofortzuschlag"] for m in entscheidung.monate}
    for month in months_in_force(entscheidung.antrag, entscheidung.von, min(bis, entscheidung.bis)):
        if now.get(month.monat, 0) < month.summe + month.sofortzuschlag:
            raise PaidMeanwhile()


def _send(acting: Actor, row: Entscheidung) -> Entscheidung:
    """Set the letter, check its mandatory contents, send it on the person's own way."""
    antrag = row.antrag
    assert antrag.person is not None
    payee = payees([antrag.person], clock.today())[antrag.person.id]
    pdf, problems = decision_letter(row, Goes(payee.name, payee.iban, paid_before(row)))
    if problems:
        raise BescheidIncomplete(problems)
    granted = row.art == Entscheidung.Art.BEWILLIGUNG
    brief = mailroom.create_brief(
        acting=acting,
        akte=row.akte,
        vorgang=row.vorgang,
        person=antrag.person,
        art="bescheid" if granted else "ablehnung",
        betreff=f"{_title(row)} vom {words.day(clock.today())}",
        pdf=pdf,
        weg=antrag.bescheid_weg,
    )
    if brief.weg == Brief.Weg.POST:
        send_copy(acting=acting, entscheidung=row, brief=brief, goes=Goes(payee.name, payee.iban, paid_before(row)))
    if brief.weg == Brief.Weg.PORTAL:
        brief = mailroom.dispatch_portal(acting=acting, brief=brief)
        tell_citizen(acting=acting, akte=row.akte, anlass="bescheid")
    return decisions.attach_brief(acting=acting, entscheidung=row, brief=brief)


def _title(row: Entscheidung) -> str:
    if row.art == Entscheidung.Art.ABLEHNUNG:
        return "Ablehnungsbescheid"
    changes = row.ersetzt_id is not None or row.aendert_id is not None
    return "Änderungsbescheid" if changes else "Bewilligungsbescheid"


def _note_replay(acting: Actor, row: Entscheidung) -> None:
    """Months granted with values that will be replaced are on the list for the day on which the new ones are known."""
    beyond = [month["monat"] for month in row.monate if month["werte_stand"]]
    if not beyond:
        return
    first = date.fromisoformat(beyond[0])
    task = casefile.add_aufgabe(
        acting=acting,
        akte=row.akte,
        vorgang=row.vorgang,
        art=REPLAY,
        titel=f"Neue Beträge ab {words.month(first)}: neu berechnen",
        frist=first,
        pool=Role.LEISTUNG.value,
    )
    casefile.postpone_aufgabe(acting=acting, aufgabe=task, until=plus_monate(first, -1))


def _sentence(row: Entscheidung) -> str:
    if row.art == Entscheidung.Art.ABLEHNUNG:
        return "Ablehnung freigegeben: " + "; ".join(reason["title"] for reason in row.ablehnungsgruende)
    return (
        f"{row.art_text} freigegeben: {words.day(row.von)} bis {words.day(row.bis)}, "
        f"im ersten Monat {words.amount(row.erster_monat_summe)}."
    )
