"""I cannot come: said in the thread, cancelled at once; before the beginning nothing can be missed (C13, J4)."""

from __future__ import annotations

from django.db import transaction

from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import speaks_for
from nahbar.domain.appointments.errors import NotAllowed
from nahbar.domain.appointments.models import Termin
from nahbar.domain.conversations import actions as conversations
from nahbar.domain.conversations.models import Nachricht
from nahbar.domain.conversations.policies import clean_text
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.letters.words import moment
from nahbar.procedures.cancel_termin import cancel_termin
from nahbar.procedures.conversation import ask_office, filed, machine_says, my_caseworker

IN_TIME = (
    "Ihr Termin am {when} ist abgesagt. Sie haben vor Beginn Bescheid gesagt: Sie haben nichts versäumt. "
    "Wählen Sie gleich eine neue Zeit."
)
TOO_LATE = (
    "Ihr Termin am {when} hatte schon begonnen. Er steht als versäumt in der Akte, und Ihr Grund steht dabei. Bevor "
    "wir etwas entscheiden, hören wir Sie an. Haben Sie einen Beleg, senden Sie ihn hier als Foto."
)


@transaction.atomic
def cannot_come(*, acting: Actor, antrag: Antrag, termin: Termin, grund: str = "") -> Termin:
    """Cancel with the reason, say so in the thread, and put it on the work list at once.

    Gives the appointment: `abgesagt` before its beginning, else `versaeumt` with the reason. Raises AntragUnknown,
    NotAllowed for an appointment of another case, NotOpen, MessageTooLong.
    """
    place = filed(antrag)
    if place is None or not speaks_for(acting, antrag):
        raise AntragUnknown
    akte, vorgang = place
    if termin.akte_id != akte.id:
        raise NotAllowed
    reason = " ".join(clean_text(grund).split())[:300]
    row = cancel_termin(acting=acting, termin=termin, grund=reason)
    gespraech = conversations.open_gespraech(acting=acting, akte=akte, vorgang=vorgang)
    when = moment(row.beginn)
    text = f"Ich kann am {when} nicht kommen." + (f" {reason}" if reason else "")
    posted = conversations.post(
        acting=acting,
        gespraech=gespraech,
        von=Nachricht.Von.BUERGER,
        absender=str(akte.person),
        content=conversations.Content(text=text, art=Nachricht.Art.TERMIN),
        key=f"k-{row.id.hex}",
    )
    if not posted.new:
        return row
    missed = row.stand == Termin.Stand.VERSAEUMT
    answer = (TOO_LATE if missed else IN_TIME).format(when=when)
    machine_says(acting=MACHINE, gespraech=gespraech, art=Nachricht.Art.TERMIN, text=answer)
    ask_office(
        acting=acting,
        akte=akte,
        vorgang=gespraech.vorgang,
        owner=my_caseworker(akte),
        titel=f"{'Versäumt, Grund genannt' if missed else 'Termin abgesagt'}: {akte.person}, {when}",
        urgent=True,
    )
    return row
