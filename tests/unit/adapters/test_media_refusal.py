from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.media_refusal import (
    damaged,
    no_frames,
    no_such_change,
    picture_is_no_film,
    too_large,
    unknown_bytes,
    video_missing,
)
from assetforge.core.media import MP4

if TYPE_CHECKING:
    from assetforge.core.errors import MakingError


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (unknown_bytes(), "whatever the file is called"),
        (damaged("film", "no end"), "the film is damaged or cut short (no end)"),
        (no_frames(), "no frames"),
        (too_large("film", 9, 8, 70), "9x8 pixels"),
        (video_missing(MP4), "the extra `video`"),
        (no_such_change(MP4, "image/png"), "video/mp4 cannot be turned into image/png"),
        (picture_is_no_film(), "a picture cannot"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_what_to_do(error: MakingError, words: str) -> None:
    assert words in error.what
    assert error.next_step.endswith(".")
