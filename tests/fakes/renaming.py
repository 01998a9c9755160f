"""Renaming an asset of a workplace, as a person does who writes it below `[moved]`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assetforge.manifest.model import Asset
    from tests.fakes.workplace import Workplace


def rename(workplace: Workplace, old: str, new: str) -> None:
    """Rename an asset where it stands and where it is an input; its file goes along."""
    workplace.moved[old] = new
    workplace.assets = {
        new if address == old else address: _renamed(asset, old, new)
        for address, asset in workplace.assets.items()
    }


def _renamed(asset: Asset, old: str, new: str) -> Asset:
    asset = replace(asset, inputs=tuple(new if name == old else name for name in asset.inputs))
    if asset.address != old:
        return asset
    stem = asset.stem if asset.kind == "source" else asset.stem.replace(f"/{old}", f"/{new}")
    return replace(asset, address=new, name=new, stem=stem)
