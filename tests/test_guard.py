"""The guard of conftest.py refuses what it should, and only that."""

from __future__ import annotations

import socket
from contextlib import closing

import pytest

from tests import conftest


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.invalid", b"192.0.2.7"])
def test_looking_up_a_host_elsewhere_is_refused(host: str | bytes) -> None:
    with pytest.raises(conftest.NetworkRefusedError, match="reached for"):
        socket.getaddrinfo(host, 443)

    conftest.attempts.clear()


def test_connecting_elsewhere_is_refused_without_a_look_up() -> None:
    with (
        closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as outgoing,
        pytest.raises(conftest.NetworkRefusedError, match=r"192\.0\.2\.1"),
    ):
        outgoing.connect(("192.0.2.1", 443))

    conftest.attempts.clear()


def test_a_server_on_this_machine_is_reached() -> None:
    with (
        closing(socket.create_server(("127.0.0.1", 0))) as server,
        closing(socket.create_connection(server.getsockname())) as client,
    ):
        assert client.getpeername() == server.getsockname()

    assert conftest.attempts == []
