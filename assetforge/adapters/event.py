"""The event that a CI service runs for, as its runner wrote it down: JSON in a file of the runner.

Much of what stands in it (titles, names of branches) was written by whoever opened the request.
Fact: GitHub sends at most 25 MB with an event; of a pull request, 20 to 100 kB are usual (GitHub's
documents on webhook payloads, 2026).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.values import is_table

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_BYTES: Final = 8 * 1024 * 1024


def read_event(path: str) -> Mapping[str, object] | None:
    """Read the event; None where that cannot be done, which proves nothing about it."""
    import json  # noqa: PLC0415 - most runs have no event

    try:
        with open(path, "rb") as file:  # noqa: PTH123 - every command asks, few load pathlib
            data = file.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            return None
        event: object = json.loads(data.decode(), object_pairs_hook=_table)
    except (OSError, ValueError, RecursionError):
        return None
    return event if is_table(event) else None


def _table(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Make a table of what has one value for each key; of two, nobody knows which one counts."""
    table = dict(pairs)
    if len(table) < len(pairs):
        message = "a key stands twice in one table"
        raise ValueError(message)
    return table
