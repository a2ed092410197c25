"""Peak memory and machine facts; needs nothing but the standard library, so every measured process can use it."""

from __future__ import annotations

import os
import platform
import resource
from contextlib import suppress
from pathlib import Path


def peak() -> int:
    """Peak memory of this process in MB, as the kernel has counted it."""
    with suppress(OSError, ValueError, IndexError):
        for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM"):
                return round(int(line.split()[1]) / 1024)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def machine() -> dict[str, object]:
    """What the figures are from."""
    memory = 0
    with suppress(OSError, ValueError):
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    return {
        "python": platform.python_version(), "system": f"{platform.system()} {platform.machine()}",
        "cpus": os.cpu_count(), "memory_mb": memory, "load": round(os.getloadavg()[0], 2),
    }  # fmt: skip
