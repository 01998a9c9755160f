"""The user's own config file as bytes. It is trusted, so it may be a link, as dotfiles are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.disk_errors import explaining

if TYPE_CHECKING:
    from pathlib import Path


def read_config(path: Path, *, limit: int) -> bytes | None:
    """Read at most `limit` + 1 bytes, so that a longer file shows itself; None: there is none.

    Raises:
        StorageError: something is there that cannot be read, which is not the same.
    """
    with explaining("read", path):
        try:
            with path.open("rb") as file:
                return file.read(limit + 1)
        except FileNotFoundError:
            return None
