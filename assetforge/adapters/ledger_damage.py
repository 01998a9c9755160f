"""A damaged ledger: put aside, and nothing is bought until somebody has looked at the providers.

    ledger.sqlite3, -wal, -shm ──▶ ledger.damaged-20260912T081500Z.sqlite3, -wal, -shm
    ledger.damaged                 written first, and there until `settle_damage`

It is never silently made anew: an empty ledger would say that nothing was ever bought. The marker
says whether all parts are moved, so that what was cut off is finished and a new ledger stays.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from assetforge.adapters.clock import seconds_since_1970
from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.files import read_file, sync_folder, write_atomically
from assetforge.core.errors import DamagedError
from assetforge.core.values import is_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PARTS: Final = ("-wal", "-shm", "-journal", "")  # of a ledger; the file itself goes last
_MOST: Final = 4096  # bytes of a marker


def refuse_damage(ledger: Path) -> None:
    """Let nothing pass while damage is not settled.

    Raises:
        DamagedError: it is not.
    """
    if marker_of(ledger).exists():
        raise damaged(ledger)


def put_aside(ledger: Path) -> DamagedError:
    """Move a damaged ledger out of the way, for good, and return the error that says so.

    The caller has closed it and holds its opening lock. What a crash left of an earlier move is
    moved on.

    Raises:
        StorageError: the disk refused; the ledger stays refused as far as the marker was written.
    """
    said = _said(ledger)
    if said is None or (said.get("moved") is True and ledger.exists()):
        stamp = datetime.fromtimestamp(seconds_since_1970(), UTC).strftime("%Y%m%dT%H%M%SZ")
        _mark(ledger, f"{ledger.stem}.damaged-{stamp}{ledger.suffix}", is_moved=False)
    finish_move(ledger)
    return damaged(ledger)


def finish_move(ledger: Path) -> None:
    """Move what a crash left of a damaged ledger in its place; the caller has its opening lock.

    Raises:
        StorageError: the disk refused.
    """
    said = _said(ledger)
    if said is None or said.get("moved") is True:
        return
    aside = aside_of(ledger)
    with explaining("put aside", ledger):
        for part in _PARTS:
            place = ledger.with_name(ledger.name + part)
            if place.exists():
                place.rename(aside.with_name(aside.name + part))
        sync_folder(ledger.parent)
    _mark(ledger, aside.name, is_moved=True)


def settle_damage(ledger: Path) -> None:
    """Allow purchases again: the providers were asked what they made, and it was looked at.

    A new ledger that `mend_ledger` made stays.

    Raises:
        StorageError: the disk refused.
    """
    marker = marker_of(ledger)
    if marker.exists():
        finish_move(ledger)
        with explaining("remove", marker):
            marker.unlink()
            sync_folder(marker.parent)


def aside_of(ledger: Path) -> Path:
    """Name where the damaged ledger was put."""
    name = (_said(ledger) or {}).get("aside")
    is_plain = isinstance(name, str) and name.startswith(f"{ledger.stem}.damaged-")
    is_inside = is_plain and "/" not in str(name) and "\\" not in str(name)
    return ledger.with_name(str(name) if is_inside else f"{ledger.stem}.damaged-{ledger.suffix}")


def marker_of(ledger: Path) -> Path:
    """Name the file that says that damage is not settled."""
    return ledger.with_suffix(".damaged")


def damaged(ledger: Path) -> DamagedError:
    """Write what a damaged ledger means for who wants to use it."""
    return DamagedError(
        f"the ledger of paid attempts was damaged and is put aside as {aside_of(ledger)}",
        cost="Nothing was sent. What runs at the providers goes on there and may have cost.",
        next_step="Run `assetforge jobs resume`: it looks at what the providers made for you. "
        "Until then no paid call is made.",
    )


def _mark(ledger: Path, aside: str, *, is_moved: bool) -> None:
    said = json.dumps({"aside": aside, "moved": is_moved})
    write_atomically(marker_of(ledger), said.encode())


def _said(ledger: Path) -> Mapping[str, object] | None:
    """Read the marker; None: there is none. One that cannot be read says nothing."""
    try:
        said: object = json.loads(read_file(marker_of(ledger), limit=_MOST))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError):
        return {}
    return said if is_table(said) else {}
