"""The last resort when the ledger cannot be written after something was paid for.

    the project's .assetforge/ ─ refused ─▶ a private temporary folder ─ refused ─▶ in words

`take_in` of `rescue_return.py` puts what was kept into the ledger once that can be written again.
"""

from __future__ import annotations

import asyncio
import json
import os
import stat
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.files import settle, temporary_name
from assetforge.adapters.rescue_file import encode_rescue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.execution.attempt import Attempt, Change

PREFIX: Final = "rescue-"
SUFFIX: Final = ".json"
_OTHERS: Final = 0o077  # the rights of everybody else
_FRESH: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)


class FileRescue:
    """Keep what the ledger refused in the first folder that takes it."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders

    async def save(self, attempt: Attempt, change: Change) -> str:
        """Keep a change that the ledger refused; say where, in a sentence, or say all of it."""
        return await asyncio.to_thread(save_rescue, self._folders, attempt, change)


def save_rescue(folders: Sequence[Path], attempt: Attempt, change: Change) -> str:
    """Keep a change in the first of the folders that takes it, and say where, or say all of it."""
    data = encode_rescue(attempt, change)
    for folder in folders:
        place = folder / f"{PREFIX}{attempt.intent}-{change.state}{SUFFIX}"
        try:
            _write(place, data)
        except OSError:
            continue
        return (
            f"The ledger could not be written; what became of `{attempt.address}` is kept in "
            f"{place}. `assetforge jobs` takes it in once the disk can be written again."
        )
    return (
        f"The ledger could not be written, nor any other place. SAVE THIS, it is what became of "
        f"`{attempt.address}`: {_in_words(attempt, change)}. "
        f"`assetforge jobs resolve {attempt.intent} --job ID` takes it in."
    )


def rescue_folders(state: Path | None) -> tuple[Path, ...]:
    """Name the folders where something may be rescued to; `state` is a project's `.assetforge/`."""
    temporary = Path(tempfile.gettempdir()) / f"assetforge-{_user()}"
    return (*([] if state is None else [state]), temporary)


def is_ours(folder: Path) -> bool:
    """Say whether a folder is one, no link, and of nobody else's making."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(found.st_mode):
        return False
    return sys.platform == "win32" or found.st_uid == os.getuid()


def _write(place: Path, data: bytes) -> None:
    folder = place.parent
    if not folder.exists():
        folder.mkdir(mode=0o700)
    if not is_ours(folder):
        raise PermissionError(str(folder))
    staged = folder / temporary_name("rescue")
    descriptor = os.open(staged, _FRESH, 0o666 & ~_OTHERS)
    with open(descriptor, "wb") as file:  # noqa: PTH123 - pathlib cannot open a descriptor
        file.write(data)
        file.flush()
        os.fsync(descriptor)
    settle(staged, place)


def _in_words(attempt: Attempt, change: Change) -> str:
    """Write what a person needs, in one line; no URL, whose query may be a key to the result."""
    said = {
        "intent": attempt.intent, "provider": attempt.provider, "account": attempt.account,
        "state": change.state.value, "route": change.route or attempt.route,
        "job": change.job or attempt.job,
        "charged": None if change.actual is None else str(change.actual),
    }  # fmt: skip
    return json.dumps(said)


def _user() -> str:
    return "user" if sys.platform == "win32" else str(os.getuid())
