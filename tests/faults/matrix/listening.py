"""Ends of the line that a service may turn out to be: nobody there, or somebody else."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Generator

_CERTIFICATE: Final = Path(__file__).parent / "nobodys.pem"  # of `localhost`, signed by itself


@contextmanager
def a_port_that_nobody_hears() -> Generator[str]:
    """Hold a port at which connections are refused; gives its origin."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{held.getsockname()[1]}"


@contextmanager
def a_wrong_certificate() -> Generator[str]:
    """Serve TLS with a certificate that nobody vouches for; gives the origin."""
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(_CERTIFICATE)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_shake_hands, args=(listener, tls), daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
    thread.join()


def _shake_hands(listener: socket.socket, tls: ssl.SSLContext) -> None:
    """Begin TLS with everybody who comes, until the listener is closed."""
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            with suppress(OSError), connection, tls.wrap_socket(connection, server_side=True):
                pass
