"""Definitions: what each asset asks for, known without having made anything.

    definition = H(kind, provider, model, every parameter after defaults, definitions of its inputs)

It is a key in which every input counts by what it asks for in its turn, and a source by its bytes.
So two readings of a manifest can be compared while nothing is made yet: where the definitions of
an asset differ, so would its keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.core.digest import digest_value
from assetforge.providers.protocol import Order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.digest import Digest
    from assetforge.core.media import Blob
    from assetforge.core.values import Json
    from assetforge.graph.model import Graph
    from assetforge.manifest.model import Asset
    from assetforge.plan.facts import Market


def definitions_of(graph: Graph, sources: Mapping[str, Blob], market: Market) -> dict[str, Digest]:
    """Name what every asset asks for, by address; `sources` tells what their bytes are."""
    found: dict[str, Digest] = {}
    for asset in graph:
        is_source = asset.kind == "source"
        found[asset.address] = (
            sources[asset.address].digest if is_source else _definition(asset, found, market)
        )
    return found


def _definition(asset: Asset, known: Mapping[str, Digest], market: Market) -> Digest:
    order = Order(address=asset.address, kind=asset.kind, model=asset.model, params=asset.params)
    request = market.offers[asset.provider].resolve(order)
    document: dict[str, Json] = {
        "kind": asset.kind,
        "provider": asset.provider,
        "model": asset.model,
        "request": {word: value for word, value in request.items() if value is not None},
        "inputs": [known[name] for name in asset.inputs],
    }
    return digest_value(document)
