"""What comes in and what goes out, without sockets and clocks.

    HttpRequest ─▶ Sandbox.answer ─┬▶ HttpAnswer                   what to send, and how
                                   ├▶ NeedsDrawing ─ bytes ─▶ HttpAnswer
                                   └▶ NeedsDecoding ─ Media ─▶ HttpAnswer

Drawing and decoding take time, so whoever drives the sandbox does them where it suits him and
hands the result to `finish`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from assetforge.core.media import Media
    from assetforge.sandbox.rendering import Rendering

# whole: as it should be. none: closed without a byte. reset: the same, rudely. cut: closed after
# `Transfer.bytes` of the body. overrun: the whole body, though a shorter length was announced.
Ending: TypeAlias = Literal["whole", "none", "reset", "cut", "overrun"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpRequest:
    """A request whose body has arrived; names of headers are in lower case."""

    method: str
    target: str  # as it stood in the first line: a path, or a whole URL as a proxy is sent
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""

    @property
    def path(self) -> str:
        """The path alone, without what a proxy is told."""
        return urlsplit(self._local).path or "/"

    @property
    def query(self) -> Mapping[str, str]:
        """What stands after the question mark; of a repeated name the last counts."""
        return dict(parse_qsl(urlsplit(self._local).query, keep_blank_values=True))

    @property
    def is_keyed(self) -> bool:
        """Whether an Authorization header came along."""
        return "authorization" in self.headers

    @property
    def _local(self) -> str:
        """The target without scheme and host; two slashes at its start are no host."""
        before, mark, rest = self.target.partition("://")
        if mark and before.isalpha():
            return "/" + rest.partition("/")[2].lstrip("/")
        return "/" + self.target.lstrip("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """How an answer goes over the wire."""

    delay: float = 0  # seconds before the first byte
    ending: Ending = "whole"
    bytes: int = 0  # of the body, where it is cut; announced, where it overruns
    spread: float = 0  # seconds over which the body is sent in small pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAnswer:
    """An answer, complete; Content-Length is worked out by who sends it."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict[str, str])  # names in lower case
    body: bytes = b""
    padding: int = 0  # zero bytes after the body, which nobody should hold in memory
    transfer: Transfer = field(default_factory=Transfer)

    @property
    def is_good(self) -> bool:
        """Whether the status says that it worked."""
        return 200 <= self.status < 300  # noqa: PLR2004 - the class of codes


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsDrawing:
    """An answer that needs something drawn first."""

    rendering: Rendering
    finish: Callable[[bytes], Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedsDecoding:
    """An answer that needs to know what some bytes are; None: no picture and no film."""

    data: bytes
    finish: Callable[[Media | None], Outcome]


Outcome: TypeAlias = HttpAnswer | NeedsDrawing | NeedsDecoding  # `finish` may ask for more
