"""The folders in a project that belong to assetforge alone: `.assetforge/` and what is below.

They are entered one from the other, and a link among them is refused: a checkout may bring one
along, and what is written there would land where nobody meant it to.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from assetforge.adapters.disk_errors import STORED_IS_SAFE, explaining
from assetforge.adapters.outputs_folder import FolderWalk, InTheWayError, PlainFolder
from assetforge.adapters.project_folder import CAN_WALK
from assetforge.core.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

_IGNORE_ALL: Final = b"*\n"  # all that git is to do with these folders


class StateFolders:
    """Make or look at the folders of a project's `root` that are named; the outer ones first.

    Those that come `later` are made by whoever needs them; until then they are only looked at.
    """

    def __init__(
        self, root: str, folders: Sequence[str], later: Sequence[str] = (), *,
        walks: bool = CAN_WALK,
    ) -> None:  # fmt: skip
        self._root = Path(root)
        self._folders = folders
        self._later = later
        self._kind = FolderWalk if walks else PlainFolder

    def make(self, anchor: str) -> None:
        """Make the folders, and in one of them a `.gitignore` that hides them, where there is none.

        Raises:
            StorageError: a link or no folder stands there, or the disk refused.
        """
        self._check(self._later)
        for path in self._folders:
            with _explaining("make", path), self._kind(self._root, f"{path}/_", make=True):
                pass
        place = self._root / anchor
        with (
            _explaining("write", anchor),
            self._kind(self._root, anchor, make=True) as folder,
        ):
            if not os.path.lexists(place):  # a person's own stays as it is, link or not
                folder.place(BytesIO(_IGNORE_ALL))

    def check(self) -> None:
        """See that those of the folders which are there are folders; raises as `make`."""
        self._check((*self._folders, *self._later))

    def _check(self, folders: Sequence[str]) -> None:
        for path in folders:
            with (
                _explaining("look at", path),
                suppress(FileNotFoundError),
                self._kind(self._root, f"{path}/_", make=False),
            ):
                pass


@contextmanager
def _explaining(deed: str, path: str) -> Generator[None]:
    try:
        with explaining(deed, path):
            yield
    except InTheWayError as error:
        raise _in_the_way(error.path) from error


def _in_the_way(path: str) -> StorageError:
    return StorageError(
        f"`{path}` is a link or no folder, so what is kept there could land outside the project",
        cost=STORED_IS_SAFE,
        next_step=f"Remove it, then run the command again: `{path}` is made anew.",
    )
