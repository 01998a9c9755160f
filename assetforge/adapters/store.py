"""The store: finished work that cost money or time, kept on this machine for good.

    v1/
      blobs/ab/ab3f…          bytes by their sha256, mode 0444, never changed
      records/7c/7c01….json   what was made for a key: the truth, written after its bytes
      index/                  the records again, in one database; may go at any time
      staging/                what is being made, a folder for each process
      quarantine/             bytes that were not what their name says, and damaged roots
      roots/                  which locks refer to what
      locks/use               held by everyone who writes, alone by who cleans up

Nothing goes by itself. Every step leaves whole files only, whenever it is cut short, and bytes are
read and compared with their name each time before they are handed out. A scope (project or draft)
is a store of its own, in a folder of its own.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from assetforge.adapters.disk_errors import explaining
from assetforge.adapters.file_lock import FileLock
from assetforge.adapters.files import make_folder, refuse_link
from assetforge.adapters.index import Index
from assetforge.adapters.store_blobs import Blobs
from assetforge.adapters.store_layout import Layout
from assetforge.adapters.store_records import Records
from assetforge.adapters.store_roots import Roots
from assetforge.adapters.store_staging import Staging
from assetforge.adapters.store_waste import Shelved, judge
from assetforge.core.errors import BusyError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assetforge.adapters.store_records import Listing
    from assetforge.adapters.store_waste import Judged, Waste
    from assetforge.core.digest import Digest
    from assetforge.core.media import Blob, Media
    from assetforge.lock.model import Lock, Made

_PATIENCE: Final = 60.0  # seconds to wait for a clean-up to end


class FileStore:
    """Keep finished work in a folder; with `read_only`, nothing on disk is ever touched.

    Safe to use from many threads and many processes. `close` lets go of what it holds.
    """

    def __init__(
        self, folder: str, *, read_only: bool = False, patience: float = _PATIENCE
    ) -> None:
        self._layout = Layout(Path(folder))
        self._read_only = read_only
        self._patience = patience
        self._guard = threading.Lock()
        self._use = FileLock(self._layout.locks / "use")
        self._staging = Staging(self._layout.staging)
        self._blobs = Blobs(self._layout, may_move=not read_only)
        self._records = Records(self._layout)
        self._roots = Roots(self._layout)
        self._index = Index(self._layout.index)
        self._whole: set[Digest] = set()  # keys whose records `remember` has seen to

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def find(self, key: Digest) -> Made | None:
        """Read what was made for a key; None only where nothing was ever noted.

        Raises:
            DamagedError: the record cannot be understood.
            StorageError: the disk does not answer.
        """
        return self._records.find(key)

    def has(self, digest: Digest) -> bool:
        """Say whether these bytes are there by name, without reading them.

        Raises:
            StorageError: the disk does not answer.
        """
        return self._blobs.has(digest)

    def fetch(self, blob: Blob) -> str:
        """Give the path of these bytes, which were just read and found right.

        Raises:
            DamagedError: they are missing, or not what they were; then they are in quarantine.
            StorageError: they cannot be read.
        """
        return str(self._blobs.fetch(blob))

    def is_torn(self, key: Digest) -> bool:
        """Say whether what was made for a key was noted, and cannot be understood any more.

        Raises:
            StorageError: the disk does not answer.
        """
        return self._records.is_torn(key)

    def list_records(self) -> Listing:
        """Read all records.

        Raises:
            StorageError: the disk does not answer.
        """
        return self._records.listing(None if self._read_only else self._index)

    def sizes(self) -> Iterator[tuple[Digest, int]]:
        """List what is kept with its bytes on disk, without reading it.

        Raises:
            StorageError: the disk does not answer.
        """
        return ((digest, found.st_size) for digest, found in self._blobs.all())

    def stage(self, ending: str = "") -> str:
        """Name a fresh file of our own to make something in; `ending` as in `.png`.

        Raises:
            StorageError: the disk refused.
            BusyError: a clean-up of the store does not end.
        """
        return str(self._place(ending))

    def keep(self, staged: str, media: Media) -> Blob:
        """Take a staged file into the store, for good.

        Raises:
            StorageError: the disk refused; the staged file is still there.
        """
        self._enter_use()
        return self._blobs.keep(Path(staged), media)

    def record(self, made: Made) -> None:
        """Note what was made, once its bytes are kept; what was noted for the key before goes.

        Raises:
            StorageError: the disk refused; the bytes are kept all the same.
        """
        self._records.write(made, self._place())

    def mend(self, made: Made) -> bool:
        """Write a damaged record again, where the bytes are there that it should speak of.

        Raises:
            StorageError: the disk refused.
        """
        if not self.is_torn(made.key) or not self.has(made.result.digest):
            return False
        self.record(made)
        return True

    def heal(self, blob: Blob, candidate: str) -> bool:
        """Take a copy of a file for missing or damaged bytes, if it is just what they were.

        Raises:
            StorageError: the disk refused.
        """
        return self._blobs.heal(blob, Path(candidate), self._place())

    def remember(self, lock_path: str, lock: Lock, *, now: float) -> None:
        """Note what a lock refers to, so that no clean-up takes it; `now` in seconds since 1970.

        A build does this before its first result, so that its lock is known, and at its end.
        Damaged records of what the lock refers to are written again by what it says.

        Raises:
            StorageError: the disk refused.
        """
        self._roots.remember(Path(lock_path), lock, now=now, staged=self._place())
        for made in (entry.made.as_ordered for entry in lock.entries.values()):
            if made.key not in self._whole:
                self.mend(made)
                self._whole.add(made.key)

    def sweep_staging(self) -> int:
        """Remove what killed runs left half made; say how many runs that were."""
        self._enter_use()
        return self._staging.sweep()

    def find_waste(self, *, since: float, read_lock: Callable[[Path], Lock]) -> Judged:
        """Say what may go: no lock refers to it, nor did at a build after `since`; nor is it newer.

        Raises:
            DamagedError: a root cannot be read, so nobody knows what may go.
            StorageError: the disk does not answer.
        """
        living = self._roots.living(since=since, read_lock=read_lock)
        blobs = {
            digest: Shelved(size=found.st_size, written=found.st_mtime)
            for digest, found in self._blobs.all()
        }
        return judge(self.list_records(), blobs, living, since)

    def remove(
        self, waste: Sequence[Waste], *, since: float, read_lock: Callable[[Path], Lock]
    ) -> None:
        """Remove what `find_waste` named, if all of it may still go.

        Raises:
            RefusedError: something of it is needed by now; nothing was removed.
            BusyError: a build uses the store.
            DamagedError, StorageError: as `find_waste`.
        """
        self.close()
        alone = FileLock(self._layout.locks / "use")
        self._acquire(alone, shared=False)
        try:
            still = set(map(_names, self.find_waste(since=since, read_lock=read_lock).waste))
            if needed := [one for one in waste if _names(one) not in still]:
                raise _still_needed(needed)
            self._remove(waste)
        finally:
            alone.release()

    def close(self) -> None:
        """Let go of the own staging folder, the index and the lock of use."""
        self._staging.close()
        self._index.close()
        with self._guard:
            self._use.release()

    def _place(self, ending: str = "") -> Path:
        self._enter_use()
        return self._staging.place(ending)

    def _enter_use(self) -> None:
        """Keep clean-ups away for as long as this store is open."""
        with self._guard:
            if self._use.descriptor is None:
                self._acquire(self._use, shared=True)

    def _acquire(self, lock: FileLock, *, shared: bool) -> None:
        if self._read_only:
            raise RuntimeError(_READ_ONLY)
        for folder in self._layout.folders:  # a link to elsewhere may have come with a checkout
            with explaining("use", folder):
                refuse_link(folder)
        with explaining("make", self._layout.locks):
            make_folder(self._layout.locks)
        if not lock.acquire(timeout=self._patience, shared=shared):
            raise _busy(self._layout.folder, shared=shared)

    def _remove(self, waste: Sequence[Waste]) -> None:
        """Records first: bytes without a record are waste, a record without bytes is damage."""
        for one in waste:
            if one.made is not None:
                self._records.remove(one.made.key)
                self._index.forget(one.made.key)
        for one in waste:
            if one.frees is not None:
                self._blobs.remove(one.digest)


_READ_ONLY: Final = "A read command tried to write to the store. This is a bug in assetforge."


def _names(waste: Waste) -> tuple[str, str, bool]:
    return (waste.made.key if waste.made else "", waste.digest, waste.frees is None)


def _still_needed(needed: Sequence[Waste]) -> RefusedError:
    names = ", ".join(one.made.key if one.made else one.digest for one in needed[:3])
    return RefusedError(
        f"a lock refers to {names} by now, so nothing was removed",
        next_step="Run `assetforge store gc` again to see what may go.",
    )


def _busy(folder: Path, *, shared: bool) -> BusyError:
    who = "a clean-up" if shared else "a build"
    return BusyError(
        f"{who} uses the store in {folder}",
        next_step="Wait until it is done, then run the command again.",
    )
