from __future__ import annotations

import pytest

from assetforge.providers.drawing_operation import (
    Adjust,
    Blur,
    Crop,
    Grade,
    Mirror,
    Operation,
    Pixelate,
    Tint,
    Turn,
    Words,
)
from assetforge.providers.studio.instruction import parse_instruction


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("Put the logo on the towel", ()),
        ("black and white", (Grade(look="grayscale", strength=1.0),)),
        ("in sepia please", (Grade(look="sepia", strength=1.0),)),
        ("warmer", (Grade(look="warm", strength=0.8),)),
        ("much cooler", (Grade(look="cool", strength=1.0),)),
        ("a beach at sunset", (Grade(look="sunset", strength=0.8),)),
        ("Day to night", (Grade(look="night", strength=0.8),)),
        ("darker", (Adjust(what="brightness", factor=0.65),)),
        ("slightly brighter", (Adjust(what="brightness", factor=1.162),)),
        ("more contrast", (Adjust(what="contrast", factor=1.45),)),
        ("muted", (Adjust(what="saturation", factor=0.45),)),
        ("sharpen it", (Adjust(what="sharpness", factor=2.5),)),
        ("blur the background", (Blur(share=0.012),)),
        ("as pixel art", (Pixelate(squares=96),)),
        ("tint it teal", (Tint(colour="#1b7f8c"),)),
        ("with a rose tone", (Tint(colour="#e0607e"),)),
        ("tint with #12ab9f", (Tint(colour="#12ab9f"),)),
        ("mirror it", (Mirror(swap="sides"),)),
        ("flip vertically", (Mirror(swap="ends"),)),
        ("rotate by 90 degrees", (Turn(degrees=90),)),
        ("turn left", (Turn(degrees=270),)),
        ("rotate 15° counterclockwise", (Turn(degrees=345),)),
        ("turn it upside down", (Turn(degrees=180),)),
        ("rotate 360 degrees", ()),
        ("crop to a square", (Crop(across=1, down=1),)),
        ("crop to 21:9", (Crop(across=21, down=9),)),
        ("crop for portrait", (Crop(across=4, down=5),)),
        ('write "Spring  Sale" on top', (Words(text="Spring Sale"),)),
        ("a headline that says “Neu: Größe”", (Words(text="Neu: Größe"),)),
    ],
)
def test_what_is_said_plainly_is_read(text: str, expected: tuple[Operation, ...]) -> None:
    assert parse_instruction(text) == expected


@pytest.mark.parametrize(
    "text",
    ["not darker", "without any blur", "don't crop to a square", "never mirror it", "no snow"],
)
def test_what_is_denied_is_left_alone(text: str) -> None:
    assert parse_instruction(text) == ()


def test_quoted_words_are_no_instruction() -> None:
    assert parse_instruction('the text "Night sale, darker"') == (Words(text="Night sale, darker"),)


def test_operations_stand_in_the_order_of_the_words() -> None:
    kinds = [type(step) for step in parse_instruction("crop to a square, blur it, make it darker")]

    assert kinds == [Crop, Blur, Adjust]
