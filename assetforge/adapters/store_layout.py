"""Where everything lies in a store; the picture stands in `store`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from assetforge.core.digest import PREFIX, Digest, is_digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDERS: Final = (
    "blobs", "index", "locks", "quarantine", "records", "roots", "staging",
)  # fmt: skip
VERSION: Final = "v1"  # the folder that holds them
_HEX_OF_FOLDER: Final = 2


@dataclass(frozen=True, slots=True)
class Layout:
    """Name the places of the store in `folder`."""

    folder: Path

    def blob(self, digest: Digest) -> Path:
        """Name the file that holds the bytes of this digest."""
        return _spread(self.blobs, digest, "")

    def record(self, key: Digest) -> Path:
        """Name the file that says what was made for this key."""
        return _spread(self.records, key, ".json")

    def root(self, digest: Digest) -> Path:
        """Name the file that says what one lock refers to."""
        return self.roots / f"{_hex(digest)}.json"

    @property
    def folders(self) -> tuple[Path, ...]:
        """All folders of the store."""
        return tuple(self.folder / VERSION / name for name in FOLDERS)

    @property
    def blobs(self) -> Path:
        """The folder of all bytes."""
        return self.folder / VERSION / "blobs"

    @property
    def records(self) -> Path:
        """The folder of all records."""
        return self.folder / VERSION / "records"

    @property
    def index(self) -> Path:
        """The folder of the index, which may go at any time."""
        return self.folder / VERSION / "index"

    @property
    def staging(self) -> Path:
        """The folder of what is being made."""
        return self.folder / VERSION / "staging"

    @property
    def quarantine(self) -> Path:
        """The folder of damaged files."""
        return self.folder / VERSION / "quarantine"

    @property
    def roots(self) -> Path:
        """The folder of what the locks refer to."""
        return self.folder / VERSION / "roots"

    @property
    def locks(self) -> Path:
        """The folder of the files that processes lock."""
        return self.folder / VERSION / "locks"


def digests_in(folder: Path, ending: str = "") -> Iterator[tuple[Digest, Path]]:
    """List what is spread over a folder, by digest; what has no digest's name is nobody's.

    Raises:
        OSError: a folder cannot be listed.
    """
    if not folder.is_dir():
        return
    for shelf in sorted(folder.iterdir()):
        for path in sorted(shelf.iterdir()):
            digest = PREFIX + path.name.removesuffix(ending)
            if path.name.endswith(ending) and is_digest(digest):
                yield Digest(digest), path


def _spread(folder: Path, digest: Digest, ending: str) -> Path:
    digits = _hex(digest)
    return folder / digits[:_HEX_OF_FOLDER] / (digits + ending)


def _hex(digest: Digest) -> str:
    """Give the digits of a digest; a text of another form must never become part of a path."""
    if not is_digest(digest):
        raise ValueError(digest)
    return digest.removeprefix(PREFIX)
