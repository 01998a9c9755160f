"""A second listener: faults lead requests to it, and nobody may ever come, least of all a key."""

from __future__ import annotations

import socketserver
import threading
from typing import ClassVar, Self


class Trap:
    """Listens on a port of its own and remembers whatever came."""

    def __init__(self) -> None:
        self._server = _Listener(("127.0.0.1", 0), _Visit)
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def visits(self) -> list[bytes]:
        """What each visitor said first."""
        return self._server.visits


class _Listener(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], visit: type[_Visit]) -> None:
        self.visits: list[bytes] = []
        super().__init__(address, visit)


class _Visit(socketserver.StreamRequestHandler):
    timeout: ClassVar[float | None] = 1.0  # seconds

    def handle(self) -> None:
        assert isinstance(self.server, _Listener)
        self.server.visits.append(self.rfile.readline(65_536))
