"""What tests of the store do again and again: keep some bytes, and damage them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.unit.lock.samples import PICTURE

if TYPE_CHECKING:
    from assetforge.adapters.store import FileStore
    from assetforge.core.media import Blob
    from assetforge.lock.model import Lock


def keep(store: FileStore, data: bytes) -> Blob:
    staged = Path(store.stage(".png"))
    staged.write_bytes(data)
    return store.keep(str(staged), PICTURE)


def flip(path: Path) -> None:
    """Flip one bit, as a bad disk does; the mode does not stop a disk."""
    data = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(bytes([data[0] ^ 1]) + data[1:])


def never_asked(path: Path) -> Lock:
    raise AssertionError(path)
