"""Outputs: finished files inside the project, placed without ever following a link out of it.

    project ─open─▶ campaign ─open─▶ de      each folder opened from the one before, no links
                                     └─ fresh file ─ bytes ─ fsync ─ rename ─ fsync of the folder

Each name is looked up in a folder that is already open, so nobody can swap a folder for a link
between the look and the write. A path checked first and opened then was led outside 183 times in
29,609 tries, this walk never (reliability notes, E11). Outputs are copies: people edit them.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from assetforge.adapters.disk_errors import STORED_IS_SAFE, explaining
from assetforge.adapters.hashing import content_of, open_regular
from assetforge.adapters.outputs_folder import FolderWalk, InTheWayError, PlainFolder
from assetforge.core.errors import StorageError
from assetforge.core.paths import PathError, parse_path

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from assetforge.adapters.hashing import Content
    from assetforge.core.digest import Digest

_CAN_WALK: Final = os.open in os.supports_dir_fd and os.rename in os.supports_dir_fd

Stamp: TypeAlias = tuple[int, int, int, int]  # size, mtime and ctime in nanoseconds, inode


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFile:
    """What stands at an output's path; `stamp` tells cheaply whether it is still the same."""

    digest: Digest
    size: int  # bytes
    stamp: Stamp


class Outputs:
    """Place and look at the files of the project in `root`."""

    def __init__(self, root: str, *, walks: bool = _CAN_WALK) -> None:
        self._root = Path(root)
        self._kind = FolderWalk if walks else PlainFolder
        self._safe: set[str] = set()  # folders that were seen to be none but ours

    def place(self, source: str, output: str) -> OutputFile:
        """Copy a file of the store to its place, over what stands there; say what stands there now.

        Raises:
            StorageError: a link, or something of another kind, is in the way; or the disk refused.
        """
        with (
            _explaining("write", output),
            open_regular(Path(source)) as file,
            self._kind(self._root, output, make=True) as folder,
        ):
            placed = folder.place(file)
        return _output_file(placed.content, placed.stat)

    def state(self, output: str, known: OutputFile | None = None) -> OutputFile | None:
        """Say what stands at an output's path; None: nothing.

        Where the stamp is that of `known`, nothing is read and `known` returned. A stamp taken in
        the very tick of a change can hide a second one: a keeper of stamps drops the newest.

        Raises:
            StorageError: a link, or something of another kind, is in the way; or the disk refused.
        """
        stamp = self.stamp(output)
        if stamp is None or (known is not None and stamp == known.stamp):
            return known if stamp else None
        with _explaining("read", output), open_regular(self._at(output)) as file:
            found = os.fstat(file.fileno())
            return _output_file(content_of(file), found)

    def stamp(self, output: str) -> Stamp | None:
        """Look at an output without reading it; None: nothing is there.

        Raises:
            StorageError: a link, or something of another kind, is in the way; or the disk refused.
        """
        with _explaining("look at", output):
            try:
                self._check_folder(output)
                found = self._at(output).lstat()
            except FileNotFoundError:
                return None
            if not stat.S_ISREG(found.st_mode):
                raise InTheWayError(output)
        return _stamp(found)

    def discard(self, output: str, digest: Digest) -> bool:
        """Remove an output file if it still holds these bytes; say whether it is gone.

        Raises:
            StorageError: a link, or something of another kind, is in the way; or the disk refused.
        """
        found = self.state(output)
        if found is None or found.digest != digest:
            return found is None
        with _explaining("remove", output), self._kind(self._root, output, make=False) as folder:
            folder.remove()
        return True

    def sweep(self, outputs: Iterable[str]) -> int:
        """Remove what killed runs left half written beside these; say how many files that were.

        Only for who holds the project's run lock: the half-written file of another run looks alike.

        Raises:
            StorageError: the disk refused.
        """
        folders = {output.rpartition("/")[0]: output for output in outputs}
        return sum(map(self._sweep, folders.values()))

    def _sweep(self, output: str) -> int:
        with _explaining("clean up beside", output):
            try:
                with self._kind(self._root, output, make=False) as folder:
                    return folder.sweep()
            except (FileNotFoundError, InTheWayError):
                return 0

    def _at(self, output: str) -> Path:
        return self._root / output

    def _check_folder(self, output: str) -> None:
        """Look once at each folder for links, by walking it; thousands of outputs share a few."""
        parent = output.rpartition("/")[0]
        if parent not in self._safe:
            with self._kind(self._root, output, make=False):
                self._safe.add(parent)


@contextmanager
def _explaining(deed: str, output: str) -> Generator[None]:
    """Refuse a path that is none of the project, and explain what the disk refuses."""
    try:
        with explaining(deed, parse_path(output)):
            yield
    except PathError as error:
        raise _outside(deed, output, error) from error
    except InTheWayError as error:
        raise _in_the_way(deed, output, error.path) from error


def _outside(deed: str, output: str, error: PathError) -> StorageError:
    return StorageError(
        f"cannot {deed} `{output}`: {error}",
        cost=STORED_IS_SAFE,
        next_step="Give the asset another `output`, then run the command again.",
    )


def _in_the_way(deed: str, output: str, path: str) -> StorageError:
    wanted = "file" if path == output else "folder"
    return StorageError(
        f"cannot {deed} `{output}`: `{path}` is a link or something else than a plain {wanted}",
        cost=STORED_IS_SAFE,
        next_step="Move it elsewhere, or give the asset another `output`, then run it again.",
    )


def _output_file(content: Content, found: os.stat_result) -> OutputFile:
    return OutputFile(digest=content.digest, size=content.size, stamp=_stamp(found))


def _stamp(found: os.stat_result) -> Stamp:
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
