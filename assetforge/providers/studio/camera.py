"""How the camera moves through a still picture: by the words of the prompt, else by its seed."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

from assetforge.providers.drawing import Move, View

if TYPE_CHECKING:
    from collections.abc import Mapping

# A gentle zoom: whatever stands near the edge of the picture stays in sight.
_NEAR: Final = 1.08
_PAN: Final = 1.05


def _view(zoom: float, across: float, down: float) -> View:
    return View(zoom=zoom, across=across, down=down)


_WIDE = _view(1.0, 0.5, 0.5)
MOVES: Final[Mapping[str, Move]] = {
    "in": Move(start=_WIDE, end=_view(_NEAR, 0.5, 0.45)),
    "out": Move(start=_view(_NEAR, 0.5, 0.45), end=_WIDE),
    "left": Move(start=_view(_PAN, 1.0, 0.5), end=_view(_PAN, 0.0, 0.5)),
    "right": Move(start=_view(_PAN, 0.0, 0.5), end=_view(_PAN, 1.0, 0.5)),
    "up": Move(start=_view(_PAN, 0.5, 1.0), end=_view(_PAN, 0.5, 0.0)),
    "down": Move(start=_view(_PAN, 0.5, 0.0), end=_view(_PAN, 0.5, 1.0)),
    "drift": Move(start=_view(1.01, 0.0, 0.6), end=_view(_NEAR, 0.55, 0.4)),
    "glide": Move(start=_view(1.01, 1.0, 0.6), end=_view(_NEAR, 0.45, 0.4)),
}
_WORDS: Final = (
    (r"(?:zoom|dolly|push|move|fly|track)(?:s|ing)? (?:slowly )?out|pull(?:s|ing)? (?:back|away)",
     "out"),
    (r"(?:zoom|dolly|push|move|fly|track)(?:s|ing)? (?:slowly )?in|closer|close-up|dolly|zoom",
     "in"),
    (r"(?:pan|truck|slide|track|move)(?:s|ing)? (?:slowly )?(?:to the )?left", "left"),
    (r"(?:pan|truck|slide|track|move)(?:s|ing)? (?:slowly )?(?:to the )?right|pan(?:s|ning)?",
     "right"),
    (r"(?:tilt|crane|rise|move|pedestal)(?:s|ing)? (?:slowly )?up|rising", "up"),
    (r"(?:tilt|crane|move|pedestal)(?:s|ing)? (?:slowly )?down|descend(?:s|ing)?", "down"),
    (r"orbit(?:s|ing)?|drift(?:s|ing)?", "drift"),
)  # fmt: skip


def camera_move(prompt: str, seed: str) -> Move:
    """Pick the move that the prompt names, or one that follows from the seed."""
    lowered = prompt.lower()
    for words, name in _WORDS:
        if re.search(rf"\b(?:{words})\b", lowered):
            return MOVES[name]
    names = ("in", "out", "drift", "glide")
    return MOVES[names[hashlib.sha256(seed.encode()).digest()[0] % len(names)]]
