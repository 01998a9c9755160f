"""Wording: how messages name kinds, list words and suggest what was meant."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, Final

from assetforge.core.limits import listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

MOST_LISTED: Final = 8  # words; a longer list tells a person nothing
MOST_COMPARED: Final = 500  # words that are looked at to find those


def with_article(word: str) -> str:
    """Write "an `image`" or "a `video`"."""
    return f"an `{word}`" if word[:1] in {"a", "e", "i", "o", "u"} else f"a `{word}`"


def quoted(words: Iterable[str], last: str = "or") -> str:
    """Write words in backticks as a list in a sentence."""
    return listed([f"`{word}`" for word in words], last)


def suggestion(word: str, known: Collection[str]) -> str:
    """Ask for the nearest known word or, where none is near, list the known ones."""
    near = nearest(word, known)
    return f"did you mean `{near}`?" if near else known_here(word, known)


def nearest(word: str, known: Collection[str]) -> str:
    """Find the known word that was probably meant, or none: an empty text."""
    return next(iter(get_close_matches(word, islice(known, MOST_COMPARED), n=1, cutoff=0.6)), "")


def known_here(word: str, known: Collection[str]) -> str:
    """List the known words, those most like a word first, a few at most."""
    return f"known here: {', '.join(_few(word, known))}"


def few(words: Collection[str], last: str = "or", like: str = "") -> str:
    """Write words as a list in a sentence: of many, a few that are most like another one."""
    if len(words) <= MOST_LISTED:
        return listed([*words], last)
    return ", ".join(_few(like, words))


def _few(word: str, known: Collection[str]) -> list[str]:
    first = islice(known, MOST_COMPARED)
    ordered = sorted(first, key=lambda each: -SequenceMatcher(None, word, each).ratio())
    rest = ["…"] if len(known) > MOST_LISTED else []
    return [*ordered[:MOST_LISTED], *rest]
