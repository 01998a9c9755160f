"""What assets and models cost, as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assetforge.ui.machine import credits_table, credits_value, document, number
from assetforge.ui.models_json import model_value, option_value, price_value
from assetforge.ui.pricing_quote import sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetforge.core.capabilities import Model
    from assetforge.core.values import Json, Table
    from assetforge.report.prices import Difference, Quoted


def prices_document(models: Sequence[Model], found: Sequence[Difference] = ()) -> Table:
    """Write the price table, and where it is off."""
    return document("pricing", {
        "models": [model_value(model) for model in models], "differences": _differences(found),
    })  # fmt: skip


def quotes_document(quoted: Sequence[Quoted], found: Sequence[Difference] = ()) -> Table:
    """Write what each asset would cost if it were made now, and what that is made of."""
    return document("pricing", {
        "assets": {each.address: _quoted(each) for each in quoted},
        "totals": credits_table(sums(quoted)), "differences": _differences(found),
    })  # fmt: skip


def _quoted(quoted: Quoted) -> Table:
    made_of, model = quoted.breakdown, quoted.model
    seconds = made_of.seconds
    return {
        "kind": quoted.kind, "provider": quoted.provider,
        "model": None if model is None else model.id, "credits": credits_value(made_of.cost),
        "figure": credits_value(made_of.figure), "figure_of": made_of.word,
        "seconds": None if seconds is None else [number(each) for each in seconds],
        "options": [option_value(option) for option in made_of.options],
        "price": price_value(made_of.price),
    }  # fmt: skip


def _differences(found: Sequence[Difference]) -> Json:
    return [
        {
            "provider": each.provider, "kind": each.kind, "model": each.model,
            "expected": credits_value(each.said), "jobs": each.jobs,
            "charged": {"low": number(each.least), "high": number(each.most)},
        }
        for each in found
    ]  # fmt: skip
