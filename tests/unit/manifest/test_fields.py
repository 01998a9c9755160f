from __future__ import annotations

import pytest
from pydantic import ValidationError

from assetforge.core.names import KINDS, Kind
from assetforge.manifest.fields import FIELDS, NESTED, known_fields
from assetforge.manifest.rule import rule_of


def test_every_kind_has_its_fields() -> None:
    assert tuple(FIELDS) == KINDS


@pytest.mark.parametrize("table", [*FIELDS.values(), *NESTED.values()])
def test_every_field_says_its_class_and_what_it_takes(table: type) -> None:
    fields = getattr(table, "model_fields", {})

    assert fields
    assert all(rule_of(field).takes for field in fields.values())


def test_known_fields_are_keys_as_they_are_written() -> None:
    assert "from" in known_fields("edit")
    assert "sources" not in known_fields("edit")
    assert "revision" not in known_fields("derive")  # it asks a provider, and none is asked


@pytest.mark.parametrize(
    ("kind", "field", "fits", "fails"),
    [
        ("image", "size", ["10x99999", "1600x900"], ["9x9", "1600", "01x10", "100000x10", 16]),
        ("image", "aspect_ratio", ["1:1", "9999:1"], ["0:1", "16/9", "16:9 ", 1.5]),
        ("image", "quality", [3, "high"], ["best", 0.5, True]),
        ("image", "watermark", [True, False], ["no", 0]),
        ("image", "seed", [0, 2**53], [-1, 2**53 + 1, 1.5, True, "1"]),
        ("image", "prompt", ["a", "a" * 32_000], ["", "a" * 32_001, 1]),
        ("image", "letzai", [{"a": 1, "b": "c"}], [{"a": [1]}, 3]),
        ("derive", "width", [1, 16_383], [0, 16_384, 1.5, "64"]),
        ("derive", "crop", ["16:9", "0,0,1,1"], ["middle", "0,0,0,1", "1,2,3"]),
        ("derive", "background", ["#ffffff", "#00FF7f"], ["white", "#fff"]),
    ],
)
def test_a_value_fits_or_does_not(
    kind: Kind, field: str, fits: list[object], fails: list[object]
) -> None:
    needed = {"from": ["hero"]} if kind == "derive" else {}

    for value in fits:
        FIELDS[kind].model_validate({**needed, field: value})
    for value in fails:
        with pytest.raises(ValidationError):
            FIELDS[kind].model_validate({**needed, field: value})
