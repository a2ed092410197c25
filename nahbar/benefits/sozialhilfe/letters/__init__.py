"""The letters of the SGB XII: Bewilligung with Berechnungsbogen, and the check that stops what is missing."""

from nahbar.benefits.sozialhilfe.letters.grant import Words, grant_letter

__all__ = ["Words", "grant_letter"]
