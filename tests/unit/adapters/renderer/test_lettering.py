from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw

from assetforge.adapters.renderer.lettering import drawable, font_of, wrapped

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Plain words, 100%", "Plain words, 100%"),
        ("Frühling & Straße — größer", "Fruhling & Strasse - grosser"),
        ("1600\u00d7900", "1600x900"),
        ("a\n\tb", "a b"),
        ("東京の夜景", "prompt in Japanese script"),
        ("北京的夜晚", "prompt in Chinese script"),
        ("Ночной город", "prompt in Cyrillic script"),
        ("ليل المدينة", "prompt in Arabic script"),
        ("서울의 밤", "prompt in Korean script"),
        ("A night in 東京", "A night in"),
        ("Rocket 🚀 launch", "Rocket launch"),
        ("\x1b[31mred", "[31mred"),
        ("", ""),
    ],
)
def test_a_text_is_drawn_or_its_script_is_named(text: str, drawn: str) -> None:
    assert drawable(text) == drawn


def test_every_letter_that_is_drawn_is_in_the_font() -> None:
    font = font_of(40)
    missing = glyph(font, "\uffff")
    letters = drawable("".join(map(chr, range(32, 0x2200))) + "a" * 5000, "text")

    assert letters
    assert not [letter for letter in set(letters) - {" "} if glyph(font, letter) == missing]


def glyph(font: FreeTypeFont, letter: str) -> bytes:
    picture = Image.new("L", (80, 80))
    ImageDraw.Draw(picture).text((10, 10), letter, font=font, fill=255)
    return picture.tobytes()


def test_lines_fit_and_the_last_one_says_that_more_follows() -> None:
    font = font_of(20)

    rows = wrapped("a long sentence of many words that goes on and on", font, 120, 2)

    assert len(rows) == 2
    assert rows[1].endswith("…")
    assert all(font.getlength(row) <= 120 for row in rows)


def test_a_text_that_fits_is_whole() -> None:
    assert wrapped("two words", font_of(10), 500, 1) == ["two words"]
    assert wrapped("", font_of(10), 500, 1) == []


def test_one_word_that_is_too_wide_is_cut() -> None:
    font = font_of(20)

    rows = wrapped("Donaudampfschifffahrtsgesellschaft", font, 100, 2)

    assert rows[0].endswith("…")
    assert font.getlength(rows[0]) <= 100


def test_sizes_below_six_pixels_are_not_drawn() -> None:
    assert font_of(1).size == 6
