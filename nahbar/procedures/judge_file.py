"""Judge a foreign file: virus check first, then opened in a process of its own (U2, U3, § 36a Abs. 3 SGB I)."""

from __future__ import annotations

from nahbar.platform import ports
from nahbar.platform.intake import Accepted, Limits, Quarantine, Refused, ScannerDown, accept_apart
from nahbar.platform.intake.accept import refused_as_malware
from nahbar.platform.intake.scan import VirusScanner

_LIMITS = Limits()


def judged_file(
    filename: str, data: bytes, limits: Limits = _LIMITS, *, ours: bool = False
) -> Accepted | Refused | Quarantine:
    """Taken, refused with a reason, or held back because the virus check gave no answer.

    What is malware is never opened. While the check is away, certain refusals are told all the same. `ours`: made by
    this installation out of pictures that were judged before, so that nobody waits for the virus check.
    """
    scanner: VirusScanner = ports.get("virus_scanner")
    why = ""
    if scanner.set_up and not ours and 0 < len(data) <= limits.max_bytes:
        try:
            found = scanner.scan(data)
        except ScannerDown as down:
            why = str(down)
        else:
            if found is not None:
                return refused_as_malware(filename, data, found)
    judged = accept_apart(filename, data, limits)
    if why and isinstance(judged, Accepted):
        return Quarantine(judged.clean_name, judged.sha256, judged.size, why=why)
    return judged
