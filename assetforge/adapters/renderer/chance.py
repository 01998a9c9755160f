"""Chance that is always the same: numbers that follow from a seed, on any machine and version."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_T = TypeVar("_T")
_WORD = 4  # bytes of a digest that make one number


class Chance:
    """A stream of numbers from a seed."""

    def __init__(self, seed: str) -> None:
        self._numbers = _stream(seed)

    def unit(self) -> float:
        """Draw a number from 0 up to 1."""
        return next(self._numbers)

    def between(self, low: float, high: float) -> float:
        """Draw a number from low up to high."""
        return low + (high - low) * self.unit()

    def whole(self, low: int, high: int) -> int:
        """Draw a whole number from low to high, both included."""
        return low + int(self.unit() * (high - low + 1))

    def pick(self, choices: Sequence[_T]) -> _T:
        """Draw one of several."""
        return choices[self.whole(0, len(choices) - 1)]

    def happens(self, share: float) -> bool:
        """Draw whether something happens that happens so often."""
        return self.unit() < share


def _stream(seed: str) -> Iterator[float]:
    block = 0
    while True:
        digest = hashlib.sha256(f"{seed}/{block}".encode()).digest()
        for start in range(0, len(digest), _WORD):
            yield int.from_bytes(digest[start : start + _WORD]) / 2 ** (8 * _WORD)
        block += 1
