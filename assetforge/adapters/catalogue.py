"""The catalogue of models that comes with the package, read once."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import tomli

from assetforge.providers.catalogue import parse_catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetforge.core.capabilities import Capabilities


@cache
def packaged_catalogue() -> Mapping[str, Capabilities]:
    """Read what the providers of the packaged catalogue can do, by the provider's name.

    Raises:
        CatalogueError: the packaged data is wrong, which is a bug in assetforge.
    """
    text = files("assetforge.data").joinpath("catalogue.toml").read_text(encoding="utf-8")
    return parse_catalogue(tomli.loads(text, parse_float=Decimal))
