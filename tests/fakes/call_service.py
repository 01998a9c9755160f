"""A synchronous service on this machine that counts what it is asked and answers as it is told."""

from __future__ import annotations

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from assetforge.core.values import Json

PICTURE: Json = {"images": [{"b64_json": "aGVsbG8="}], "billing": {"credits_charged": 12}}


class CallService:
    """A server on a port of its own; it refuses connections until it is opened."""

    def __init__(self) -> None:
        self.prompts: list[Json] = []  # of the orders that came whole
        self.keys: set[str] = set()
        self.answers: dict[int, Json] = {}  # the bodies with which orders are put off, by number
        self.seconds = 0.0  # that an answer takes
        self.busy = self.busiest = 0  # answers under way, now and at most
        self.loses = False  # whether it hangs up instead of answering
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._asked(), bind_and_activate=False)
        self._server.daemon_threads = True
        self._is_open = False
        self._server.server_bind()
        self.origin = f"http://127.0.0.1:{self._server.server_port}"

    def open(self) -> Self:
        self._server.server_activate()
        Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        self._is_open = True
        return self

    def close(self) -> None:
        if self._is_open:
            self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _asked(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Asked(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                data = self.rfile.read(int(self.headers["Content-Length"]))
                service.keys.add(self.headers["Authorization"])
                service.prompts.append(json.loads(data)["prompt"])
                number = len(service.prompts)
                service.busy += 1
                service.busiest = max(service.busiest, service.busy)
                time.sleep(service.seconds)
                service.busy -= 1
                if service.loses:
                    self.close_connection = True
                    return
                status = 429 if number in service.answers else 200
                body = json.dumps(service.answers.get(number, PICTURE)).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Set-Cookie", "taste=sweet")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
                del format, args

        return Asked
