"""Each order as it is sent; `python -m tests.unit.providers.letzai.orders` writes them anew."""

from __future__ import annotations

import json

import pytest

from tests.unit.providers.letzai.orders import CASES, GOLDEN, Case, written


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_order_is_the_documented_one(case: Case) -> None:
    expected = json.loads((GOLDEN / f"{case.name}.json").read_text(encoding="utf-8"))

    assert json.loads(written(case)) == expected


def test_every_golden_file_belongs_to_an_order() -> None:
    names = {path.stem for path in GOLDEN.glob("*.json")}

    assert names == {case.name for case in CASES}
