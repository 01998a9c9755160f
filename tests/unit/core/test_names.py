from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.names import cell_address, is_address, is_name

if TYPE_CHECKING:
    from assetforge.core.values import Scalar


@pytest.mark.parametrize("text", ["a", "7", "hero", "Hero-4k_2", "a" * 64, "hero-", "hero_"])
def test_a_name_is_letters_digits_and_two_signs(text: str) -> None:
    assert is_name(text)
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    ["", "-a", "_a", "a" * 65, "a b", "a.b", "a/b", "é", "٣", "a\n", "\na", "a@", "@a", "..",
     "a@b@c"],
)  # fmt: skip
def test_anything_else_is_neither_a_name_nor_an_address(text: str) -> None:
    assert not is_name(text)
    assert not is_address(text)


@pytest.mark.parametrize("text", ["a@b", "banner@de-9x16", "banner@1.5-true", "a@_"])
def test_an_address_may_pick_a_cell(text: str) -> None:
    assert is_address(text)
    assert not is_name(text)


@pytest.mark.parametrize(
    ("values", "address"),
    [
        ([], "banner"),
        (["de", "9:16"], "banner@de-9x16"),
        (["9:16", "de"], "banner@9x16-de"),
        ([320, 1.5, True, False], "banner@320-1.5-true-false"),
        (["en-US"], "banner@en_US"),
        (["a b/c\\d"], "banner@a_b_c_d"),
        (["../../etc"], "banner@_.._etc"),
        ([".hidden."], "banner@hidden"),
        (["...", "", "東京"], "banner@_-_-_"),
        (["C:\\con"], "banner@Cx_con"),
        ([-1], "banner@_1"),
    ],
)
def test_a_cell_is_named_by_its_values_made_file_safe(values: list[Scalar], address: str) -> None:
    assert cell_address("banner", values) == address
    assert is_address(address)
