from __future__ import annotations

import pytest

from tests.unit.manifest.samples import codes_in

CLIP = '[video.clip]\nprompt = "Waves"\n'
HERO = '[image.hero]\nprompt = "A"\nsize = "1600x900"\n'
TALL = '[image.hero]\nprompt = "A"\naspect_ratio = "1:2"\n'
ANY = '[image.hero]\nprompt = "A"\n'
LETZAI = 'provider = "letzai"\nmodel = "veo31"\nfrom = "hero"\n'  # its films last 8 s


def still(at: float) -> str:
    return f'[derive.still]\nfrom = "clip"\nat = {at}\n'


def derived(fields: str) -> str:
    return f'[derive.wall]\nfrom = "hero"\n{fields}\n'


def enlarged(size: str) -> str:
    return f'[upscale.wall]\nfrom = "hero"\nsize = "{size}"\n'


@pytest.mark.parametrize(
    "text",
    [
        CLIP + still(4),
        CLIP + "duration = 9\n" + still(9),
        HERO + CLIP + LETZAI + still(8),
        CLIP + '[video-edit.slow]\nfrom = "clip"\n' + still(9).replace('"clip"', '"slow"'),
        HERO + derived("width = 10000"),
        HERO + derived('width = 10000\nheight = 10000\nfit = "fit"'),
        ANY + derived("width = 10000"),
        ANY + derived('width = 10000\nheight = 10000\nfit = "fit"'),
        TALL + derived("width = 5000"),
        HERO + derived('format = "webp"'),
        HERO + enlarged("1600x900"),
        ANY + enlarged("640x360"),
    ],
)
def test_what_an_input_can_give_is_fine(text: str) -> None:
    assert codes_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        CLIP + still(4.5),
        CLIP + "duration = 9\n" + still(9.5),
        HERO + CLIP + LETZAI + still(8.5),
        HERO + derived("width = 16000\nheight = 16000"),
        HERO + derived('width = 16000\nheight = 16000\nfit = "contain"'),
        HERO + derived('width = 10000\nheight = 10000\nfit = "fit"\ncrop = "1:1"'),
        HERO + derived('height = 16000\ncrop = "0,0,90,90"'),
        TALL + derived("width = 12000\nheight = 16000"),
        HERO + enlarged("1598x900"),
    ],
)
def test_what_it_cannot_give_is_found(text: str) -> None:
    assert codes_in(text) == ["beyond-input"]
