from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.providers.drawing_refusal import (
    crop_outside,
    moment_outside,
    no_such_form,
    nothing_to_work_on,
    other_kind,
    size_outside,
)
from assetforge.providers.local import Local
from tests.unit.providers.orders import order, picture, request

if TYPE_CHECKING:
    from assetforge.core.errors import AssetforgeError

EMPTY = request(Local(), order("derive"))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (no_such_form("1600", "size", "1600x900"), "`1600` is no size"),
        (size_outside("9x9", 16, 4096), "9x9 has a side"),
        (nothing_to_work_on(EMPTY), "hero has nothing"),
        (other_kind(EMPTY, "studio"), "studio makes no derive"),
        (crop_outside("hero", "0,0,0,0", picture()), "which is 1600x900"),
        (moment_outside("hero", 9, 4), "at 9 s of a film of 4 s"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_what_to_do(error: AssetforgeError, words: str) -> None:
    assert words in error.what
    assert error.next_step.endswith(".")
