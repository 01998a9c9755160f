from __future__ import annotations

import pytest

from tests.unit.manifest.samples import HERO, codes_in

LOGO = '[source.logo]\npath = "assets/logo.png"\n'


def image(name: str, output: str) -> str:
    return f'[image.{name}]\nprompt = "A"\noutput = "{output}"\n'


@pytest.mark.parametrize(
    "text",
    [
        image("a", "x/a.png") + image("b", "x/b.png"),
        image("a", "x/a.png") + image("b", "x/a.webp"),
        image("a", "x/a.jpg") + image("b", "x/a.jpeg"),
        HERO + image("a", "other/hero.png"),
        HERO + LOGO + '[source.again]\npath = "assets/logo.png"\n',
        LOGO + image("a", "assets/logo.webp"),
        image("a", "x/a.png") + image("b", "x/a/b.png"),
    ],
)
def test_files_that_lie_apart_are_fine(text: str) -> None:
    assert codes_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        image("a", "x/a.png") + image("b", "x/a.png"),
        image("a", "x/a.png") + image("b", "X/A.PNG"),
        image("a", "x/\N{LATIN SMALL LETTER SHARP S}.png") + image("b", "x/ss.png"),
        HERO + image("a", "assets/hero.png"),
        HERO + image("a", "assets/HERO.webp"),
        LOGO + image("a", "assets/logo.png"),
        LOGO + '[image.x]\nprompt = "A"\n[image.logO]\nprompt = "A"\n',
        image("a", "x/a.png") + image("b", "x/a.png/b.png"),
        HERO + image("b", "assets/hero.webp/deep/down/b.png"),
    ],
)
def test_files_that_meet_are_reported_once(text: str) -> None:
    assert codes_in(text) == ["output-twice"]


def test_each_of_three_that_meet_the_first_is_reported() -> None:
    text = image("a", "x.png") + image("b", "x.png") + image("c", "x.png")

    assert codes_in(text) == ["output-twice", "output-twice"]
