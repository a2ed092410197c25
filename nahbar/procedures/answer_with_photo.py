"""Answer with a photo: the file goes the way of every upload and stands in the named request; late ones count too."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.models import Antrag, Upload
from nahbar.domain.applications.papers import OTHER
from nahbar.domain.applications.policies import speaks_for
from nahbar.domain.applications.queries import antrag_of_vorgang, nachweis_by_key
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.conversations import actions as conversations
from nahbar.domain.conversations.models import Gespraech, Nachricht
from nahbar.platform import clock
from nahbar.platform.accounts.roles import MACHINE, Actor, Role
from nahbar.platform.letters import words
from nahbar.procedures.add_upload import add_upload
from nahbar.procedures.conversation import filed, machine_says
from nahbar.procedures.send_message import PERSON, send_message

CHECK_TASK = "unterlage_pruefen"
CHECK_WITHIN = timedelta(days=2)


@transaction.atomic
def answer_with_photo(
    *,
    acting: Actor,
    antrag: Antrag,
    filename: str,
    data: bytes,
    bitte: Nachricht | None = None,
    text: str = "",
    key: str = "",
) -> Upload:
    """Send one file as answer to a request, or without one under „Etwas anderes“; the same file stands there once.

    A refused file is named in the thread with its reason, and the words beside it arrive all the same. After the day
    that was named it is accepted, the citizen reads what follows, and the caseworker that it came late. The line in
    the timeline is the upload's own. Raises AntragUnknown, TooManyMessages.
    """
    target = _application(acting, antrag, bitte)
    place = filed(target)
    if place is None:
        raise AntragUnknown
    akte, vorgang = place
    gespraech = conversations.open_gespraech(acting=acting, akte=akte, vorgang=vorgang)
    conversations.slow_down(gespraech, target.traeger.telefon)
    due = _due(target, bitte)
    upload = add_upload(
        acting=acting,
        antrag=target,
        nachweis_key=bitte.unterlage if bitte else OTHER,
        filename=filename,
        data=data,
        kanal="nachricht",
    )
    if text.strip():
        send_message(acting=acting, antrag=target, text=text, to=PERSON, key=key)
    if upload.wartet_seit is not None:
        sentence = f"Die Datei {upload.dateiname}: {upload.grund}"
        machine_says(acting=MACHINE, gespraech=gespraech, art=Nachricht.Art.TEXT, text=sentence)
        return upload
    if not upload.angenommen:
        sentence = f"Die Datei {upload.dateiname} konnten wir nicht annehmen. {upload.grund}"
        machine_says(acting=MACHINE, gespraech=gespraech, art=Nachricht.Art.ABGEWIESEN, text=sentence)
        return upload
    assert upload.dokument is not None
    late = due is not None and clock.today() > due
    posted = conversations.post(
        acting=acting,
        gespraech=gespraech,
        von=Nachricht.Von.BUERGER,
        absender=str(akte.person),
        content=conversations.Content(
            art=Nachricht.Art.UNTERLAGE,
            antwort_auf=bitte,
            unterlage=bitte.unterlage if bitte else "",
            unterlage_titel=bitte.unterlage_titel if bitte else "",
            nach_frist=late,
            dokument=upload.dokument,
            hinweis=upload.hinweis,
        ),
        key=f"d-{upload.dokument.id.hex}",
    )
    if posted.new and late and due is not None:
        _came_late(acting, target, gespraech, posted.nachricht, due)
    return upload


def _application(acting: Actor, antrag: Antrag, bitte: Nachricht | None) -> Antrag:
    target = antrag
    if bitte is not None and bitte.vorgang is not None and bitte.vorgang_id != antrag.vorgang_id:
        other = antrag_of_vorgang(bitte.vorgang)
        if other is None:
            raise AntragUnknown
        target = other
    if not speaks_for(acting, target):
        raise AntragUnknown
    return target


def _due(antrag: Antrag, bitte: Nachricht | None) -> date | None:
    """The last day that was named for this paper, in the thread or by letter."""
    if bitte is None:
        return None
    days = [day for day in (bitte.bis, nachweis_by_key(antrag, bitte.unterlage).angefordert_bis) if day]
    return max(days, default=None)


def _came_late(acting: Actor, antrag: Antrag, gespraech: Gespraech, nachricht: Nachricht, due: date) -> None:
    assert antrag.akte is not None and antrag.vorgang is not None
    here = clock.local_now()
    machine_says(
        acting=MACHINE,
        gespraech=gespraech,
        art=Nachricht.Art.FRIST,
        text=(
            f"»{nachricht.unterlage_titel}« ist am {words.day(here.date())} um {here:%H.%M} Uhr angekommen. Gebeten "
            f"hatten wir bis {words.day(due)}. Wir haben die Unterlage angenommen und sehen sie uns an. Haben wir "
            "schon ohne sie entschieden, prüfen wir, ob wir die Leistung nachträglich zahlen können (§ 67 SGB I). "
            "Sie müssen dafür nichts weiter tun."
        ),
    )
    casefile.add_aufgabe(
        acting=acting,
        akte=antrag.akte,
        vorgang=antrag.vorgang,
        art=CHECK_TASK,
        titel=f"Nach Fristende eingegangen: {nachricht.unterlage_titel}",
        frist=clock.today() + CHECK_WITHIN,
        pool=Role.LEISTUNG.value,
    )
