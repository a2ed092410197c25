"""Terminals in the lobby: what stands where, who uses it now, what its devices are to do, and calls for help."""

from __future__ import annotations

from django.db import models

from nahbar.platform.accounts.models import Account
from nahbar.platform.tenancy.models import TenantModel
from nahbar.platform.vault.models import StoredFile


class Terminal(TenantModel):
    """One place with a screen, scanner and printer that anybody may use."""

    class Scanner(models.TextChoices):
        BEREIT = "bereit", "bereit"
        LEER = "leer", "kein Blatt eingelegt"
        STAU = "stau", "Papierstau"
        DECKEL = "deckel", "Deckel offen"
        BELEGT = "belegt", "liest gerade"
        FEHLT = "fehlt", "antwortet nicht"

    class Drucker(models.TextChoices):
        BEREIT = "bereit", "bereit"
        PAPIER_WENIG = "papier_wenig", "wenig Papier"
        PAPIER_LEER = "papier_leer", "Papier leer"
        TONER_WENIG = "toner_wenig", "wenig Toner"
        FEHLT = "fehlt", "antwortet nicht"

    name = models.CharField(max_length=60)
    ort = models.CharField(max_length=120)
    """Where it stands, in words: `Eingang, links neben dem Empfang`."""
    zweckbindung = models.BooleanField(default=False)
    """It stands in a partner's room: that somebody was here is never used for a duty to report (A07)."""
    token_hash = models.CharField(max_length=64)
    """SHA-256 of the secret that the program beside the devices sends."""
    einrichtung_hash = models.CharField(max_length=64, blank=True)
    """SHA-256 of the code that makes a browser this terminal's; it works once."""
    einrichtung_bis = models.DateTimeField(null=True)
    leerlauf_sekunden = models.IntegerField(default=60)
    """Without touch until the terminal asks whether somebody is still there (K06)."""
    nachfrist_sekunden = models.IntegerField(default=30)
    """From that question until everything is deleted."""
    scanner = models.CharField(max_length=12, choices=Scanner.choices, default=Scanner.FEHLT)
    drucker = models.CharField(max_length=12, choices=Drucker.choices, default=Drucker.FEHLT)
    version = models.CharField(max_length=40, blank=True)
    gesehen_at = models.DateTimeField(null=True)
    """Last sign of life of the program beside the devices."""
    aktiv = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["traeger", "name"], name="terminal_name_einmal"),
            models.UniqueConstraint(fields=["traeger", "token_hash"], name="terminal_token_einmal"),
        ]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Terminalsitzung(TenantModel):
    """One visit: from the first touch to the moment at which everything about it is deleted.

    Afterwards only times, counters and how it ended are left; what was sent is in the file.
    """

    class Schritt(models.TextChoices):
        CODE = "code", "Code zeigen"
        JAHR = "jahr", "Geburtsjahr"
        PAPIER = "papier", "Papier wählen"
        EINLEGEN = "einlegen", "Blätter einlegen"
        LESEN = "lesen", "Blätter werden gelesen"
        ANSEHEN = "ansehen", "Seiten ansehen"
        FERTIG = "fertig", "Quittung"

    class Ende(models.TextChoices):
        GESENDET = "gesendet", "gesendet und fertig"
        GEGANGEN = "gegangen", "Löschen und gehen"
        LEERLAUF = "leerlauf", "weggegangen"
        HILFE = "hilfe", "von der Hilfe beendet"

    terminal = models.ForeignKey(Terminal, on_delete=models.PROTECT, related_name="sitzungen")
    begonnen_at = models.DateTimeField()
    beruehrt_at = models.DateTimeField()
    beendet_at = models.DateTimeField(null=True)
    ende = models.CharField(max_length=10, choices=Ende.choices, blank=True)
    schritt = models.CharField(max_length=10, choices=Schritt.choices, default=Schritt.CODE)
    code = models.CharField(max_length=9, blank=True)
    """As shown or typed, until the visit ends; says nothing about whether it opens anything."""
    antrag_id = models.UUIDField(null=True)
    """The application that code and birth year opened, until the visit ends (its room stands above this one)."""
    nachweis_key = models.CharField(max_length=80, blank=True)
    warten = models.BooleanField(default=False)
    """Too many wrong tries: only help goes on from here."""
    seiten_gesendet = models.IntegerField(default=0)
    hilfen = models.IntegerField(default=0)
    quittung = models.CharField(max_length=10, blank=True)
    """How the receipt goes out: `druck` or `post`."""
    fehler = models.CharField(max_length=12, blank=True)
    """What kept the scanner from finishing: `stau`, `leer`, `deckel`, `fehler`."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["terminal"], condition=models.Q(beendet_at=None), name="terminalsitzung_eine_offen"
            )
        ]
        ordering = ["-begonnen_at"]


class Geraeteauftrag(TenantModel):
    """One thing that the program beside the devices is to do: read sheets, print, or empty the browser."""

    class Art(models.TextChoices):
        SCAN = "scan", "Blätter lesen"
        DRUCK = "druck", "drucken"
        LOESCHEN = "loeschen", "Browser leeren"

    class Stand(models.TextChoices):
        WARTET = "wartet", "wartet"
        LAEUFT = "laeuft", "läuft"
        BEENDET = "beendet", "beendet"

    terminal = models.ForeignKey(Terminal, on_delete=models.PROTECT, related_name="auftraege")
    sitzung = models.ForeignKey(Terminalsitzung, on_delete=models.PROTECT, related_name="auftraege")
    art = models.CharField(max_length=10, choices=Art.choices)
    stand = models.CharField(max_length=10, choices=Stand.choices, default=Stand.WARTET)
    ergebnis = models.CharField(max_length=12, blank=True)
    """`gut`, `leer`, `stau`, `deckel`, `papier_leer`, `fehler`, or `abgebrochen`."""
    grund = models.CharField(max_length=200, blank=True)
    seiten = models.IntegerField(default=0)
    datei = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """What is to be printed, until that has happened."""
    upload_id = models.UUIDField(null=True)
    """What the printed receipt is about, until it has come out or gone to the post (its room stands above this one)."""
    created_at = models.DateTimeField()
    abgeholt_at = models.DateTimeField(null=True)
    beendet_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["terminal", "stand"], name="geraeteauftrag_offen")]
        ordering = ["created_at", "id"]


class Terminalseite(TenantModel):
    """One page that was read and not yet sent; deleted with its picture when the visit ends."""

    sitzung = models.ForeignKey(Terminalsitzung, on_delete=models.PROTECT, related_name="seiten")
    auftrag = models.ForeignKey(Geraeteauftrag, on_delete=models.PROTECT, related_name="+")
    blatt = models.IntegerField()
    """Number within its order: the same number twice is the same page."""
    nr = models.IntegerField()
    """Place in the document to be."""
    drehung = models.IntegerField(default=0)
    """Degrees clockwise: 0, 90, 180, 270."""
    hinweise = models.JSONField(default=list)
    """Codes of what may be hard to read (platform/intake/quality.py)."""
    bild = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["auftrag", "blatt"], name="terminalseite_blatt_einmal")]
        ordering = ["nr"]


class Hilferuf(TenantModel):
    """Somebody at a terminal asked for a person; counted (K07)."""

    terminal = models.ForeignKey(Terminal, on_delete=models.PROTECT, related_name="hilferufe")
    sitzung = models.ForeignKey(Terminalsitzung, null=True, on_delete=models.PROTECT, related_name="hilferufe")
    at = models.DateTimeField()
    schritt = models.CharField(max_length=10, blank=True)
    angenommen_at = models.DateTimeField(null=True)
    angenommen_von = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    beendet_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["terminal"], condition=models.Q(beendet_at=None), name="hilferuf_einer_offen"
            )
        ]
        ordering = ["-at"]
