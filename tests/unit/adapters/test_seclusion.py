from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Final

import pytest

from tests.command_line import World

if TYPE_CHECKING:
    from pathlib import Path

# In a process of its own, since it cannot be undone.
PROGRAM: Final = """\
import asyncio, socket, sys
from assetforge.adapters.seclusion import seclude

server = socket.create_server(("127.0.0.1", 0))
port = server.getsockname()[1]
message = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
seclude(lambda: PermissionError("alone"))
TRIES = {
    "connect": lambda: socket.create_connection(("127.0.0.1", port)),
    "connect by name": lambda: socket.create_connection(("localhost", port)),
    "look up": lambda: socket.getaddrinfo("example.invalid", 443),
    "look up an address": lambda: socket.gethostbyaddr("127.0.0.1"),
    "send": lambda: message.sendto(b"x", ("127.0.0.1", port)),
    "send in parts": lambda: message.sendmsg([b"x"], [], 0, ("127.0.0.1", port)),
    "a loop": lambda: asyncio.run(asyncio.open_connection("127.0.0.1", port)),
    "a pair": lambda: [each.sendall(b"x") for each in socket.socketpair()],
    "nothing in a loop": lambda: asyncio.run(asyncio.sleep(0)),
}
try:
    TRIES[sys.argv[1]]()
    print("done")
except PermissionError as error:
    print(error)
server.settimeout(0)
try:
    server.accept()
    print("heard")
except BlockingIOError:
    print("silence")
"""


@pytest.mark.parametrize(
    ("what", "told"),
    [
        ("connect", "alone"),
        ("connect by name", "alone"),
        ("look up", "alone"),
        ("look up an address", "alone"),
        ("send", "alone"),
        ("send in parts", "alone"),
        ("a loop", "alone"),
        ("a pair", "done"),
        ("nothing in a loop", "done"),
    ],
)
def test_nothing_leaves_this_process(what: str, told: str, tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, what],
        env=World(tmp_path).environment({"PYTHONWARNINGS": "ignore"}),
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert ended.stdout.splitlines() == [told, "silence"]
