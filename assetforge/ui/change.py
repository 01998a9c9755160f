"""A changed value as people read it: old and new, and of long texts only the part that changed.

Move the scene to a beach at sunset and put the logo on the towel
Move the scene to a beach at dawn and put the logo on the towel
                  └─ kept ─┘ └─ ┘ └─ kept ┘
…to a beach at sunset and put the…
…to a beach at dawn and put the…
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from assetforge.core.text import ELLIPSIS, display_width, one_line, shorten

if TYPE_CHECKING:
    from assetforge.core.values import Json

CONTEXT: Final = 24  # characters kept on either side of what changed
SHORT: Final = 32  # columns; two shorter values fit on one line with an arrow between them
ARROW: Final = " → "
NOTHING: Final = "not set"


def value_text(value: Json) -> str:
    """Write any value of a request on one clean line."""
    match value:
        case str():
            return one_line(value) or '""'
        case Mapping():
            return one_line(json.dumps(value, ensure_ascii=False))
        case Sequence():
            return f"[{', '.join(map(value_text, value))}]"
        case None:
            return NOTHING
        case _:
            return str(value).lower()


def fits_one_line(old: Json, new: Json) -> bool:
    """Say whether old and new can stand on one line, and differ to the eye."""
    before, after = value_text(old), value_text(new)
    return before != after and max(display_width(before), display_width(after)) <= SHORT


def changed_part(old: Json, new: Json, width: int) -> tuple[str, str]:
    """Cut two values to the part that differs, each in at most `width` columns."""
    before, after = value_text(old), value_text(new)
    if before == after:
        return shorten(before, width), "(only its white space changed)"
    start = _common_start(before, after)
    end = _common_end(before[start:], after[start:])
    return _window(before, start, end, width), _window(after, start, end, width)


def _common_start(one: str, two: str) -> int:
    """Count the characters of the words that both begin with."""
    shared = next((i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), None)
    count = min(len(one), len(two)) if shared is None else shared
    return one.rfind(" ", 0, count) + 1


def _common_end(one: str, two: str) -> int:
    """Count the characters of the words that both end with."""
    count = _common_start(f"{one[::-1]} ", f"{two[::-1]} ")
    return min(count, len(one), len(two))


def _window(text: str, start: int, end: int, width: int) -> str:
    first = text.rfind(" ", 0, max(0, start - CONTEXT)) + 1
    stop = text.find(" ", len(text) - end + CONTEXT)
    head = ELLIPSIS if first else ""
    tail = "" if stop < 0 else ELLIPSIS
    return shorten(f"{head}{text[first : None if stop < 0 else stop]}{tail}", width)
