from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.providers.letzai.likeness_value import are_equal, canonical
from tests.unit.providers.letzai.talking import CAPABILITIES

if TYPE_CHECKING:
    from assetforge.core.names import Kind
    from assetforge.core.values import Json


@pytest.mark.parametrize(
    ("kind", "word", "name"),
    [
        ("image", "gemini-3-pro-image-preview", "gemini-3-pro-image"),
        ("image", "flux2-max", "flux2"),
        ("image", " flux2 ", "flux2"),
        ("upscale", "sharp", "default"),
        ("upscale", "default", "default"),
        ("video", "kling30", "video-kling3"),
        ("video-edit", "kling30", "kling30"),
        ("image", "unheard-of", "unheard-of"),
        ("image", None, "None"),
    ],
)
def test_a_model_has_one_name_whatever_it_is_called(kind: Kind, word: Json, name: str) -> None:
    assert canonical(kind, word, CAPABILITIES) == name


@pytest.mark.parametrize(
    ("asked", "shown", "is_equal"),
    [
        ("a  cat\n", "a cat", True),
        ("a cat", "A cat", False),
        ("4", 4, False),
        (4, "4", True),
        (4, 4.0, True),
        (4, "four", False),
        (1, True, False),
        (True, True, True),
        (False, None, False),
        ([1, "2"], [1, "2"], True),
        ([1], [1, 2], False),
        ([1], 1, False),
        ({"a": 1}, {"a": 1, "b": 2}, True),
        ({"a": 1}, {"b": 2}, False),
        ({"a": 1}, None, False),
        (None, None, False),
    ],
)
def test_values_that_mean_the_same(asked: Json, shown: Json, is_equal: bool) -> None:
    assert are_equal(asked, shown) is is_equal
