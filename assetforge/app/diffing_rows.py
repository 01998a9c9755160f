"""The rows of a text, as git counts them: a line feed ends one, and nothing else does.

old   a b c d      new   a b X d     the first row that differs: 3rd of the new text
old   a b c d      new   a b d       rows were only taken away:  3rd of the old text
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """How two texts begin."""

    count: int  # rows that both begin with, and that are not all
    is_removal: bool  # whether the new text is the old one without some rows


def rows_of(text: str) -> list[str]:
    """Split a text at its line feeds; CR LF is one, and no row stands behind the last."""
    rows = text.replace("\r\n", "\n").split("\n")
    return rows if rows[-1] else rows[:-1]


def shared_rows(old: str, new: str) -> Shared:
    """Compare two texts row by row, from both ends."""
    before, after = rows_of(old), rows_of(new)
    first, last = _common(before, after), _common(reversed(before), reversed(after))
    if len(after) < len(before) and first + last >= len(after):
        return Shared(count=first, is_removal=True)
    return Shared(count=min(first, max(len(after) - 1, 0)), is_removal=False)


def _common(one: Iterable[str], other: Iterable[str]) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def same_rows(old: Sequence[str], new: Sequence[str], most: int = 4_000) -> dict[int, int] | None:
    """Find for rows of a text where they stand in its earlier version; both count from 0.

    None where more than `most` rows of either lie between what both begin and end with: too many
    to compare.
    """
    first = _common(old, new)
    last = min(_common(reversed(old), reversed(new)), len(old) - first, len(new) - first)
    middle = old[first : len(old) - last], new[first : len(new) - last]
    if max(map(len, middle)) > most:
        return None
    found = {place: place for place in range(first)}
    found |= {len(new) - each: len(old) - each for each in range(1, last + 1)}
    return found | {first + new_row: first + old_row for new_row, old_row in _matched(*middle)}


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[int, int]]:
    if not old or not new:
        return
    from difflib import SequenceMatcher  # noqa: PLC0415 - only where an edited file is blamed

    for start, other, size in SequenceMatcher(None, old, new).get_matching_blocks():
        yield from ((other + each, start + each) for each in range(size))
