"""What a service can do in the dialect that its user speaks with it.

current   the models that the newest documents name
older     those, and what only the documents before them have, as edits of films
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assetforge.core.capabilities import Capabilities
    from assetforge.providers.settings import Dialect


def in_dialect(able: Capabilities, dialect: Dialect) -> Capabilities:
    """Tell what can be asked for in a dialect; in the older one more models are spoken of."""
    if dialect == "current":
        return able
    models = tuple(
        replace(model, is_current=model.is_current or model.is_older) for model in able.models
    )
    kinds = frozenset(model.kind for model in models if model.is_current)
    return replace(able, models=models, kinds=kinds)
