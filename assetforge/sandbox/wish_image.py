"""What an order of `POST /images` wishes for (LetzAI reference, section 9.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.pixels import LONGEST_DRAWN, Pixels
from assetforge.providers.drawing_size import with_long_side
from assetforge.sandbox.offer import find_offer, tier_of
from assetforge.sandbox.wish import Wish

if TYPE_CHECKING:
    from assetforge.core.values import Json, Table
    from assetforge.sandbox.premises import Premises

_SIDE: Final = 1600  # pixels, where none is sent
_ENGINE: Final = "letzai-engine"  # our word for an order without `baseModel`
_LONG_SIDES: Final = {"2k": 2048, "4k": 4096}  # pixels, of the tiers above the first


def wish_of_image(premises: Premises, body: Table, _now: float) -> Wish:
    """Understand a checked body.

    Raises:
        RefusalError: 400, the model is not known.
    """
    word = str(body.get("baseModel", _ENGINE))
    offer = None if word == _ENGINE else find_offer(premises, "image", word)
    tier = None if offer is None else tier_of(offer, body.get("mode"))
    size = _size(body, tier)
    asked: dict[str, Json] = {"size": str(size)}
    asked |= {} if tier is None else {"resolution": tier}
    asked |= {name: body[name] for name in ("quality", "creativity") if name in body}
    return Wish(
        kind="image", model=word if offer is None else offer.id, offer=offer, asked=asked,
        drawn={"prompt": body["prompt"], **asked, "watermark": body.get("hasWatermark", True)},
    )  # fmt: skip


def _size(body: Table, tier: str | None) -> Pixels:
    """Work out the pixels: the ratio of what is asked for, and the tier's size if it is larger."""
    width, height = body.get("width", _SIDE), body.get("height", _SIDE)
    assert isinstance(width, int)
    assert isinstance(height, int)
    asked = Pixels(width=width, height=height)
    nominal = _LONG_SIDES.get(tier or "", 0) if "mode" in body else 0
    if nominal <= asked.long_side:
        return asked
    return with_long_side(asked, min(nominal, LONGEST_DRAWN), 8)
