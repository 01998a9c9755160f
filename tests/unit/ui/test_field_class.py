from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.plan.model import Reason
from assetforge.ui.field_class import class_of, class_of_change

if TYPE_CHECKING:
    from assetforge.core.names import Kind


@pytest.mark.parametrize(
    ("kind", "field", "found"),
    [
        ("image", "prompt", "paid"), ("image", "alt", "cosmetic"), ("derive", "width", "local"),
        ("image", "made-up", "paid"), ("derive", "made-up", "local"),
    ],
)  # fmt: skip
def test_the_manifest_says_what_a_field_counts_for(kind: Kind, field: str, found: str) -> None:
    assert class_of(kind, field) == found


@pytest.mark.parametrize(
    ("kind", "reason", "found"),
    [
        ("image", Reason(why="field", field="prompt"), "paid"),
        ("derive", Reason(why="field", field="width"), "local"),
        ("image", Reason(why="model"), "paid"),
        ("derive", Reason(why="kind"), "local"),
        ("image", Reason(why="output-moved"), "cosmetic"),
        ("image", Reason(why="moved"), "cosmetic"),
        ("image", Reason(why="output-format"), "local"),
        ("image", Reason(why="upstream-made"), None),
    ],
)
def test_a_change_counts_for_what_its_field_does(
    kind: Kind, reason: Reason, found: str | None
) -> None:
    assert class_of_change(kind, reason) == found
