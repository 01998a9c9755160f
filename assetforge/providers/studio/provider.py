"""The studio: the embedded provider. It takes any model, tier and duration and draws them as text.

Order ─resolve▶ Table (what decides the bytes) ─▶ Request ─start▶ Render(drawing) ─▶ Result
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.credits import FREE
from assetforge.core.tags import without_tags
from assetforge.providers.conversation import render
from assetforge.providers.drawing_refusal import other_kind
from assetforge.providers.protocol import Result
from assetforge.providers.studio.design import DESIGN, DESIGNERS
from assetforge.providers.studio.size import image_size
from assetforge.providers.studio.tempo import FILM_SECONDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.credits import Credits
    from assetforge.core.names import Kind
    from assetforge.core.values import Json, Table
    from assetforge.providers.protocol import Conversation, Order, Request

_SHOWN: Final = (
    "prompt", "size", "aspect_ratio", "resolution", "seed", "revision",
    "quality", "creativity", "strength", "high_quality", "sound", "watermark", "skin", "shots",
)  # fmt: skip
# The words of each kind that change its bytes; any other word is accepted and has no effect.
_WORDS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "image": _SHOWN,
    "edit": _SHOWN,
    "upscale": ("size", "resolution", "strength"),
    "video": (*_SHOWN, "duration"),
    "video-edit": ("prompt", "size", "resolution", "aspect_ratio", "duration"),
}
_LABELLED: Final[frozenset[Kind]] = frozenset({"image", "edit", "video"})
_FILMS: Final[frozenset[Kind]] = frozenset({"video", "video-edit"})


class Studio:
    """The embedded provider: offline, free, the same each time."""

    def __init__(self, films: str) -> None:
        """Say which media type films get here: video/mp4 or image/webp."""
        self._films = films

    @property
    def name(self) -> str:
        """The word for it in a manifest."""
        return "studio"

    @property
    def is_local(self) -> bool:
        """Its work is free and repeatable."""
        return True

    def resolve(self, order: Order) -> Table:
        """Fill in defaults and keep what decides the bytes; `design` stands for how it is drawn.

        Raises:
            MakingError: a size or ratio cannot be read or drawn.
        """
        params = self._decisive(order)
        if order.kind == "image":
            params["size"] = str(image_size(order.params))
        if order.kind == "video":
            params.setdefault("duration", FILM_SECONDS)
        if order.kind in _FILMS:
            params["media_type"] = self._films
        return params

    def _decisive(self, order: Order) -> dict[str, Json]:
        given = {word: order.params.get(word) for word in _WORDS.get(order.kind, ())}
        params = {word: value for word, value in given.items() if _says_something(value)}
        if isinstance(prompt := params.get("prompt"), str):
            params["prompt"] = without_tags(prompt)
        label = {"label": order.address} if order.kind in _LABELLED else {}
        return {"design": DESIGN, **label, **params}

    def quote(self, order: Order) -> Credits:
        """Charge nothing, whatever is ordered."""
        del order
        return FREE

    def start(self, request: Request) -> Conversation:
        """Describe the drawing and hand back what was drawn.

        Raises:
            UnavailableError: the studio does not make this kind of asset.
            MakingError: a size or ratio cannot be read or drawn, or an input is missing.
        """
        designer = DESIGNERS.get(request.kind)
        if designer is None:
            raise other_kind(request, self.name)
        piece = yield from render(designer(request))
        return Result(piece=piece)


def _says_something(value: Json) -> bool:
    """Say whether a value is drawn: what is missing, empty or off is not; 0 is."""
    return value is not None and value is not False and value != ""
