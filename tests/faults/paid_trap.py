"""A second listener: faults lead requests to it, and nobody may ever come, least of all a key."""

from __future__ import annotations

import socketserver
import threading
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from socket import socket


class Trap:
    """Listens on a port of its own and remembers whatever came."""

    def __init__(self) -> None:
        self.visits: list[bytes] = []  # what each visitor said first

        class Visitor(socketserver.BaseRequestHandler):
            def handle(visitor) -> None:  # noqa: N805 - the trap is `self` here
                connection: socket = visitor.request
                connection.settimeout(1)
                try:
                    self.visits.append(connection.recv(65_536))
                except OSError as error:
                    self.visits.append(repr(error).encode())

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Visitor)
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
