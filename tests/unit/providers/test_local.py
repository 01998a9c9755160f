from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assetforge.core.credits import FREE
from assetforge.core.errors import MakingError, UnavailableError
from assetforge.core.media import AVIF, JPEG, PNG, Media
from assetforge.providers.drawing import Box, Derivation
from assetforge.providers.instruction import Piece
from assetforge.providers.local import Local, derivation_of
from tests.unit.providers.orders import film, order, picture, request

if TYPE_CHECKING:
    from assetforge.core.values import Json


def derive(media: Media, **params: Json) -> Derivation:
    return derivation_of(request(Local(), order("derive", **params), [media]))


def test_a_derive_is_free_and_says_all_that_decides_it() -> None:
    placed = order("derive", width=640, description="for the site")

    resolved = Local().resolve(placed)

    assert Local().quote(placed) == FREE
    assert Local().is_local
    assert resolved == {
        "design": 1, "fit": "cover", "quality": 85, "background": "#ffffff", "at": 0, "width": 640,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("params", "size"),
    [
        ({}, (1600, 900)),
        ({"width": 640}, (640, 360)),
        ({"height": 90}, (160, 90)),
        ({"width": 500, "height": 500}, (500, 500)),
        ({"width": 500, "height": 500, "fit": "contain"}, (500, 500)),
        ({"width": 500, "height": 500, "fit": "fit"}, (500, 281)),
        ({"crop": "1:1"}, (900, 900)),
        ({"crop": "10,20,30,40"}, (30, 40)),
        ({"crop": "1:1", "width": 90}, (90, 90)),
        ({"width": 1}, (1, 1)),
    ],
)
def test_the_size_follows_from_the_words(params: dict[str, Json], size: tuple[int, int]) -> None:
    derived = derive(picture(), **params)

    assert (derived.width, derived.height) == size


def test_a_ratio_takes_the_middle() -> None:
    assert derive(picture(), crop="1:1").part == Box(left=350, top=0, width=900, height=900)


@pytest.mark.parametrize(
    ("media", "params", "media_type"),
    [
        (picture(), {}, PNG),
        (Media(type=JPEG, width=9, height=9), {}, JPEG),
        (picture(), {"format": "avif"}, AVIF),
        (film(), {}, PNG),
        (film(), {"format": "jpeg"}, JPEG),
    ],
)
def test_the_format_is_asked_for_or_the_inputs_own(
    media: Media, params: dict[str, Json], media_type: str
) -> None:
    assert derive(media, **params).type == media_type


@pytest.mark.parametrize(
    ("media", "params", "words"),
    [
        (picture(), {"crop": "1590,0,11,10"}, "beyond its input"),
        (picture(), {"crop": "0,0,0,10"}, "empty"),
        (picture(), {"crop": "left"}, "no aspect ratio"),
        (film(4), {"at": 5}, "film of 4 s"),
    ],
)
def test_words_that_do_not_fit_the_input_are_refused(
    media: Media, params: dict[str, Json], words: str
) -> None:
    with pytest.raises(MakingError, match=words):
        derive(media, **params)


def test_only_a_derive_with_an_input_is_made() -> None:
    with pytest.raises(UnavailableError, match="makes no image"):
        next(Local().start(request(Local(), order("image"))))
    with pytest.raises(MakingError, match="nothing to work on"):
        next(Local().start(request(Local(), order("derive"))))


def test_what_was_drawn_is_the_result() -> None:
    conversation = Local().start(request(Local(), order("derive"), [picture()]))
    next(conversation)
    piece = Piece(path="staging/1", media=picture())

    with pytest.raises(StopIteration) as ended:
        conversation.send(piece)

    assert ended.value.value.piece == piece


def test_what_nobody_could_decode_again_is_not_made() -> None:
    with pytest.raises(MakingError, match="16000x16000 pixels") as caught:
        derive(picture(), width=16_000, height=16_000)

    assert "width" in caught.value.next_step
