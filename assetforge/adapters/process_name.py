"""The name of this process, for whoever reads the ledger later."""

from __future__ import annotations

import os
import socket


def process_name() -> str:
    """Name the process and its machine."""
    return f"process {os.getpid()} on {socket.gethostname()}"
