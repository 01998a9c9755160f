"""A witness of what would outlive a loss of power: which files and folders were flushed, and when.

    written ─ flushed ─▶ renamed ─ folder flushed ─▶ for good

It listens to the calls that a real adapter makes, so that a missing one is seen without a disk that
fails: after a kill the page cache hides what was never flushed.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


@dataclass(frozen=True, slots=True, kw_only=True)
class Flushed:
    """A file or folder was flushed."""

    inode: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A file was renamed into a folder."""

    name: str
    inode: int
    folder: int


@dataclass(slots=True, kw_only=True)
class Witness:
    """What was flushed and renamed, in order."""

    events: list[Flushed | Renamed] = field(default_factory=list["Flushed | Renamed"])

    @property
    def renamed(self) -> int:
        """How many files came to their places."""
        return sum(isinstance(event, Renamed) for event in self.events)

    def flaws(self) -> list[str]:
        """Say what a loss of power could take back or leave empty."""
        found: list[str] = []
        for place, event in enumerate(self.events):
            if isinstance(event, Flushed):
                continue
            if Flushed(inode=event.inode) not in self.events[:place]:
                found.append(f"{event.name} was renamed before it was flushed")
            if Flushed(inode=event.folder) not in self.events[place:]:
                found.append(f"the folder of {event.name} was not flushed afterwards")
        return found

    def has_flushed(self, folder: Path) -> bool:
        """Say whether a folder was flushed."""
        return Flushed(inode=folder.stat().st_ino) in self.events


def witnessing(patch: pytest.MonkeyPatch) -> Witness:
    """Listen to this process from now on."""
    witness = Witness()
    flush, replace, rename = os.fsync, os.replace, os.rename

    def flushing(descriptor: int) -> None:
        flush(descriptor)
        witness.events.append(Flushed(inode=os.fstat(descriptor).st_ino))

    def noting(
        source: str | Path, place: str | Path, source_fd: int | None, fd: int | None
    ) -> None:
        inode = os.stat(source, dir_fd=source_fd, follow_symlinks=False).st_ino
        folder = os.fstat(fd) if fd is not None else Path(place).parent.stat()
        name = Path(place).name
        witness.events.append(Renamed(name=name, inode=inode, folder=folder.st_ino))

    def replacing(
        src: str | Path, dst: str | Path, *, src_dir_fd: int | None = None,
        dst_dir_fd: int | None = None,
    ) -> None:  # fmt: skip
        noting(src, dst, src_dir_fd, dst_dir_fd)
        replace(src, dst, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)

    def renaming(
        src: str | Path, dst: str | Path, *, src_dir_fd: int | None = None,
        dst_dir_fd: int | None = None,
    ) -> None:  # fmt: skip
        noting(src, dst, src_dir_fd, dst_dir_fd)
        rename(src, dst, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)

    patch.setattr(os, "fsync", flushing)
    patch.setattr(os, "replace", replacing)
    patch.setattr(os, "rename", renaming)
    return witness
