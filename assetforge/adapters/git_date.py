"""When a commit was made, as it says itself; whoever makes one can write any date into it."""

from __future__ import annotations

from typing import Final

from assetforge.adapters.git import Git
from assetforge.core.errors import AssetforgeError

_MOST_DIGITS: Final = 12  # of seconds; git itself knows no later time


def commit_seconds(folder: str, commit: str) -> int | None:
    """Find when a commit was made, in seconds since 1970; None where git does not know."""
    try:
        answer = Git(folder).ask("log", "-1", "--format=%ct", commit, "--")
    except AssetforgeError:  # without git, or where it does not answer, there is no date
        return None
    told = answer.line
    is_number = told.isascii() and told.isdigit() and len(told) <= _MOST_DIGITS
    return int(told) if answer.is_good and is_number else None
