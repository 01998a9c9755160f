"""Texts on their way out of this process, for a person or a program."""

from __future__ import annotations

from assetforge.adapters.known_keys import without_keys


def leaving(text: str) -> str:
    """Give the text as it may leave: without any key that was read."""
    return without_keys(text)
