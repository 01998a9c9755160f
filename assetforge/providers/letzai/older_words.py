"""Older words: what the older dialect calls a model, and what it cannot say.

    kind         canonical             older
    image        gemini-3-pro-image    gemini-3-pro-image-preview
    upscale      default               sharp, each side's default mode (inferred)
    video        video-kling3          kling30, without the prefix

Sources: seed 001, 2026, for the words; seeds 000 to 003 for the smaller ranges. The same words
stand in the catalogue as `older_ids`; a test holds the two together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from assetforge.core.limits import Whole
from assetforge.core.pixels import parse_pixels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.capabilities import Model
    from assetforge.core.names import Kind
    from assetforge.core.values import Json, Table

_PICTURES: Final = {
    "gemini-3-pro-image": "gemini-3-pro-image-preview", "flux2": "flux2",
    "seedream-4-5-251128": "seedream-4-5-251128", "phota": "phota",
}  # fmt: skip
OLDER_WORDS: Final[Mapping[Kind, Mapping[str, str]]] = {
    "image": _PICTURES,
    "edit": {**_PICTURES, "skin": "skin"},
    "upscale": {
        "default": "sharp",
        **{
            word: word
            for word in (
                "nano-banana-pro", "sharp", "soft", "simple", "upscale-magnific-creative",
                "upscale-magnific-precision",
            )
        },
    },
    "video": {
        "video-veo31": "veo31", "video-kling3": "kling30", "video-kling26": "kling26",
        "video-wan25": "wan25", "default": "default", "veo3": "veo3", "klingo1": "klingo1",
        "sora2": "sora2",
    },
    "video-edit": {
        word: word for word in ("veo31", "default", "veo3", "wan25", "kling30", "kling26")
    },
}  # fmt: skip
MOST_OLDER_STRENGTH: Final = 3  # of an upscale; seeds 000, 001 and 002
_SHORTEST_SIDE: Final = 520  # pixels; seeds 000 to 003
_RANGES: Final[Mapping[tuple[Kind, str], Whole]] = {
    ("image", "quality"): Whole(low=1, high=5),
    ("image", "creativity"): Whole(low=1, high=5),
    ("upscale", "strength"): Whole(low=1, high=MOST_OLDER_STRENGTH),
    ("video", "duration"): Whole(low=2, high=15),
    ("video-edit", "duration"): Whole(low=2, high=15),
}


def older_word(model: Model) -> str:
    """Find what the older dialect calls a model; its own id where it has no other."""
    return OLDER_WORDS[model.kind].get(model.id, model.id)


def unspoken(model: Model, params: Table) -> str | None:
    """Say what of an order the older dialect cannot say; None where it can say everything."""
    is_known = model.id in OLDER_WORDS[model.kind] or "engine_mode" in model.own_fields
    if not is_known:
        return f"the model `{model.id}`"
    for name, value in params.items():
        limit = _RANGES.get((model.kind, name))
        if limit is not None and not limit.accepts(value):
            return f"`{name}` outside {limit}"
    return _too_small(model, params.get("size"))


def _too_small(model: Model, size: Json) -> str | None:
    pixels = parse_pixels(size)
    if model.kind != "image" or pixels is None or pixels.short_side >= _SHORTEST_SIDE:
        return None
    return f"a side under {_SHORTEST_SIDE} pixels"
