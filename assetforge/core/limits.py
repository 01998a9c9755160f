"""Limits: what one field of the manifest may hold, as a model takes it.

    Flag     true or false                    Whole    a whole number, 1 to 6
    Words    one of a list: 1k, 2k or 4k      Text     a text, 32,000 characters at most
    Size     pixels, each side in a range     Ratio    width to height, up to a longest
    Shots    scenes of one film               Parts    a table with limits of its own

Each says whether it `accepts` a value, and as text what it takes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from assetforge.core.pixels import parse_pixels, parse_ratio
from assetforge.core.values import is_array, is_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from assetforge.core.values import Scalar


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A switch."""

    def accepts(self, value: object) -> bool:
        """Say whether it is a switch."""
        return isinstance(value, bool)

    def __str__(self) -> str:
        return "true or false"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One of a list of values."""

    choices: tuple[Scalar, ...]

    def accepts(self, value: object) -> bool:
        """Say whether the list holds it; true is not 1, and 8.0 is 8."""
        return any(
            choice == value and isinstance(choice, bool) == isinstance(value, bool)
            for choice in self.choices
        )

    def __str__(self) -> str:
        return listed([_written(choice) for choice in self.choices])


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A whole number, between two ends where they are known."""

    low: int
    high: int | None = None

    def accepts(self, value: object) -> bool:
        """Say whether it is a whole number inside the range; 8.0 is one."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        fits = self.low <= value and (self.high is None or value <= self.high)
        return fits and value % 1 == 0

    def __str__(self) -> str:
        end = "" if self.high is None else f" to {self.high}"
        return f"a whole number from {self.low}{end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text, up to a length where one is known."""

    longest: int | None = None  # characters

    def accepts(self, value: object) -> bool:
        """Say whether it is a text that is not too long."""
        return isinstance(value, str) and (self.longest is None or len(value) <= self.longest)

    def __str__(self) -> str:
        return "a text" if self.longest is None else f"a text of up to {self.longest:,} characters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """Width and height in pixels; each side between two ends where they are known."""

    shortest: int = 1
    longest: int | None = None
    seen: tuple[str, ...] = ()  # all sizes that documents show, where the full list is not given

    def accepts(self, value: object) -> bool:
        """Say whether both sides are inside the range."""
        pixels = parse_pixels(value)
        if pixels is None:
            return False
        fits = self.longest is None or pixels.long_side <= self.longest
        return fits and pixels.short_side >= self.shortest

    def __str__(self) -> str:
        if self.longest is None:
            return "width and height in pixels"
        return f"width and height in pixels, each from {self.shortest} to {self.longest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """Any ratio of width to height that becomes pixels, up to the longest shape that fits."""

    longest: Fraction | None = None

    def accepts(self, value: object) -> bool:
        """Say whether it is a ratio that fits."""
        ratio = parse_ratio(value)
        if ratio is None:
            return False
        return self.longest is None or max(ratio, 1 / ratio) <= self.longest

    def __str__(self) -> str:
        if self.longest is None:
            return "width to height"
        longest = f"{self.longest.numerator}:{self.longest.denominator}"
        return f"width to height, no longer than {longest} either way"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shots:
    """The scenes of a film, each with a prompt and, if wished, its seconds."""

    def accepts(self, value: object) -> bool:
        """Say whether each scene has a prompt, and every number of seconds is whole."""
        return is_array(value) and len(value) > 0 and all(_is_shot(shot) for shot in value)

    def __str__(self) -> str:
        return "a list of scenes, each with a prompt and a duration in whole seconds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A table; each of its keys has a limit of its own."""

    keys: Mapping[str, Limit] = field(default_factory=dict["str", "Limit"])

    def accepts(self, value: object) -> bool:
        """Say whether it is a table of known keys, each with a value that is taken."""
        return is_table(value) and all(
            key in self.keys and self.keys[key].accepts(item) for key, item in value.items()
        )

    def __str__(self) -> str:
        return "a table of " + "; ".join(f"{key}: {limit}" for key, limit in self.keys.items())


Limit: TypeAlias = Flag | Words | Whole | Text | Size | Ratio | Shots | Parts


def listed(words: Sequence[str], last: str = "or") -> str:
    """Write words as a list in a sentence: `1k, 2k or 4k`."""
    if len(words) < 2:  # noqa: PLR2004 - a list of one needs no joining word
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _written(choice: Scalar) -> str:
    return str(choice).lower() if isinstance(choice, bool) else str(choice)


def _is_shot(shot: object) -> bool:
    if not is_table(shot) or not isinstance(shot.get("prompt"), str):
        return False
    seconds = shot.get("duration")
    return seconds is None or Whole(low=1).accepts(seconds)
