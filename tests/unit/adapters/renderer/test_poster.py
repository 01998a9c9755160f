from __future__ import annotations

import pytest

from assetforge.adapters.renderer.poster import draw_poster
from assetforge.providers.drawing import Poster
from tests.unit.adapters.renderer.samples import SILENT, WORDS, spread


@pytest.mark.parametrize(
    ("width", "height"), [(16, 16), (17, 31), (16, 2048), (2048, 16), (128, 128), (641, 479)]
)
@pytest.mark.parametrize("seed", ["one", "two", "three"])
def test_a_poster_has_exactly_its_size_and_shows_something(
    width: int, height: int, seed: str
) -> None:
    poster = draw_poster(Poster(width=width, height=height, seed=seed, caption=WORDS))

    assert poster.size == (width, height)
    assert poster.mode == "RGB"
    assert spread(poster) > 20


def test_the_largest_poster_has_its_size() -> None:
    poster = draw_poster(Poster(width=4096, height=4096, seed="large", caption=WORDS))

    assert poster.size == (4096, 4096)


def test_words_are_seen() -> None:
    shown = draw_poster(Poster(width=320, height=240, seed="one", caption=WORDS))
    silent = draw_poster(Poster(width=320, height=240, seed="one", caption=SILENT))

    assert shown.tobytes() != silent.tobytes()
