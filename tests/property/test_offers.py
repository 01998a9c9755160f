"""Laws of what known providers are asked for and what that costs."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from assetforge.adapters.catalogue import packaged_catalogue
from assetforge.core.limits import Flag, Size, Whole, Words
from assetforge.core.pixels import nearest_size
from assetforge.manifest.capability_checks import OrderToCheck, check_order
from assetforge.providers.known import Known
from assetforge.providers.protocol import Order

if TYPE_CHECKING:
    from assetforge.core.capabilities import Model
    from assetforge.core.values import Json, Table

MODELS = [model for able in packaged_catalogue().values() for model in able.models]
SHORTEST, LONGEST = 480, 2160


@st.composite
def orders(draw: st.DrawFn) -> tuple[Model, Table]:
    """Draw a model and some fields that it takes."""
    model = draw(st.sampled_from(MODELS))
    params: dict[str, Json] = {}
    for name, limit in model.fields.items():
        if draw(st.booleans()) and (value := draw(values(limit))) is not None:
            params[name] = value
    return model, params


def values(limit: object) -> st.SearchStrategy[bool | int | float | str | None]:
    match limit:
        case Flag():
            return st.booleans()
        case Words(choices=choices):
            return st.sampled_from(choices)
        case Whole(low=low, high=high):
            return st.integers(low, high)
        case Size(shortest=shortest, longest=longest):
            sides = st.integers(shortest, longest or LONGEST)
            return st.builds("{}x{}".format, sides, sides)
        case _:
            return st.none()


@given(
    ratio=st.fractions(min_value=Fraction(2, 9), max_value=Fraction(9, 2), max_denominator=50),
)
def test_a_ratio_that_fits_becomes_a_size_inside_the_limits(ratio: Fraction) -> None:
    size = nearest_size(ratio, long_side=1600, shortest=SHORTEST, longest=LONGEST)

    assert all(SHORTEST <= side <= LONGEST and side % 8 == 0 for side in (size.width, size.height))
    assert abs(Fraction(size.width, size.height) / ratio - 1) < Fraction(1, 60)


@given(order=orders())
def test_completing_an_order_twice_changes_nothing(order: tuple[Model, Table]) -> None:
    model, params = order
    offer = Known(packaged_catalogue()[model.provider])
    first = Order(address="hero", kind=model.kind, model=model.id, params=params)

    once = offer.resolve(first)

    assert offer.resolve(replace(first, params=once)) == once


@given(order=orders())
def test_a_price_is_never_below_nothing_nor_upside_down(order: tuple[Model, Table]) -> None:
    model, params = order
    offer = Known(packaged_catalogue()[model.provider])

    cost = offer.quote(Order(address="hero", kind=model.kind, model=model.id, params=params))

    assert cost.low >= 0
    assert cost.high is None or cost.high >= cost.low
    assert not cost.is_free


@given(order=orders())
def test_what_a_model_takes_is_never_found_wrong(order: tuple[Model, Table]) -> None:
    model, params = order
    able = packaged_catalogue()[model.provider]
    everything = replace(able, kinds=able.kinds | {model.kind})
    asked = OrderToCheck(
        kind=model.kind, provider=model.provider, model=model.id, params=params,
        inputs=min(1, model.inputs_max),
    )  # fmt: skip

    errors = [
        finding
        for finding in check_order(asked, {model.provider: everything})
        if finding.severity == "error" and finding.code != "field-needed"
    ]

    assert errors == []
