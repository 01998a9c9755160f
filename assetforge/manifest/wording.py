"""Wording: how messages name kinds, list words and suggest what was meant."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from assetforge.core.diagnostics import did_you_mean
from assetforge.core.limits import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

MOST_LISTED: Final = 8  # words; a longer list tells a person nothing


def with_article(word: str) -> str:
    """Write `an image`, `a video`, the word itself in backticks."""
    return f"an `{word}`" if word[:1] in set("aeiou") else f"a `{word}`"


def quoted(words: Iterable[str], last: str = "or") -> str:
    """Write words in backticks as a list in a sentence."""
    return listed([f"`{word}`" for word in words], last)


def suggestion(word: str, known: Collection[str]) -> str:
    """Ask for the nearest known word or, where none is near, list the known ones."""
    return did_you_mean(word, known) or known_here(word, known)


def known_here(word: str, known: Collection[str]) -> str:
    """List the known words, those most like a word first, a few at most."""
    ordered = sorted(known, key=lambda each: -SequenceMatcher(None, word, each).ratio())
    rest = ["…"] if len(ordered) > MOST_LISTED else []
    return f"known here: {', '.join([*ordered[:MOST_LISTED], *rest])}"
