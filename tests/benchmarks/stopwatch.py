"""Run one command and tell what it and all its children took.

    python -I -S stopwatch.py LOG COMMAND…   ▶   {"cpu": 0.03, "wall": 0.03, "peak": 13.1}

A program of its own, and a small one: when a program is started, Linux counts what its parent held
to its peak (exec_mmap, in fs/exec.c of Linux 6), so less than this Python needs cannot be seen.
"""

from __future__ import annotations

import json
import os
import sys
import time


def timed(log: str, command: list[str]) -> dict[str, float]:
    """Measure CPU and wall time in seconds and the peak of the largest process in MiB."""
    write = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    actions = ((os.POSIX_SPAWN_OPEN, 1, log, write, 0o600), (os.POSIX_SPAWN_DUP2, 1, 2))
    began = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    _, status, used = os.wait4(process, 0)
    wall = time.perf_counter() - began
    if code := os.waitstatus_to_exitcode(status):
        sys.exit(f"exit code {code}")
    per_mib = 1024**2 if sys.platform == "darwin" else 1024  # of ru_maxrss
    return {"cpu": used.ru_utime + used.ru_stime, "wall": wall, "peak": used.ru_maxrss / per_mib}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(timed(sys.argv[1], sys.argv[2:])))
