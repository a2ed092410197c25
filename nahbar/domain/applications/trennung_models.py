"""Two households out of one file: from a day on each has its own (U10)."""

from __future__ import annotations

from django.db import models

from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import TenantModel


class Trennung(TenantModel):
    """A couple separated: the line that stays, the line of whoever leaves it, and the day between them."""

    stamm = models.ForeignKey("applications.Antrag", on_delete=models.PROTECT, related_name="trennungen")
    """The first application of the joint line; it goes on with one of them."""
    eigener = models.OneToOneField("applications.Antrag", on_delete=models.PROTECT, related_name="aus_trennung")
    """The first application of the other one's own line."""
    tag = models.DateField()
    """Two Bedarfsgemeinschaften from this day on (§ 7 Abs. 3 Nr. 3 SGB II); letters made before it are for both."""
    mit = models.JSONField(default=list)
    """Ids of the members of the joint line who belong to the other household: the partner and her or his children."""
    at = models.DateTimeField()
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["at"]
