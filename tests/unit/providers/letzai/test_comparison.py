from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.providers.letzai.comparison import compared
from tests.unit.providers.letzai.talking import film, picture

if TYPE_CHECKING:
    from assetforge.core.media import Media
    from assetforge.core.values import Table

USUAL: Table = {"size": "1600x1600", "resolution": "1k"}


@pytest.mark.parametrize(
    ("params", "media", "said", "is_short"),
    [
        (USUAL, picture(1600, 1600), "", False),
        (USUAL, picture(1024, 1024), "", False),
        (USUAL, picture(768, 768), "", False),
        (USUAL, picture(767, 700), "asked for 1k, and 767x700 came", True),
        ({**USUAL, "resolution": "4k"}, picture(4096, 4096), "", False),
        ({**USUAL, "resolution": "4k"}, picture(3840, 2160), "", False),
        ({**USUAL, "resolution": "4k"}, picture(1600, 1600), "asked for 4k, and 1600x1600", True),
        ({**USUAL, "resolution": "2k"}, picture(1536, 1536), "", False),
        ({**USUAL, "size": "2000x2000"}, picture(1600, 1600), "asked for 2000x2000, and", False),
        ({**USUAL, "size": "1600x900"}, picture(1600, 900), "", False),
        ({**USUAL, "size": "1600x904"}, picture(1600, 896), "", False),
        ({**USUAL, "size": "1600x900"}, picture(1600, 1600), "asked for the shape 16:9", False),
        ({**USUAL, "size": "640x480"}, picture(640, 480), "", False),
        ({**USUAL, "size": "640x480"}, picture(320, 240), "asked for 1k, and 320x240", True),
        ({"resolution": "2k", "aspect_ratio": "9:16"}, picture(1152, 2048), "", False),
        (
            {"resolution": "2k", "aspect_ratio": "9:16"}, picture(2048, 1152),
            "asked for the shape 9:16, and 2048x1152 came", False,
        ),
        ({"strength": 1, "resolution": "4k"}, picture(2048, 2048), "asked for 4k", True),
        ({"strength": 1}, picture(16, 16), "", False),
        ({"resolution": "1080p"}, film(width=1920, height=1080), "", False),
        ({"resolution": "1080p"}, film(width=1080, height=1920), "", False),
        ({"resolution": "1080p"}, film(width=1280, height=720), "asked for 1080p", True),
        ({"resolution": "4k"}, film(width=3840, height=2160), "", False),
        ({"resolution": "720p"}, film(width=720, height=720), "", False),
        ({"duration": 8}, film(7.9), "", False),
        ({"duration": 8}, film(5), "asked for 8 s, and 5 s came", False),
        ({"duration": 8}, picture(), "", False),
    ],
)  # fmt: skip
def test_what_came_is_held_against_what_was_asked(
    params: Table, media: Media, said: str, is_short: bool
) -> None:
    comparison = compared(params, USUAL, media)

    assert comparison.is_short is is_short
    assert [remark[: len(said)] for remark in comparison.remarks] == ([said] if said else [])
