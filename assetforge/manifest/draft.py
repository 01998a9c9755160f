"""The draft of a manifest: the same assets, drawn here by the studio, free of charge."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from assetforge.manifest.model import Asset, Manifest

DRAWN_BY: Final = "studio"


def drafted(manifest: Manifest) -> Manifest:
    """Hand every asset that a provider would make to the studio; its model is drawn as text."""
    assets = {address: _drafted(asset) for address, asset in manifest.assets.items()}
    return replace(manifest, assets=assets)


def _drafted(asset: Asset) -> Asset:
    if asset.kind in {"source", "derive"} or asset.provider == DRAWN_BY:
        return asset
    params = {key: value for key, value in asset.params.items() if key != asset.provider}
    return replace(asset, provider=DRAWN_BY, params=params)
