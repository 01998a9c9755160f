"""A command that runs: waited for, signalled or killed, and read afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.command_line import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A command that was started, and where it prints to."""

    process: subprocess.Popen[bytes]
    out: Path
    err: Path

    def wait(self, seconds: float = PATIENCE) -> int:
        """Wait for its end; returns its code.

        Raises:
            TimeoutExpired: it did not end.
        """
        return self.process.wait(seconds)

    def kill_after(self, seconds: float) -> bool:
        """Kill it, and what it started, unless it ends before; says whether it was killed."""
        with suppress(subprocess.TimeoutExpired):
            self.wait(seconds)
            return False
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        return True

    def send(self, number: signal.Signals) -> None:
        """Send it a signal; nothing happens once it has ended."""
        self.process.send_signal(number)

    def bury(self) -> None:
        """End what a process left that killed itself."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    @property
    def was_killed(self) -> bool:
        """Whether SIGKILL ended it."""
        return self.process.returncode == -signal.SIGKILL

    @property
    def said(self) -> str:
        """What it told people."""
        return self.err.read_text("utf-8")
