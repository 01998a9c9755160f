"""Renderings: results as descriptions, drawn only when somebody downloads them.

Rendering ─┬ drawing            what to draw: `providers.drawing`
           └ inputs             bytes that were uploaded, or renderings of other jobs
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from assetforge.core.media import PNG
from assetforge.providers.drawing import Derivation, Film, Recut

if TYPE_CHECKING:
    from assetforge.providers.drawing import Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A result that can be drawn at any time, always the same."""

    id: str  # tells it from every other of this sandbox
    drawing: Drawing
    inputs: tuple[Material, ...] = ()

    @property
    def media_type(self) -> str:
        """The type of the bytes that come of it."""
        return media_type_of(self.drawing)


Material: TypeAlias = "bytes | Rendering"


def media_type_of(drawing: Drawing) -> str:
    """Tell the type that a drawing is encoded in."""
    match drawing:
        case Film() | Recut() | Derivation():
            return drawing.type
        case _:
            return PNG
