"""Models and prices as JSON for programs. An unknown price is null, never 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.ui.machine import credits_value, document, number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from assetforge.core.capabilities import Model, Option, Price
    from assetforge.core.values import Json, Table


def models_document(models: Sequence[Model], free: Sequence[str]) -> Table:
    """Write the catalogue, and who needs none."""
    return document(
        "models", {"models": [model_value(model) for model in models], "open": sorted(free)}
    )


def model_value(model: Model) -> Table:
    """Write one model: what it takes, what it costs and who says so."""
    return {
        "provider": model.provider, "kind": model.kind, "id": model.id, "name": model.name,
        "aliases": list(model.aliases), "default": model.is_default,
        "outdated": not model.is_current, "tiers": dict(model.tiers),
        "takes": {name: str(limit) for name, limit in model.fields.items()},
        "takes_beside": {name: str(limit) for name, limit in model.own_fields.items()},
        "defaults": dict(model.defaults), "required": sorted(model.required),
        "inputs": {"most": model.inputs_max, "source": model.source},
        "needs": list(model.needs), "price": price_value(model.price),
        "options": [option_value(option) for option in model.options],
        "source": _source(model.documented, model.as_of, model.confidence, model.note),
    }  # fmt: skip


def price_value(price: Price | None) -> Json:
    """Write a price with the document it stands in; null where none is known."""
    if price is None:
        return None
    return {
        "unit": price.unit, "by": price.by,
        "flat": None if price.flat is None else credits_value(price.flat),
        "figures": {word: credits_value(figure) for word, figure in price.figures.items()},
        "lower": price_value(price.lower),
        "source": _source(price.source, price.as_of, price.confidence, price.note),
    }  # fmt: skip


def option_value(option: Option) -> Table:
    """Write what a wish does to a price; a factor of null is not known."""
    return {
        "field": option.field,
        "value": option.value if option.above is None else None,
        "above": option.above,
        "factor": None if option.multiplier is None else number(option.multiplier),
        "confidence": option.confidence,
        "note": option.note or None,
    }


def _source(name: str, as_of: date | None, confidence: str, note: str) -> Table:
    return {
        "name": name or None, "as_of": None if as_of is None else as_of.isoformat(),
        "confidence": confidence, "note": note or None,
    }  # fmt: skip
