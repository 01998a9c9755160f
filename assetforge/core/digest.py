"""Digests: how bytes and values are named by their content.

    sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
    ------ ----------------------------------------------------------------
    the algorithm, so that it can change      64 lower-case hexadecimal digits

A value is hashed through one canonical text: keys sorted by code point, no white space, no escapes
beyond JSON's own, NaN and infinity refused. The text never changes; a new one is a new key schema.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from assetforge.core.values import Json

Digest = NewType("Digest", str)

PREFIX = "sha256:"
MARK_LENGTH = 16
_HEX_LENGTH = 64


def digest_bytes(data: bytes) -> Digest:
    """Name bytes by their content."""
    return Digest(PREFIX + hashlib.sha256(data).hexdigest())


def key_mark(key: Digest) -> str:
    """Name a key in what an order carries: 16 digits, which tell an account's orders apart."""
    return key.removeprefix(PREFIX)[:MARK_LENGTH]


def digest_value(value: Json) -> Digest:
    """Name a plain value by its canonical text."""
    return digest_bytes(canonical(value).encode())


def canonical(value: Json) -> str:
    """Write a plain value in the one form that is hashed.

    Raises:
        ValueError: the value holds NaN or an infinity, which no format agrees on.
    """
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def is_digest(text: object) -> bool:
    """Say whether a text from outside has the form of a digest, so that it may enter a path."""
    if not isinstance(text, str) or not text.startswith(PREFIX):
        return False
    digits = text[len(PREFIX) :]
    return len(digits) == _HEX_LENGTH and not digits.strip("0123456789abcdef")
