"""The audit trail: append-only, hash-chained, one chain per Träger."""

from __future__ import annotations

from django.db import models

from nahbar.platform.database.secure import APPEND_ONLY
from nahbar.platform.tenancy.models import TenantModel


class AuditEntry(TenantModel):
    """One thing that somebody did. Holds ids, names of fields and amounts of things, never social data."""

    nr = models.BigIntegerField()
    at = models.DateTimeField()
    actor_kind = models.CharField(max_length=20)
    actor_id = models.CharField(max_length=64)
    actor_role = models.CharField(max_length=60)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=40)
    object_id = models.CharField(max_length=64)
    details = models.TextField(default="{}")
    """Canonical JSON; text, so that the hash is over what is stored."""
    prev_hash = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "nr"], name="audit_nr_einmal")]
        indexes = [models.Index(fields=["traeger", "object_type", "object_id"], name="audit_objekt")]
        ordering = ["nr"]


APPEND_ONLY.add(AuditEntry._meta.db_table)
