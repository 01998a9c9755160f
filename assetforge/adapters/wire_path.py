"""Paths of an API: what may be asked for, so that an id from outside leads nowhere else."""

from __future__ import annotations

import re
from typing import Final

from assetforge.execution.delivery import NotSentError

_LONGEST: Final = 2048  # characters
_SAFE: Final = re.compile(r"(?:/(?:[A-Za-z0-9_.~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+)+/?|/")
# Encoded dots, slashes, backslashes and control characters: some servers decode before they route.
_DISGUISED: Final = re.compile(r"%(?:2e|2f|5c|7f|[01][0-9a-f])", re.IGNORECASE)


def checked_path(path: str) -> str:
    """Return a path that names what it says: one slash at a time, no dots that climb.

    Raises:
        NotSentError: it is anything else. An id of a provider is checked before it gets here, so
            that would be a bug; it is not repeated.
    """
    is_plain = len(path) <= _LONGEST and _SAFE.fullmatch(path) is not None
    climbs = any(set(part) == {"."} for part in path.split("/") if part)
    if not is_plain or climbs or _DISGUISED.search(path):
        why = "the path of a request to the API is not a plain one; it was not sent"
        raise NotSentError(why, is_worth_repeating=False)
    return path
