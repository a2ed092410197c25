"""Letters by e-mail: each message once, its sender answered once a day (C17)."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import models, transaction

from nahbar.domain.mailroom.incoming import Scanstapel
from nahbar.domain.mailroom.mail_shapes import MailIn
from nahbar.platform import clock
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.audit import actions as audit
from nahbar.platform.tenancy.models import TenantModel

MOST_ANSWERS_A_DAY = 300
"""Of one Träger: a flood with false senders must not make us a source of unwanted mail."""
ADDRESS_KEPT = timedelta(days=90)


class Maileingang(TenantModel):
    """One message that came to the mailbox."""

    kennung = models.CharField(max_length=64)
    stapel = models.OneToOneField(Scanstapel, on_delete=models.PROTECT, related_name="mail")
    eingegangen_at = models.DateTimeField()
    absender = models.CharField(max_length=254, blank=True)
    """Where the answer goes."""
    antworten = models.BooleanField()
    """The allowed ways are to be told; no machine, no list, and not yet today."""
    beantwortet_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "kennung"], name="maileingang_kennung_einmal")]
        indexes = [models.Index(fields=["traeger", "absender", "eingegangen_at"], name="maileingang_absender")]
        ordering = ["-eingegangen_at"]


def known_mail(key: str) -> Maileingang | None:
    """The message of this key, if it was taken before."""
    found: Maileingang | None = Maileingang.objects.filter(kennung=key).first()
    return found


@transaction.atomic
def note_mail(*, acting: Actor, mail: MailIn, stapel: Scanstapel) -> Maileingang:
    """Note the message behind a batch, and whether its sender is to be told the allowed ways.

    The caller has just taken the batch and so holds its lock: two messages of a sender are noted one after the other.
    """
    day_ago = clock.now() - timedelta(days=1)
    told = Maileingang.objects.filter(antworten=True, eingegangen_at__gt=day_ago)
    answer = mail.answerable and bool(mail.sender)
    if answer:
        answer = not told.filter(absender=mail.sender).exists() and told.count() < MOST_ANSWERS_A_DAY
    row: Maileingang = Maileingang.objects.create(
        kennung=mail.key, stapel=stapel, eingegangen_at=mail.arrived_at, absender=mail.sender, antworten=answer
    )
    audit.record("mail_taken", acting=acting, object_type="scanstapel", object_id=stapel.id)
    return row


def mail_to_answer(mail_id: UUID) -> Maileingang | None:
    """The message for this transaction; None if it is answered or not to be."""
    found: Maileingang | None = (
        Maileingang.objects.select_for_update(of=("self",))
        .select_related("traeger", "stapel")
        .filter(id=mail_id, antworten=True, beantwortet_at__isnull=True)
        .first()
    )
    return found


@transaction.atomic
def note_answered(*, acting: Actor, mail: Maileingang) -> None:
    """The allowed ways were sent."""
    mail.beantwortet_at = clock.now()
    mail.save(update_fields=["beantwortet_at"])
    audit.record("mail_answered", acting=acting, object_type="scanstapel", object_id=mail.stapel_id)
