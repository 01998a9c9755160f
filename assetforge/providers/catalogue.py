"""The catalogue: what LetzAI and Letta can do and cost, from their published documents.

    data (decoded TOML) ─complaints▶ none ─parse_catalogue▶ Capabilities of each provider

Compiled on 2026-11-20; each entry names its document and date. A price that is absent is unknown.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from assetforge.core.capabilities import Capabilities, Model, squashed
from assetforge.core.limits import Words
from assetforge.core.names import KINDS
from assetforge.core.values import is_table
from assetforge.providers.catalogue_fields import understood_by
from assetforge.providers.catalogue_price import options_of, price_of
from assetforge.providers.catalogue_shape import PROVIDERS, CatalogueError, complaints, entry_name
from assetforge.providers.catalogue_value import is_tables, is_text, is_texts, is_whole, taken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Literal

    from assetforge.core.names import Kind
    from assetforge.providers.catalogue_shape import Entry

# Letta's documents call flux the default choice for pictures but mark no model as recommended
# (Letta image-generation skill, letta 0.34.12, 2026-06-15).
_RULED_DEFAULT: Final = ("letta", "image", "flux-2-pro")


def parse_catalogue(data: Entry) -> Mapping[str, Capabilities]:
    """Read what each provider of the catalogue can do, by the provider's name.

    Raises:
        CatalogueError: the data holds unknown, missing, wrong-typed or contradictory entries; all
            of them are named.
    """
    wrong = list(complaints(data))
    if wrong:
        raise CatalogueError(wrong)
    models = [_model(entry, _limits(data, entry)) for entry in taken(data, "model", is_tables) or ()]
    wrong = [*_contradictions(models)]
    if wrong:
        raise CatalogueError(wrong)
    return {name: _capabilities(name, models, data) for name in PROVIDERS}
