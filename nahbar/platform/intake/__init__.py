"""What people send is checked, made harmless and made readable before anything else sees it. Pure: no Django."""

from nahbar.platform.intake.accept import accept
from nahbar.platform.intake.apart import accept_apart
from nahbar.platform.intake.build import join
from nahbar.platform.intake.model import Accepted, Limits, QualityHint, Quarantine, Refused
from nahbar.platform.intake.scan import Scanner, ScannerDown, ScannerState, VirusScanner

__all__ = [
    "Accepted",
    "Limits",
    "QualityHint",
    "Quarantine",
    "Refused",
    "Scanner",
    "ScannerDown",
    "ScannerState",
    "VirusScanner",
    "accept",
    "accept_apart",
    "join",
]
