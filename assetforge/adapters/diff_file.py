"""The file of a diff that another job wrote: anybody's JSON, read with a bound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.files import read_file
from assetforge.core.errors import UsageError
from assetforge.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_BYTES: Final = 8 << 20  # a diff of 2,000 assets takes 2 to 5 MB


def read_diff_file(path: str) -> object:
    """Read a document; nothing in it is checked but that it is JSON.

    Raises:
        UsageError: there is none, it is too long, or no JSON.
        StorageError: the disk does not answer, or a link stands there.
    """
    import json  # noqa: PLC0415 - for one command

    place = Path(path)
    with explaining("read", place):
        try:
            data = read_file(place, limit=MOST_BYTES)
        except FileNotFoundError:
            raise no_diff_file(path, "there is no such file") from None
    if len(data) > MOST_BYTES:
        raise no_diff_file(path, f"it is longer than {MOST_BYTES >> 20} MiB")
    try:
        found: object = json.loads(data.decode(), object_pairs_hook=_table, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise no_diff_file(path, "it is no JSON") from None
    return found


def no_diff_file(path: str, why: str) -> UsageError:
    """Say that a file is no diff, and why."""
    return UsageError(
        f"`{one_line(path, 200)}` is no diff that this version can read: {one_line(why, 300)}",
        next_step="Write one with `assetforge diff --json > FILE`.",
    )


def _table(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    return _refuse("a key stands twice in one table") if len(table) < len(pairs) else table


def _refuse(why: str) -> NoReturn:
    raise ValueError(why)
