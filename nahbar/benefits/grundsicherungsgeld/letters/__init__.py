"""The letters of Grundsicherungsgeld: Bewilligung with Berechnungsbogen, and the check that stops what is missing."""

from nahbar.benefits.grundsicherungsgeld.letters.check import check_bescheid
from nahbar.benefits.grundsicherungsgeld.letters.grant import grant_letter
from nahbar.benefits.grundsicherungsgeld.letters.model import BescheidData, BescheidPerson, Payee
from nahbar.benefits.grundsicherungsgeld.letters.required import bescheid_required_items
from nahbar.benefits.grundsicherungsgeld.letters.template import TEMPLATE, as_data, render_bescheid

__all__ = [
    "TEMPLATE",
    "BescheidData",
    "BescheidPerson",
    "Payee",
    "as_data",
    "bescheid_required_items",
    "check_bescheid",
    "grant_letter",
    "render_bescheid",
]
