"""What the vault keeps: one row per stored file; the bytes lie encrypted on disk."""

from __future__ import annotations

from django.db import models

from nahbar.platform.tenancy.models import TenantModel


class StoredFile(TenantModel):
    """A file in the vault, found by the keyed address of its content."""

    address = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    """Of the content; printed on receipts."""
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=80)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["traeger", "sha256"], name="storedfile_sha256")]
