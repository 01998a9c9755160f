"""Origins: scheme, host and port, in the one spelling in which they are compared.

    HTTPS://Api.Letz.AI.:443/ ─parse_origin▶ https · api.letz.ai · 443

A key is bound to an origin. Plain http is for this machine alone, where tests and the sandbox are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

from assetforge.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

PORTS: Final[Mapping[str, int]] = {"https": 443, "http": 80}
_MOST_PORT: Final = 65_535
_FORM: Final = re.compile(r"(https?)://(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::([0-9]{1,5}))?/?")


@dataclass(frozen=True, slots=True, kw_only=True)
class WebOrigin:
    """Where a service is; made by `parse_origin` or `origin_of`, never spelled by hand."""

    scheme: str
    host: str  # lower case, no dot at its end, IPv6 without brackets
    port: int

    @property
    def is_loopback(self) -> bool:
        """Say whether its name can only mean this machine."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}"


def parse_origin(text: str, name: str) -> WebOrigin:
    """Read a base URL that a user set; `name` is where, as `LETZAI_BASE_URL`.

    The text itself is never repeated: somebody may have put a password into it.

    Raises:
        UsageError: it is more or less than scheme, host and port, or http for another machine.
    """
    match = _FORM.fullmatch(text.strip().lower())
    if match is None:
        raise _unusable(name, _flaw(text.strip()))
    origin = origin_of(match[1], match[2].strip("[]"), int(match[3]) if match[3] else None)
    if not 0 < origin.port <= _MOST_PORT or not origin.host:
        raise _unusable(name, "has no usable host and port")
    if origin.scheme == "http" and not origin.is_loopback:
        raise _unusable(name, "is http, which would show the key to everybody on the way")
    return origin


def origin_of(scheme: str, host: str, port: int | None) -> WebOrigin:
    """Bring the parts of a URL to the spelling in which origins are compared."""
    scheme, host = scheme.lower(), host.lower().rstrip(".")
    usual = PORTS.get(scheme, 0)
    return WebOrigin(scheme=scheme, host=host, port=usual if port is None else port)


def _flaw(text: str) -> str:
    scheme, mark, rest = text.partition("://")
    if not mark or scheme.lower() not in PORTS:
        return "does not begin with https://"
    if "@" in rest:
        return "holds a user name or a password"
    if "/" in rest.rstrip("/") or "?" in rest or "#" in rest:
        return "has a path or a query after the host; no service has its API below one"
    return "names no host that can be used"


def _unusable(name: str, flaw: str) -> UsageError:
    return UsageError(
        f"{name} {flaw}",
        next_step=f"Set {name} to scheme and host alone, as `https://api.example.com` "
        "(http is for this machine alone, as `http://127.0.0.1:8080`).",
    )
