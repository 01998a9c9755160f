"""A second listener: faults lead requests to it, and nobody may ever come, least of all a key."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import Final, Self

_PATIENCE: Final = 1.0  # seconds that a visitor has to say something


class Trap:
    """Listens on a port of its own and remembers whatever came."""

    def __init__(self) -> None:
        self.visits: list[bytes] = []  # what each visitor said first
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self.origin = f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)  # who accepts is told
        self._listener.close()
        self._thread.join()

    def _listen(self) -> None:
        with suppress(OSError):  # it was closed
            while True:
                self._meet(self._listener.accept()[0])

    def _meet(self, visitor: socket.socket) -> None:
        said = b"nothing"
        with visitor, suppress(OSError):
            visitor.settimeout(_PATIENCE)
            said = visitor.recv(65_536) or said
        self.visits.append(said)
