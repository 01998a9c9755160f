"""Saying of a word that means no asset that it looks like a file, where none of that name is."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assetforge.core.errors import UsageError
from assetforge.core.names import is_address
from assetforge.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable


@contextmanager
def telling_lost_files(words: Iterable[str]) -> Generator[None]:
    """Add to a mistake which of these words, that may be assets or files, is a file not there.

    Raises:
        UsageError: as it came, and saying so.
    """
    try:
        yield
    except UsageError as error:
        lost = next((word for word in words if _looks_lost(word)), None)
        if lost is not None:
            error.what += f", and there is no file `{one_line(lost)}`"
        raise


def _looks_lost(word: str) -> bool:
    """Say whether a word is like the name of a file, and like none of an asset or of many."""
    if "." not in word or is_address(word) or set("*?[") & set(word):
        return False
    return not os.path.lexists(word)  # a name that is too long is of no file; pathlib raises
