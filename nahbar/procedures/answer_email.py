"""Tell who wrote by e-mail that it arrived and which ways are open: once a day, never to machines (C17)."""

from __future__ import annotations

import contextlib
from uuid import UUID

from django.conf import settings

from nahbar.domain.conversations.notice_queries import MailDoor, WayDead
from nahbar.domain.mailroom import mails
from nahbar.platform import ports
from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.jobs.queue import job
from nahbar.platform.tenancy.models import Traeger
from nahbar.platform.zone import BERLIN

JOB = "answer_email"
SUBJECT = "Ihre E-Mail ist angekommen"


@job(JOB)
def answer_email(mail: str) -> None:
    """Send the answer and note it; run again after that it does nothing."""
    row = mails.mail_to_answer(UUID(mail))
    door: MailDoor = ports.get("notice_mail")
    if row is None or not door.offered():
        return
    with contextlib.suppress(WayDead):  # there is no such mailbox: the message lies in the post room all the same
        door.send(row.absender, row.traeger.name, SUBJECT, answer_text(row.traeger, row))
    mails.note_answered(acting=MACHINE, mail=row)


def answer_text(traeger: Traeger, row: mails.Maileingang) -> str:
    """Says nothing of what was in the message: whoever reads the answer may not be who wrote."""
    arrived = row.eingegangen_at.astimezone(BERLIN)
    return f"""Guten Tag,

Ihre Nachricht ist am {arrived:%d.%m.%Y um %H:%M} Uhr bei uns angekommen. Dieser Tag ist notiert und zählt.
Wir ordnen sie Ihrem Vorgang zu. Sie müssen sie nicht noch einmal schicken.

E-Mails können unterwegs mitgelesen werden. Bitte schicken Sie uns Unterlagen künftig so:

– im Portal: {settings.PUBLIC_URL}
– mit der Post: {traeger.name}, {traeger.strasse}, {traeger.plz} {traeger.ort}
– im Amt, am Terminal oder am Empfang

Ein Widerspruch braucht die Schriftform oder eine der elektronischen Formen, die in Ihrem Bescheid stehen.
Eine einfache E-Mail genügt dafür nicht.

Fragen beantworten wir unter {traeger.telefon}.

Diese Antwort hat ein Programm geschrieben. Antworten Sie bitte nicht darauf.
"""
