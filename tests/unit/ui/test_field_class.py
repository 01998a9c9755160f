from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.ui.field_class import class_of

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
