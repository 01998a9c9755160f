from __future__ import annotations

import os
import socket

from assetforge.adapters.process_name import process_name


def test_a_process_is_named_with_its_machine() -> None:
    assert process_name() == f"process {os.getpid()} on {socket.gethostname()}"
