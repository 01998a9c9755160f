"""Where a key must not be: in any file of a market, in what commands printed, at another listener.

Looked for is each key as it is, and as base64 (at each of three beginnings), hexadecimal digits and
an escaped URL would hide it.
"""

from __future__ import annotations

from base64 import b64encode, urlsafe_b64encode
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.faults.paid_market import Market

BEGINNINGS: Final = 3  # base64 writes a text in three ways, by how many bytes stand before it


def leaks_of(market: Market) -> Iterator[str]:
    """Say where a key, or a request that was led astray, came through."""
    told = cast("Mapping[str, object]", market.sandbox.ledger()["leaks"])
    if told["count"]:
        yield f"keys came along to {told['paths']}"
    yield from (f"somebody followed a redirect: {visit[:80]!r}" for visit in market.trap.visits)
    for key in market.sandbox.keys.values():
        yield from _files_with(market.home, key)


def disguises(key: str) -> tuple[bytes, ...]:
    """List the ways in which a key may stand in a file."""
    data = key.encode()
    escaped = "".join(f"%{byte:02x}" for byte in data)
    in_base64 = [
        encode(b"\0" * before + data)[-(-before * 4 // 3) : -4].rstrip(b"=")
        for encode in (b64encode, urlsafe_b64encode)
        for before in range(BEGINNINGS)
    ]
    whole = (data, data[::-1], data.hex().encode(), escaped.encode(), escaped.upper().encode())
    return (*whole, *dict.fromkeys(in_base64))


def _files_with(home: Path, key: str) -> Iterator[str]:
    ways = disguises(key)
    for path in sorted(home.rglob("*")):
        if path.is_file() and any(way in path.read_bytes() for way in ways):
            yield f"a key stands in {path.relative_to(home)}"
