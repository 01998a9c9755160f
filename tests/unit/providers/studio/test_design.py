from __future__ import annotations

import pytest

from assetforge.core.errors import MakingError
from assetforge.core.media import MP4, WEBP
from assetforge.providers.drawing import Enlargement, Film, Poster, Recut, Retouch
from assetforge.providers.drawing_operation import Grade, Variation
from assetforge.providers.studio.provider import Studio
from tests.unit.providers.orders import drawing_of, film, order, picture

STUDIO = Studio(MP4)


def test_an_image_becomes_a_poster_with_its_words() -> None:
    placed = order("image", prompt="A  bottle\non marble", resolution="1k", quality="high")

    drawing = drawing_of(STUDIO, placed)

    assert isinstance(drawing, Poster)
    assert drawing.caption.prompt == "A bottle on marble"
    assert drawing.caption.details == ("flux2", "1k", "1024x768", "quality high")


@pytest.mark.parametrize(
    "changed", [{"prompt": "Another"}, {"seed": 2}, {"revision": 1}], ids=["prompt", "seed", "take"]
)
def test_a_new_prompt_seed_or_revision_is_a_new_picture(changed: dict[str, str | int]) -> None:
    before = drawing_of(STUDIO, order("image", prompt="A bottle"))
    after = drawing_of(STUDIO, order("image", **{"prompt": "A bottle", **changed}))

    assert isinstance(before, Poster)
    assert isinstance(after, Poster)
    assert before.seed != after.seed


def test_an_edit_carries_out_what_it_understands() -> None:
    drawing = drawing_of(STUDIO, order("edit", prompt="grayscale"), [picture(), picture(64, 64)])

    assert isinstance(drawing, Retouch)
    assert drawing.operations == (Grade(look="grayscale", strength=1.0),)
    assert drawing.insets == ("input-1",)


def test_an_edit_that_says_nothing_plain_is_a_variation() -> None:
    drawing = drawing_of(STUDIO, order("edit", prompt="more joy"), [picture()])

    assert isinstance(drawing, Retouch)
    assert isinstance(drawing.operations[0], Variation)


@pytest.mark.parametrize(
    ("strength", "per_cent"), [(None, 60), (0, 0), (0.5, 75), (5, 75), (100, 150)]
)
def test_the_strength_of_an_upscale_is_its_sharpening(
    strength: float | None, per_cent: int
) -> None:
    drawing = drawing_of(STUDIO, order("upscale", strength=strength), [picture()])

    assert isinstance(drawing, Enlargement)
    assert drawing.sharpening == per_cent


@pytest.mark.parametrize(
    ("media_type", "duration", "frames"),
    [(MP4, 8, 192), (MP4, 2.5, 60), (WEBP, 8, 96), (MP4, 0.01, 2)],
)
def test_a_film_has_as_many_frames_as_its_seconds_need(
    media_type: str, duration: float, frames: int
) -> None:
    drawing = drawing_of(Studio(media_type), order("video", prompt="x", duration=duration))

    assert isinstance(drawing, Film)
    assert drawing.frames == frames


@pytest.mark.parametrize(
    ("prompt", "duration", "frames", "speed"),
    [("slow motion", None, 192, 0.5), ("warmer", None, 96, 1.0), ("warmer", 2, 48, 2.0)],
)
def test_a_film_is_retimed_by_words_or_by_its_new_length(
    prompt: str, duration: float | None, frames: int, speed: float
) -> None:
    drawing = drawing_of(STUDIO, order("video-edit", prompt=prompt, duration=duration), [film(4)])

    assert isinstance(drawing, Recut)
    assert (drawing.frames, drawing.speed) == (frames, speed)


@pytest.mark.parametrize("kind", ["edit", "upscale", "video-edit"])
def test_what_needs_an_input_is_refused_without_one(kind: str) -> None:
    placed = order("edit" if kind == "edit" else "upscale" if kind == "upscale" else "video-edit")

    with pytest.raises(MakingError, match="nothing to work on"):
        drawing_of(STUDIO, placed)


def test_an_upscale_is_never_smaller_than_its_input() -> None:
    with pytest.raises(MakingError, match="asks for 200x100, and its input has 1600x900"):
        drawing_of(STUDIO, order("upscale", size="200x100"), [picture()])


def test_an_input_that_is_larger_than_anything_drawn_is_brought_down_to_that() -> None:
    drawing = drawing_of(STUDIO, order("upscale", size="4096x2048"), [picture(8000, 4000)])

    assert isinstance(drawing, Enlargement)
    assert drawing.width == 4096
