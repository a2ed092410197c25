"""Document scanners in the network by eSCL (AirScan, IPP Everywhere's sister), without any driver."""

from nahbar.connectors.scanner.client import Capabilities, Scanner, Status
from nahbar.connectors.scanner.errors import (
    CoverOpen,
    FeederEmpty,
    PaperJam,
    ScanFailed,
    ScanFault,
    ScannerBusy,
    ScannerMissing,
)

__all__ = [
    "Capabilities",
    "CoverOpen",
    "FeederEmpty",
    "PaperJam",
    "ScanFailed",
    "ScanFault",
    "Scanner",
    "ScannerBusy",
    "ScannerMissing",
    "Status",
]
