"""Letters: data in, an accessible and archivable PDF out, checked before it leaves."""

from nahbar.platform.letters.hearing import Anhoerung
from nahbar.platform.letters.model import (
    Ablehnung,
    AccessCode,
    Address,
    Attachment,
    Bescheid,
    Ground,
    InfoBlock,
    Letter,
    Letterhead,
    LetterRefused,
    Nachforderung,
    Receipt,
    Rechtsbehelf,
    Section,
    Signature,
    Wanted,
)
from nahbar.platform.letters.preflight import PopplerMissing, check_file, check_letter
from nahbar.platform.letters.render import CompiledBeforeFork, LetterFailed, render

__all__ = [
    "Ablehnung",
    "AccessCode",
    "Address",
    "Anhoerung",
    "Attachment",
    "Bescheid",
    "CompiledBeforeFork",
    "Ground",
    "InfoBlock",
    "Letter",
    "LetterFailed",
    "LetterRefused",
    "Letterhead",
    "Nachforderung",
    "PopplerMissing",
    "Receipt",
    "Rechtsbehelf",
    "Section",
    "Signature",
    "Wanted",
    "check_file",
    "check_letter",
    "render",
]
