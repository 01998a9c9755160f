"""Pictures and films of a simulated world: a line that says what they are, and an end mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.media import Media
from assetforge.providers.drawing import Film, Recut
from tests.fakes.disk import media_of, picture

if TYPE_CHECKING:
    from assetforge.sandbox.rendering import Rendering

WHOLE: Final = "\nwhole"


def drawn(rendering: Rendering) -> bytes:
    """Make the bytes of a result; no two are alike, and one is always the same."""
    drawing = rendering.drawing
    media = Media(
        type=rendering.media_type, width=drawing.width, height=drawing.height,
        seconds=drawing.frames / drawing.rate if isinstance(drawing, Film | Recut) else None,
    )  # fmt: skip
    return picture(rendering.id + WHOLE, media)


def brought(name: str) -> bytes:
    """Make the bytes of a source."""
    return picture(name + WHOLE)


def decoded(data: bytes) -> Media | None:
    """Tell what bytes are; None where they are not whole, or nothing of ours."""
    if not data.endswith(WHOLE.encode()):
        return None
    try:
        return media_of(data)
    except ValueError:
        return None
