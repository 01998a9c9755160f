"""The door to diskcache: strings by string, and nothing that could run or remove anything.

diskcache keeps pickles and files beside its database, by what a row of the database says; a forged
row runs code or removes files, with its JSONDisk too (CVE-2025-69872; tried on 5.6.3). Here every
row that is not a plain string is refused before it is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import diskcache  # pyright: ignore[reportMissingTypeStubs] # it ships none

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_RAW: Final = 1  # the mode of a row whose value stands in the row itself


class Shelf:
    """Hold strings by key in a folder; every fault of its database is an exception."""

    def __init__(self, folder: Path, timeout: float) -> None:
        self._cache = _open_cache(
            str(folder),
            timeout=timeout,
            disk=_SAFE_DISK,
            eviction_policy="none",
            size_limit=2**40,
            cull_limit=0,
            statistics=0,
            tag_index=0,
            disk_min_file_size=2**30,
            sqlite_synchronous=1,
        )

    def find(self, key: str) -> str | None:
        """Read the string of a key."""
        value = self._cache.get(key)
        return None if value is None else _string(value)

    def note(self, key: str, text: str) -> None:
        """Write the string of a key, over the one before."""
        self._cache.set(key, text)

    def forget(self, key: str) -> None:
        """Remove a key and its string."""
        self._cache.delete(key)

    def close(self) -> None:
        """Let go of the database."""
        self._cache.close()


class StringsOnly:
    """Store strings in the row itself, and refuse every other row; a part of a diskcache Disk."""

    def put(self, key: object) -> tuple[str, bool]:
        """Turn a key into its column."""
        return _string(key), True

    def get(self, key: object, raw: object) -> str:
        """Turn a column into its key; a pickled one is refused."""
        if not raw:
            raise TypeError(raw)
        return _string(key)

    def store(self, value: object, read: object, key: object = None) -> tuple[int, int, None, str]:
        """Turn a value into its columns; a file to be read is refused."""
        if read:
            raise TypeError(key)
        return 0, _RAW, None, _string(value)

    def fetch(self, mode: object, filename: object, value: object, read: object) -> str:
        """Turn columns into their value; a pickle and a file are refused."""
        if mode != _RAW or filename is not None or read:
            raise TypeError(mode)
        return _string(value)

    def remove(self, file_path: object) -> None:
        """Refuse to remove a file: none was ever written."""
        raise TypeError(file_path)


class _Cache(Protocol):
    """What is used of diskcache's Cache, which has no types of its own."""

    def get(self, key: str) -> object: ...

    def set(self, key: str, value: str) -> object: ...

    def delete(self, key: str) -> object: ...

    def close(self) -> object: ...


_open_cache: Callable[..., _Cache] = diskcache.Cache
_SAFE_DISK: Final = type("SafeDisk", (StringsOnly, diskcache.Disk), {})


def _string(value: object) -> str:
    if type(value) is not str:
        raise TypeError(type(value))
    return value
