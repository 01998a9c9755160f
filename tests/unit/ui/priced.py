"""Models with prices, for tests of how they look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.providers.pricing import break_down
from assetforge.report.prices import Quoted

if TYPE_CHECKING:
    from assetforge.core.capabilities import Model
    from assetforge.core.names import Kind
    from assetforge.core.values import Table

CATALOGUE = packaged_catalogue()


def model(kind: Kind, word: str, provider: str = "letzai") -> Model:
    found = CATALOGUE[provider].find(kind, word)
    assert found is not None, f"the catalogue has no {kind} model {word}"
    return found


def quoted(address: str, of: Model, params: Table) -> Quoted:
    return Quoted(
        address=address, kind=of.kind, provider=of.provider, model=of,
        breakdown=break_down(of, params),
    )  # fmt: skip
