"""Images: the body of `POST /images` (LetzAI skill, 2026-07-28, section "images")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.providers.letzai.commission import filled, whole

if TYPE_CHECKING:
    from assetforge.core.values import Table
    from assetforge.providers.letzai.commission import Commission


def image_body(commission: Commission) -> Table:
    """Write an order for a picture; its watermark is told, since LetzAI's default is to have one.

    LetzAI's own engine is ordered by leaving the model out; `mode` is then one of the engine's.
    """
    params, pixels = commission.params, commission.pixels
    is_engine = "engine_mode" in commission.model.own_fields
    return filled({
        "prompt": commission.prompt,
        "baseModel": None if is_engine else commission.word,
        "mode": commission.own.get("engine_mode") if is_engine else commission.tier,
        "width": pixels.width if pixels else None,
        "height": pixels.height if pixels else None,
        "quality": whole(params.get("quality")),
        "creativity": whole(params.get("creativity")),
        "hasWatermark": params.get("watermark") is True,
        "systemVersion": whole(commission.own.get("system_version")),
        # No document of the older dialect names the field, and an unknown one is answered with 400.
        "hideFromUserProfile": None if commission.is_older else True,
        "organizationId": commission.settings.organization,
    })  # fmt: skip
