"""The virus check: a built-in look for the EICAR test string, and the port behind which clamd answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

# in two parts, so that this source file is not itself taken for the test virus
_EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class ScannerDown(Exception):
    """The virus check gave no answer, and says why; hold the file back, never let it pass."""


class Scanner(Protocol):
    """Looks for malware."""

    def scan(self, data: bytes) -> str | None:
        """Name of what was found, None when clean; raises `ScannerDown`."""


@dataclass(frozen=True)
class ScannerState:
    """What the operator wants to know of the virus check."""

    set_up: bool
    answers: bool
    version: str = ""


class VirusScanner(Scanner, Protocol):
    """Port `virus_scanner`."""

    set_up: bool
    """False: this installation checks files by type and structure only."""

    def state(self) -> ScannerState:
        """Whether it is there; never raises."""


def has_eicar(data: bytes) -> bool:
    """Whether the EICAR test string stands anywhere in the bytes."""
    return _EICAR in data
