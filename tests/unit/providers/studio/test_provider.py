from __future__ import annotations

import pytest

from assetforge.core.credits import FREE
from assetforge.core.errors import MakingError, UnavailableError
from assetforge.core.media import MP4, WEBP
from assetforge.core.names import KINDS
from assetforge.providers.instruction import Piece
from assetforge.providers.studio.provider import Studio
from tests.unit.providers.orders import order, picture, request

STUDIO = Studio(MP4)


def test_everything_is_free_and_local() -> None:
    assert STUDIO.name == "studio"
    assert STUDIO.is_local
    assert all(STUDIO.quote(order(kind)) == FREE for kind in KINDS)


def test_an_image_says_its_size_and_what_is_drawn_on_it() -> None:
    placed = order("image", prompt="A bottle", aspect_ratio="1:1", alt="x", watermark=False)

    assert STUDIO.resolve(placed) == {
        "design": 1, "label": "hero", "prompt": "A bottle", "aspect_ratio": "1:1",
        "size": "1600x1600",
    }  # fmt: skip


def test_an_upscale_shows_no_words_so_none_decide_it() -> None:
    placed = order("upscale", resolution="4k", seed=4, revision=2, prompt="sharper")

    assert STUDIO.resolve(placed) == {"design": 1, "resolution": "4k"}


def test_a_film_says_its_length_and_the_type_it_gets_here() -> None:
    resolved = Studio(WEBP).resolve(order("video", prompt="waves"))

    assert resolved["duration"] == 4
    assert resolved["media_type"] == WEBP


def test_what_is_drawn_follows_from_the_resolved_words_alone() -> None:
    loose = order("image", prompt="A bottle", size="64x64", alt="one", tags=["a"])
    tight = order("image", prompt="A bottle", size="64x64")

    assert STUDIO.resolve(loose) == STUDIO.resolve(tight)


def test_a_size_that_cannot_be_drawn_is_refused_before_anything_runs() -> None:
    with pytest.raises(MakingError, match="between 16 and 4096"):
        STUDIO.resolve(order("image", prompt="x", size="8000x100"))


def test_what_was_drawn_is_the_result() -> None:
    conversation = STUDIO.start(request(STUDIO, order("image", prompt="x")))
    next(conversation)
    piece = Piece(path="staging/1", media=picture())

    with pytest.raises(StopIteration) as ended:
        conversation.send(piece)

    assert ended.value.value.piece == piece
    assert ended.value.value.charged is None


def test_a_derive_is_left_to_the_local_provider() -> None:
    with pytest.raises(UnavailableError, match="studio makes no derive"):
        next(STUDIO.start(request(STUDIO, order("derive"))))


def test_a_literal_at_sign_is_drawn_as_one() -> None:
    resolved = STUDIO.resolve(order("image", prompt="@anna, me@@home.example"))

    assert resolved["prompt"] == "@anna, me@home.example"
