"""The draft of a manifest: the same assets, drawn here by the studio, free of charge."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetforge.core.pixels import LONGEST_DRAWN, SHORTEST_DRAWN, Pixels, parse_pixels

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.capabilities import Capabilities
    from assetforge.core.values import Json
    from assetforge.manifest.model import Asset, Manifest

DRAWN_BY: Final = "studio"


def drafted(manifest: Manifest, capabilities: Mapping[str, Capabilities]) -> Manifest:
    """Hand every asset that a provider would make to the studio; its model is drawn as text."""
    assets = {address: _drafted(asset, capabilities) for address, asset in manifest.assets.items()}
    return replace(manifest, assets=assets)


def _drafted(asset: Asset, capabilities: Mapping[str, Capabilities]) -> Asset:
    if asset.kind in {"source", "derive"} or asset.provider == DRAWN_BY:
        return asset
    params = {key: value for key, value in asset.params.items() if key != asset.provider}
    usual = capabilities[asset.provider].defaults_of(asset.kind, asset.model)
    if "duration" in usual:  # a frame that is cut from the film must be in the draft, too
        params.setdefault("duration", usual["duration"])
    return replace(asset, provider=DRAWN_BY, params=_drawable(params))


def _drawable(params: Mapping[str, Json]) -> dict[str, Json]:
    """Bring a size that a provider would make into what is drawn here, in its own shape."""
    size = parse_pixels(params.get("size"))
    if size is None:
        return {**params}
    scale = min(1.0, LONGEST_DRAWN / size.long_side)
    width, height = (_side(side * scale) for side in (size.width, size.height))
    return {**params, "size": str(Pixels(width=width, height=height))}


def _side(pixels: float) -> int:
    return max(SHORTEST_DRAWN, round(pixels))
