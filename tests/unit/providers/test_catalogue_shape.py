from __future__ import annotations

import pytest

from assetforge.providers.catalogue_shape import complaints
from tests.unit.providers.catalogue_data import changed, data

WRONG = "holds a value of a wrong type or range"
ONE_ONLY = (
    "it needs one of exact, range, by_tier, by_size, by_resolution, by_duration, and one only"
)
OPTION = {"field": "settings.withSound", "value": True}


def test_right_data_raises_no_complaint() -> None:
    assert list(complaints(data())) == []


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"tierz": []}, "`tierz` is not a key of it; did you mean `tiers`?"),
        ({"name": 3}, f"`name` {WRONG}"),
        ({"name": None}, "`name` is missing"),
        ({"tiers": "1k"}, f"`tiers` {WRONG}"),
        ({"tier_labels": {"hd": "Half"}}, f"`tier_labels` {WRONG}"),
        ({"sizes": [5]}, f"`sizes` {WRONG}"),
        ({"requires": ["gold"]}, f"`requires` {WRONG}"),
        ({"duration_range": {"min": 3}}, f"`duration_range` {WRONG}"),
        ({"duration_range": {"min": 9, "max": 3}}, f"`duration_range` {WRONG}"),
        ({"as_of": "2026"}, f"`as_of` {WRONG}"),
    ],
)
def test_a_wrong_key_is_named_with_its_model(changes: dict[str, object], complaint: str) -> None:
    assert list(complaints(changed(**changes))) == [f"letzai image flux2: {complaint}"]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"provider": "acme"}, f"acme image flux2: `provider` {WRONG}"),
        ({"kind": "song"}, f"letzai song flux2: `kind` {WRONG}"),
        ({"id": None}, "letzai image ?: `id` is missing"),
    ],
)
def test_a_model_that_is_not_sure_is_named_as_it_stands(
    changes: dict[str, object], complaint: str
) -> None:
    assert list(complaints(changed(**changes))) == [complaint]


@pytest.mark.parametrize(
    ("price", "complaint"),
    [
        ({"unit": "image"}, f": {ONE_ONLY}"),
        ({"unit": "image", "exact": 20, "by_tier": {"1k": 20}}, f": {ONE_ONLY}"),
        ({"exact": 20}, ": `unit` is missing"),
        ({"unit": "month", "exact": 20}, f": `unit` {WRONG}"),
        ({"unit": "image", "exact": -1}, f": `exact` {WRONG}"),
        ({"unit": "image", "exact": True}, f": `exact` {WRONG}"),
        ({"unit": "image", "exact": float("inf")}, f": `exact` {WRONG}"),
        ({"unit": "image", "range": {"min": 2, "max": 1}}, f": `range` {WRONG}"),
        ({"unit": "image", "by_tier": {}}, f": `by_tier` {WRONG}"),
        (
            {"unit": "job", "exact": 1, "lower_reading": {"unit": "job"}},
            " lower_reading: `exact` is missing",
        ),
    ],
)
def test_a_wrong_price_is_never_taken_for_no_price(
    price: dict[str, object], complaint: str
) -> None:
    assert list(complaints(changed(price=price))) == [f"letzai image flux2 price{complaint}"]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ([{**OPTION, "labels": 2}], "1: `labels` is not a key of it; did you mean `label`?"),
        ([{**OPTION, "field": "settings.loud"}], f"1: `field` {WRONG}"),
        ([OPTION, {"field": "settings.withSound"}], "2: `value` is missing"),
    ],
)
def test_a_wrong_option_is_named_by_its_number(
    options: list[dict[str, object]], complaint: str
) -> None:
    assert list(complaints(changed(option=options))) == [f"letzai image flux2 option {complaint}"]


@pytest.mark.parametrize(
    ("limits", "complaint"),
    [
        ({"acme": {}}, "limits: `acme` is not a key of it; known here: letzai, letta"),
        ({"letzai": 1}, f"limits: `letzai` {WRONG}"),
        ({"letta": {"img": {}}}, "limits letta: `img` is not a key of it; did you mean `image`?"),
        ({"letzai": {"image": 1}}, f"limits letzai: `image` {WRONG}"),
        ({"letzai": {"image": {"width": 1}}}, f"limits letzai image: `width` {WRONG}"),
    ],
)  # fmt: skip
def test_limits_are_checked_by_provider_and_kind(limits: object, complaint: str) -> None:
    assert list(complaints({**data(), "limits": limits})) == [complaint]


@pytest.mark.parametrize(
    ("part", "complaint"),
    [
        ({"models": []}, "the catalogue: `models` is not a key of it; did you mean `model`?"),
        ({"schema": True}, f"the catalogue: `schema` {WRONG}"),
        ({"model": {}}, f"the catalogue: `model` {WRONG}"),
        ({"source": [{"name": "a", "date": 3}]}, f"source 1: `date` {WRONG}"),
    ],
)
def test_the_parts_of_a_catalogue_are_checked(part: dict[str, object], complaint: str) -> None:
    assert list(complaints({**data(), **part})) == [complaint]
