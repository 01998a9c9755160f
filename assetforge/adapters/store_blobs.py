"""Blobs: bytes by their content. What is handed out was read and found right just before."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from assetforge.adapters.disk_errors import STORED_IS_SAFE, explaining
from assetforge.adapters.files import refuse_link, settle, sync_folder
from assetforge.adapters.hashing import content_at, content_of, open_regular
from assetforge.adapters.store_layout import digests_in
from assetforge.adapters.store_quarantine import put_away
from assetforge.core.errors import DamagedError
from assetforge.core.media import Blob

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import stat_result
    from pathlib import Path

    from assetforge.adapters.hashing import Content
    from assetforge.adapters.store_layout import Layout
    from assetforge.core.digest import Digest
    from assetforge.core.media import Media

_READ_ONLY_MODE: Final = 0o444
_HEAL: Final = "Run `assetforge build`: it heals the store where the bytes are still somewhere."


class Blobs:
    """Keep and hand out bytes; damaged ones are put in quarantine only if they may be moved."""

    def __init__(self, layout: Layout, *, may_move: bool) -> None:
        self._layout = layout
        self._may_move = may_move

    def keep(self, staged: Path, media: Media) -> Blob:
        """Take a staged file into the store; one that is there already is not taken twice.

        Raises:
            StorageError: the disk refused; the staged file is still there.
        """
        with explaining("store", staged):
            content = _seal(staged)
            place = self._layout.blob(content.digest)
            refuse_link(place.parent)
            if _content_or_none(place) == content:
                sync_folder(place.parent)  # who put it there may have been killed before that
                staged.unlink()
            else:
                settle(staged, place)
        return Blob(digest=content.digest, size=content.size, media=media)

    def fetch(self, blob: Blob) -> Path:
        """Give the path of these bytes, which were just read and found right.

        Raises:
            DamagedError: they are missing, or not what they were; then they are in quarantine.
            StorageError: they cannot be read.
        """
        place = self._layout.blob(blob.digest)
        with explaining("read", place):
            content = _content_or_none(place)
            if content is None:
                raise _missing(blob)
            if content.digest != blob.digest:
                self._put_away(place)
                raise _damaged(blob)
        if content.size != blob.size:
            raise _misnoted(blob, content)
        return place

    def has(self, digest: Digest) -> bool:
        """Say whether there is a file of this name, without reading it.

        Raises:
            StorageError: the store does not answer, which is not the same as no.
        """
        place = self._layout.blob(digest)
        with explaining("look for", place):
            try:
                place.lstat()
            except FileNotFoundError:
                return False
        return True

    def heal(self, blob: Blob, candidate: Path, staged: Path) -> bool:
        """Take a copy of the candidate into the store if its bytes are the blob's."""
        with explaining("copy", candidate):
            try:
                source = open_regular(candidate)
            except FileNotFoundError:
                return False
            with source, staged.open("xb") as copy:
                content = content_of(source, copy)
        if content.digest == blob.digest:
            self.keep(staged, blob.media)
        else:
            staged.unlink()
        return content.digest == blob.digest

    def all(self) -> Iterator[tuple[Digest, stat_result]]:
        """List what is there with its size and times, without reading it."""
        with explaining("list", self._layout.blobs):
            for digest, path in digests_in(self._layout.blobs):
                yield digest, path.lstat()

    def remove(self, digest: Digest) -> None:
        """Remove these bytes for good; nothing happens where they are not there."""
        place = self._layout.blob(digest)
        with explaining("remove", place):
            refuse_link(place.parent)
            place.unlink(missing_ok=True)

    def _put_away(self, place: Path) -> None:
        if self._may_move:
            put_away(place, self._layout)


def _seal(staged: Path) -> Content:
    """Make a staged file safe on disk and never to be written again; say what it holds."""
    with open_regular(staged, "r+b") as file:
        content = content_of(file)
        os.fsync(file.fileno())
    staged.chmod(_READ_ONLY_MODE)
    return content


def _content_or_none(place: Path) -> Content | None:
    try:
        return content_at(place)
    except FileNotFoundError:
        return None


def _missing(blob: Blob) -> DamagedError:
    return DamagedError(
        f"the store noted {blob.digest}, but its bytes are gone",
        cost=STORED_IS_SAFE,
        next_step=_HEAL,
    )


def _damaged(blob: Blob) -> DamagedError:
    return DamagedError(
        f"the stored bytes of {blob.digest} are not what they were",
        cost=STORED_IS_SAFE,
        next_step=_HEAL,
    )


def _misnoted(blob: Blob, content: Content) -> DamagedError:
    return DamagedError(
        f"{blob.digest} has {content.size} bytes, but {blob.size} were noted",
        next_step="Take `assets.lock` from version control, then run the command again.",
    )
