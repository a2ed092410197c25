"""What the vault keeps: one row per stored file; the bytes lie encrypted on disk or in a bucket."""

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
        indexes = [
            models.Index(fields=["traeger", "sha256"], name="storedfile_sha256"),
            models.Index(fields=["traeger", "address"], name="storedfile_address"),
        ]


class Shredding(TenantModel):
    """A file whose row is gone and whose bytes still have to go: kept until they are, so that no crash forgets them."""

    address = models.CharField(max_length=64)
    ordered_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["traeger", "address"], name="shredding_address")]


class VaultCheck(TenantModel):
    """One look at every file: what was read, and what was wrong, by address. Says nothing about what a file is."""

    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    files = models.IntegerField()
    bytes = models.BigIntegerField()
    old_keys = models.IntegerField()
    """Files that another key than the present one sealed."""
    missing = models.JSONField(default=list)
    """Addresses with a row and no file."""
    damaged = models.JSONField(default=list)
    """`address: why`."""
    orphans = models.JSONField(default=list)
    """Addresses with a file and no row: what a crash or a deletion elsewhere left behind."""

    class Meta:
        ordering = ["-began_at"]

    @property
    def well(self) -> bool:
        """Orphans are untidy; what is missing or damaged is lost."""
        return not self.missing and not self.damaged
