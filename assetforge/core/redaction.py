"""Redaction: secrets taken out of a text by what they are, not by where they stand.

A secret is found as it is, URL-encoded, escaped as in JSON, and inside base64 wherever it begins:
base64 reads three bytes at a time, so the same text has three spellings. Those letters at its ends
that also depend on its neighbours are left out of the search.
"""

from __future__ import annotations

import json
from base64 import b64encode, urlsafe_b64encode
from functools import cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from assetforge.core.secret import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assetforge.core.secret import Secret

SHORTEST: Final = 8  # characters; shorter ones stand in innocent words and are left alone


def redacted(text: str, secrets: Iterable[Secret]) -> str:
    """Replace every spelling of every secret by `***`."""
    for secret in secrets:
        for spelling in _spellings(secret.reveal()):
            if spelling in text:
                text = text.replace(spelling, HIDDEN)
    return text


@cache
def _spellings(value: str) -> tuple[str, ...]:
    """List how a value may be written, the longest first, so that no end of one is left."""
    if len(value) < SHORTEST:
        return ()
    plain = {value, quote(value, safe=""), json.dumps(value)[1:-1]}
    return tuple(sorted(plain | set(_in_base64(value.encode())), key=len, reverse=True))


def _in_base64(value: bytes) -> Iterator[str]:
    for before, spoiled in ((0, 0), (1, 2), (2, 3)):  # bytes before it, letters those reach
        settled = (before + len(value)) * 4 // 3
        for encode in (b64encode, urlsafe_b64encode):
            yield encode(bytes(before) + value).decode()[spoiled:settled]
