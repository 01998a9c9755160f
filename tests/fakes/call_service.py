"""A synchronous service on this machine that counts what it is asked and answers as it is told.

It works on threads of its own, so that several runs of a test, each with a loop, can ask it.
"""

from __future__ import annotations

import json
import socket
import time
from contextlib import suppress
from threading import Lock, Thread
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assetforge.core.values import Json

PICTURE: Json = {"images": [{"b64_json": "aGVsbG8="}], "billing": {"credits_charged": 12}}


class CallService:
    """A server on a port of its own; it refuses connections until it is opened."""

    def __init__(self) -> None:
        self.prompts: list[Json] = []  # of the orders that came whole
        self.keys: set[str] = set()
        self.answers: dict[int, Json] = {}  # the bodies with which orders are put off, by number
        self.seconds = 0.0  # that an answer takes
        self.loses = False  # whether it hangs up instead of answering
        self.busy = self.busiest = 0  # answers under way, now and at most
        self._counting = Lock()
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))  # nobody else gets the port, and nobody listens
        self.origin = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    def open(self) -> Self:
        self._socket.listen()
        Thread(target=self._accept, daemon=True).start()
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):  # it was never opened
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes who waits for a connection
        self._socket.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection, connection.makefile("rb") as lines:
            heads = dict(_heads(iter(lines.readline, b"\r\n")))
            order: dict[str, Json] = json.loads(lines.read(int(heads["content-length"])))
            with self._counting:
                self.keys.add(heads["authorization"])
                self.prompts.append(order["prompt"])
                number = len(self.prompts)
                self.busy += 1
                self.busiest = max(self.busiest, self.busy)
            time.sleep(self.seconds)
            with self._counting:
                self.busy -= 1
            if not self.loses:
                connection.sendall(self._answer(number))

    def _answer(self, number: int) -> bytes:
        status = "429 Later" if number in self.answers else "200 Fine"
        body = json.dumps(self.answers.get(number, PICTURE)).encode()
        lines = (
            f"HTTP/1.1 {status}", "Content-Type: application/json", "Set-Cookie: taste=sweet",
            f"Content-Length: {len(body)}", "Connection: close", "", "",
        )  # fmt: skip
        return "\r\n".join(lines).encode() + body


def _heads(lines: Iterator[bytes]) -> Iterator[tuple[str, str]]:
    next(lines)  # the request line
    for line in lines:
        if not line:
            raise ConnectionError
        name, _, value = line.decode().partition(":")
        yield name.lower(), value.strip()
