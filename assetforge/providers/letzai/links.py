"""Links: which URLs may be taken from an answer, a record or a lock.

usable   https and a host with a name; on a loopback origin also that origin itself
own      usable, and on letz.ai, below it, or on that loopback origin

Originals were seen under images.letz.ai (LetzAI skill, 2026-07-28); no document lists the hosts, so
an answer may name others, a lock may not. Where an address leads is checked by who opens it.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_HOME: Final = "letz.ai"
_LONGEST: Final = 4_096  # characters


def usable_link(url: object, origin: str) -> str | None:
    """Take a URL that may be fetched, or named to LetzAI; None where it is none."""
    parts = _parts(url)
    if not isinstance(url, str) or parts is None:
        return None
    return url if _is_public(parts) or _is_loopback_origin(parts, origin) else None


def own_link(url: object, origin: str) -> str | None:
    """Take a URL of LetzAI's own, from a source that is not trusted; None where it is none."""
    parts = _parts(url)
    if not isinstance(url, str) or parts is None:
        return None
    host = _host(parts)
    is_home = _is_public(parts) and (host == _HOME or host.endswith(f".{_HOME}"))
    return url if is_home or _is_loopback_origin(parts, origin) else None


def _parts(url: object) -> SplitResult | None:
    if not isinstance(url, str) or len(url) > _LONGEST:
        return None
    if not url.isprintable() or any(mark in url for mark in ' \\"<>'):
        return None
    try:
        parts = urlsplit(url)
        is_odd = parts.port == 0 or "@" in parts.netloc  # asking for the port checks it
    except ValueError:
        return None
    return None if is_odd else parts


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").rstrip(".").lower()


def _is_public(parts: SplitResult) -> bool:
    host = _host(parts)
    last = host.rpartition(".")[2]
    return parts.scheme == "https" and "." in host and host.isascii() and last[:1].isalpha()


def _is_loopback_origin(parts: SplitResult, origin: str) -> bool:
    home = _parts(origin)
    if home is None or not _is_loopback(_host(home)):
        return False
    return (parts.scheme, _host(parts), parts.port) == (home.scheme, _host(home), home.port)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
