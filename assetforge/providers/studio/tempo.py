"""How an instruction re-times a film: faster, slower, backwards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

FILM_SECONDS: Final = 4  # of a film that asks for no duration
SLOWEST: Final = 0.125
FASTEST: Final = 16.0
_TIMES = r"(?P<times>\d{1,2}(?:\.\d{1,2})?)\s*(?:x|\u00d7|times)"
_FASTER = re.compile(rf"{_TIMES}\s*(?:faster|speed|the speed|as fast|quicker)|speed(?: it)? up\b")
_SLOWER = re.compile(rf"{_TIMES}\s*(?:slower|slow)|slow it down|slow down")
_NAMED: Final = (
    (r"twice as fast|double(?: the)? speed|time-?lapse", 2.0),
    (r"hyper-?lapse", 4.0),
    (r"half(?: the)? speed|slow[- ]?mo(?:tion)?|slower", 0.5),
    (r"faster|quicker|fast[- ]?forward", 1.5),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempo:
    """How fast and in which direction a film runs."""

    speed: float  # old seconds in one new second, 0.125 to 16
    is_backwards: bool


def parse_tempo(instruction: str) -> Tempo:
    """Read the speed that an instruction plainly names; 1 where it names none."""
    lowered = instruction.lower()
    backwards = re.search(r"\b(?:reversed?|backwards?|rewind)\b", lowered) is not None
    return Tempo(speed=max(SLOWEST, min(FASTEST, _speed(lowered))), is_backwards=backwards)


def _speed(text: str) -> float:
    if match := _FASTER.search(text):
        return max(1.0, float(match["times"] or 1.5))
    if match := _SLOWER.search(text):
        return 1 / max(1.0, float(match["times"] or 2))
    return next((speed for words, speed in _NAMED if re.search(rf"\b(?:{words})\b", text)), 1.0)
