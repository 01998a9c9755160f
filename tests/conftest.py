"""What holds for every test: nothing leaves this machine, and no test is judged by its speed."""

from __future__ import annotations

import ipaddress
import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from assetforge.core.values import is_array

if TYPE_CHECKING:
    from collections.abc import Iterator

settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")

LOCAL_NAMES = frozenset({"localhost", "", None})
attempts: list[str] = []


class NetworkRefusedError(RuntimeError):
    """A test reached for a real network; it is no OSError, so that no code retries it."""

    def __init__(self, where: object) -> None:
        super().__init__(
            f"A test reached for {where!r}. Tests talk to fakes, or to a server on 127.0.0.1."
        )


def is_on_this_machine(host: object) -> bool:
    """Say whether a host is a loopback address or a name of this machine."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def refuse_network(event: str, args: tuple[object, ...]) -> None:
    """Refuse to connect, send or look up a name elsewhere; Python calls this for every event."""
    if event == "socket.getaddrinfo":
        host = args[0]
    elif event in {"socket.connect", "socket.sendto"}:
        host = host_of(args[1])
    else:
        return
    if not is_on_this_machine(host):
        attempts.append(repr(host))
        raise NetworkRefusedError(host)


def host_of(address: object) -> object:
    """Take the host from what a socket is connected to; a socket that is a file has none."""
    return address[0] if is_array(address) else None


def hear_signals_again() -> None:
    """Undo what this was started with: a background job ignores SIGINT, and nohup SIGHUP.

    What a process ignores, its children ignore too, and a build would then hear nothing.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


hear_signals_again()
os.environ["ASSETFORGE_CONFIG"] = os.devnull  # no test reads the config of whoever runs it
for name in ("ASSETFORGE_UNTRUSTED", "CI_PIPELINE_SOURCE", "GITHUB_EVENT_NAME", "GITLAB_CI"):
    os.environ.pop(name, None)  # nor is it in doubt because of who proposed the change
for name in ("GITHUB_ACTIONS", "GITHUB_TOKEN", "GH_TOKEN", "GITLAB_TOKEN"):
    os.environ.pop(name, None)  # nor does it speak to the service that runs it, or for it
sys.addaudithook(refuse_network)  # stays until Python ends, and sees what no patch would


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to write expectations anew; look at the difference afterwards, as at any other."""
    parser.addoption("--update", action="store_true", help="rewrite the sessions of tests/cases")


@pytest.fixture(autouse=True)
def nothing_leaves_this_machine() -> Iterator[None]:
    """Fail a test that reached for a network even where the code under test hid the error."""
    attempts.clear()
    yield
    if attempts:
        pytest.fail(
            f"reached for the network: {', '.join(attempts)}; {NetworkRefusedError.__doc__}"
        )
