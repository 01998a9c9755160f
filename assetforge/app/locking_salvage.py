"""What is left of a lock that cannot be read: every entry that still is whole by itself."""

from __future__ import annotations

import re
from typing import Final

from assetforge.app.reading import parse_lock
from assetforge.core.errors import InvalidError
from assetforge.lock.codec import VERSION
from assetforge.lock.model import Lock

_ENTRY: Final = re.compile(r'^(?=\[asset\.(?:"[^"\n]*"|[\w-]+)\]\r?$)', re.MULTILINE)
_MOST: Final = 10_000  # as many assets as a project may have


def salvage(data: bytes) -> Lock:
    """Read the entries of a damaged lock one by one, and leave out those that are damaged.

    Of two entries for one asset the first counts.
    """
    found = Lock()
    _head, *parts = _ENTRY.split(data.decode("utf-8-sig", errors="replace"))
    for part in parts[:_MOST]:
        try:
            read = parse_lock(f"version = {VERSION}\n{part}".encode())
        except InvalidError:
            continue
        found = read.recording(found.entries)
    return found
