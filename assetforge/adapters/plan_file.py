"""The file of a saved plan: written whole, over nothing but another plan; read with a bound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.files import read_file, write_atomically
from assetforge.core.errors import UsageError
from assetforge.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_BYTES: Final = 64 << 20


def write_plan_file(path: str, text: str, is_plan: Callable[[bytes], bool]) -> None:
    """Write a plan; what lies there already is replaced only where it is one, too.

    Raises:
        UsageError: something else lies there, or it could not be read back.
        StorageError: the disk refused.
    """
    place, data = Path(path), text.encode()
    if len(data) > MOST_BYTES or not is_plan(data):
        raise _too_large(path)
    with explaining("read", place):
        try:
            there = read_file(place, limit=MOST_BYTES)
        except FileNotFoundError:
            there = b""
    if there and not is_plan(there):
        raise _in_the_way(path)
    write_atomically(place, data)


def read_plan_file(path: str) -> bytes:
    """Read what should be a plan.

    Raises:
        UsageError: there is no such file, it is a folder or a device, or too long for a plan.
        StorageError: the disk does not answer, or a link stands there.
    """
    place = Path(path)
    with explaining("read", place):
        try:
            data = read_file(place, limit=MOST_BYTES)
        except FileNotFoundError:
            raise _not_there(path) from None
        except IsADirectoryError:
            raise _no_file(path) from None
    if len(data) > MOST_BYTES:
        raise _too_long(path)
    return data


def _in_the_way(path: str) -> UsageError:
    return UsageError(
        f"`{one_line(path)}` is there already and is no saved plan, so it was not written over",
        next_step="Give `--out` another name, such as `plan.json`.",
    )


def _too_large(path: str) -> UsageError:
    return UsageError(
        f"this plan is larger than a saved plan may be, so `{one_line(path)}` was not written",
        next_step="Save it for fewer targets.",
    )


def _not_there(path: str) -> UsageError:
    return UsageError(
        f"there is no saved plan at `{one_line(path)}`",
        next_step=f"Save one with `assetforge plan --out {one_line(path)}`.",
    )


def _no_file(path: str) -> UsageError:
    return UsageError(
        f"`{one_line(path)}` is a folder or a device, and no saved plan",
        next_step="Name a file that `assetforge plan --out` wrote.",
    )


def _too_long(path: str) -> UsageError:
    return UsageError(
        f"`{one_line(path)}` is longer than any plan: {MOST_BYTES >> 20} MiB are read at most",
        next_step="Name a file that `assetforge plan --out` wrote.",
    )
