"""What kind of machine the figures are of, in plain words and without its name."""

from __future__ import annotations

import os
import platform
import sys


def machine() -> str:
    """Describe the machine and this Python in one line."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{platform.system()} {platform.machine()}, {count} processors{_memory()}, "
        f"{platform.python_implementation()} {platform.python_version()}{_others()}"
    )


def _memory() -> str:
    if sys.platform == "win32":
        return ""
    size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f", {size / 1024**3:.0f} GiB of memory"


def _others() -> str:
    """Tell how busy it is already: what runs beside makes times longer, wall time most."""
    if not hasattr(os, "getloadavg"):
        return ""
    return f", {os.getloadavg()[0]:.1f} processes at work on it in the minute before"
