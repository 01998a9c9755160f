"""Messages: a request as it is handed to a transport, and an answer whose body is still to come.

No headers are added here: which ones all requests have is known to `wire_transport`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterable, AsyncIterator, Mapping, Sequence

    import httpcore


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds that the steps of a request may take."""

    connect: float
    read: float  # between two pieces of an answer, and before the first; for sending as well
    place: float  # until one of the connections is free

    @property
    def seconds(self) -> dict[str, float]:
        """The same, as httpcore is told."""
        return {
            "connect": self.connect, "read": self.read, "write": self.read, "pool": self.place
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A request."""

    method: str
    url: httpcore.URL
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    content: AsyncIterable[bytes] | None = None


class Incoming:
    """An answer whose body has not been read. Whoever has one closes it."""

    def __init__(self, response: httpcore.Response, host: str) -> None:
        self._response = response
        self.host = host  # that answered
        self.status = response.status
        self.headers: Sequence[tuple[str, str]] = [  # in their order, with names in lower case
            (_text(name).lower(), _text(value)) for name, value in response.headers
        ]

    def header(self, name: str) -> str | None:
        """Read the header of a name in lower case; several of one name are joined as one."""
        values = [value for each, value in self.headers if each == name]
        return ", ".join(values) if values else None

    def pieces(self) -> AsyncIterator[bytes]:
        """Read the body as it comes."""
        return self._response.aiter_stream()

    async def close(self) -> None:
        """Let go of the connection; where something is still to come, it is closed."""
        await self._response.aclose()


def _text(data: bytes) -> str:
    """Read a header: any bytes may stand there (RFC 9110, 2022, 5.5), as Latin-1 if no UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")
