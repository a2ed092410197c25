"""Accounts of staff and citizens, their passkeys, and what failed lately."""

from __future__ import annotations

from django.contrib.auth.hashers import check_password, make_password
from django.db import models

from nahbar.platform.accounts.roles import LABELS, Role
from nahbar.platform.tenancy.models import TenantModel


class Account(TenantModel):
    """A login of a person: staff with a second factor, citizens without e-mail address."""

    class Kind(models.TextChoices):
        STAFF = "staff", "Amt"
        CITIZEN = "citizen", "Bürgerin oder Bürger"

    login = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=120)
    roles = models.JSONField(default=list)
    password = models.CharField(max_length=200)
    totp_secret = models.CharField(max_length=64, blank=True)
    """Base32; empty until the second factor is set up."""
    totp_last_step = models.BigIntegerField(default=0)
    """The last 30-second step that was used: a code works once."""
    telefon = models.CharField(max_length=40, blank=True)
    zimmer = models.CharField(max_length=20, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "login"], name="account_login_einmal")]

    def __str__(self) -> str:
        return self.name

    def set_password(self, raw: str | None) -> None:
        """Store the hash (argon2) of a new password; None: no password fits."""
        self.password = make_password(raw)

    def check_password(self, raw: str) -> bool:
        """True if this is the password."""
        return check_password(raw, self.password)

    @property
    def role_set(self) -> frozenset[Role]:
        """The roles of the account."""
        return frozenset(Role(role) for role in self.roles)

    @property
    def role_label(self) -> str:
        """The roles in plain words."""
        return ", ".join(LABELS[role] for role in sorted(self.role_set))


class Passkey(TenantModel):
    """A passkey (WebAuthn credential) of an account."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="passkeys")
    credential_id = models.BinaryField()
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    name = models.CharField(max_length=60)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "credential_id"], name="passkey_einmal")]


class Attempt(TenantModel):
    """Failed sign-ins of one target (a login or a code), so that the next try waits; nobody is locked out for good."""

    target = models.CharField(max_length=64)
    """HMAC of the login or code: whether it exists is not to be learnt from this table."""
    failures = models.IntegerField(default=0)
    next_try_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "target"], name="attempt_ziel_einmal")]


class SentForm(TenantModel):
    """A form that was sent and where it led, so that sending it again does nothing twice; no content, no person."""

    key = models.CharField(max_length=64)
    """HMAC over who sent it, its address and its random field."""
    content = models.CharField(max_length=64, blank=True)
    """HMAC over what was sent last."""
    location = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "key"], name="sentform_einmal")]


class Identity(TenantModel):
    """An identity from outside (BundID) that opens an account; of the person nothing but the provider's pseudonym."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=64)
    """HMAC over issuer and pseudonym."""
    linked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["traeger", "subject"], name="identity_einmal")]
        verbose_name_plural = "identities"
