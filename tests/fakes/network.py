"""A network without wires: whoever is dialled answers, and all that was said is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpcore

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Mapping, Sequence


class FakeNetwork(httpcore.AsyncNetworkBackend):
    """Connects to anything; `answer` writes an answer for the host that is asked."""

    def __init__(self, answer: Callable[[str], bytes], dead: frozenset[str] = frozenset()) -> None:
        self._answer = answer
        self._dead = dead  # addresses where nobody answers
        self.dialled: list[tuple[str, int]] = []
        self.named: list[str | None] = []  # in TLS, where a server learns which host is meant
        self.requests: list[str] = []

    async def connect_tcp(
        self, host: str, port: int, timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:  # fmt: skip
        del timeout, local_address, socket_options
        self.dialled.append((host, port))
        if host in self._dead:
            raise httpcore.ConnectTimeout
        return _Line(self)

    def say(self, request: bytes) -> bytes:
        text = request.decode("latin-1")
        self.requests.append(text)
        hosts = [line[6:] for line in text.split("\r\n") if line.lower().startswith("host: ")]
        return self._answer(hosts[0])


class FakeResolver:
    """Knows names by heart; each may mean other addresses the next time."""

    def __init__(self, names: Mapping[str, Sequence[Sequence[str]]]) -> None:
        self._names = names
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        del port
        answers = self._names.get(host)
        if answers is None:
            raise OSError(host)
        turn = self.asked.count(host)
        self.asked.append(host)
        return answers[min(turn, len(answers) - 1)]


class _Line(httpcore.AsyncNetworkStream):
    def __init__(self, network: FakeNetwork) -> None:
        self._network = network
        self._said = b""

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's own
        del max_bytes, timeout
        said, self._said = self._said, b""
        return self._network.say(said) if said else b""

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's own
        del timeout
        self._said += buffer

    async def aclose(self) -> None:
        pass

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own
    ) -> httpcore.AsyncNetworkStream:  # fmt: skip
        del ssl_context, timeout
        self._network.named.append(server_hostname)
        return self
