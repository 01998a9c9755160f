"""The folder of the ledger: for nobody else's eyes, and perhaps on a disk of another machine.

<state folder>/ledger.sqlite3             every attempt to buy
<state folder>/ledger.sqlite3-wal, -shm   SQLite's own, while it is open or after a crash
<state folder>/ledger.init                locked by who opens the ledger
<state folder>/ledger.damaged             there while damage is not settled: nothing is bought
<state folder>/ledger.damaged-<date>…     a damaged ledger, put aside
<state folder>/turns/                     who is at which key
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.files import make_folder, sync_folder

LEDGER_NAME: Final = "ledger.sqlite3"

# File systems of other machines: WAL needs memory that all its users share (sqlite.org/wal.html).
_REMOTE: Final = frozenset(
    {"9p", "afs", "ceph", "cifs", "davfs", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs"}
    | {"fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb3", "smbfs", "virtiofs"}
)
_MOUNTS: Final = Path("/proc/self/mountinfo")


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its user may enter; one that stands already stays as it is.

    Raises:
        StorageError: the disk refused.
    """
    with explaining("make", folder):
        if folder.is_dir():
            return
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
        sync_folder(folder.parent)


def is_remote(folder: Path) -> bool:
    """Say whether a folder lies on a disk of another machine, as far as the system tells.

    Only Linux lists its mounts in a file. Elsewhere it is SQLite that finds out: it stays with a
    rollback journal where its disk shares no memory.
    """
    if sys.platform != "linux":
        return False
    try:
        mounts = _MOUNTS.read_text("utf-8", "surrogateescape")
    except OSError:
        return False
    return kind_of_mount(folder.resolve(), mounts) in _REMOTE


def kind_of_mount(folder: Path, mounts: str) -> str:
    """Name the kind of file system that a folder lies on, by a text as `/proc/self/mountinfo`.

    Its format: proc(5), 2023. The last mount of the longest path counts.
    """
    best, kind = -1, ""
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        words, tail = before.split(" "), after.split(" ")
        if len(words) < 5 or not tail[0]:  # noqa: PLR2004 - the place of the mount point
            continue
        point = Path(_unescaped(words[4]))
        depth = len(point.parts)
        if depth >= best and folder.is_relative_to(point):
            best, kind = depth, tail[0]
    return kind


def _unescaped(text: str) -> str:
    """Undo the four escapes of a mount point."""
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(code, character)
    return text
