from __future__ import annotations

import pytest

from assetforge.manifest.check import input_path, is_film
from tests.unit.manifest.samples import HERO, assets_of, cells_of, codes_in

CLIP = '[video.clip]\nprompt = "Waves"\n'
FILES = """
[source.film]
path = "a.mp4"
[source.either]
path = "a.webp"
[source.logo]
path = "a.png"
"""


@pytest.mark.parametrize(
    ("name", "moves"),
    [("hero", False), ("clip", True), ("film", True), ("logo", False), ("either", None)],
)
def test_a_film_is_known_by_its_kind_or_extension(name: str, *, moves: bool | None) -> None:
    assert is_film(assets_of(HERO + CLIP + FILES)[name]) is moves


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ('[edit.x]\nfrom = "hero"\nprompt = "A"\n', []),
        ('[edit.x]\nfrom = "either"\nprompt = "A"\n', []),
        ('[edit.x]\nfrom = ["hero", "film"]\nprompt = "A"\n', ["wrong-kind"]),
        ('[video.x]\nfrom = ["hero", "logo"]\n', []),
        ('[video.x]\nfrom = ["hero", "clip"]\n', ["wrong-kind"]),
        ('[video-edit.x]\nfrom = "film"\nprompt = "A"\n', []),
        ('[video-edit.x]\nfrom = "either"\n', []),
        ('[video-edit.x]\nfrom = "logo"\n', ["wrong-kind"]),
        ('[derive.x]\nfrom = "clip"\nat = 1\n', []),
        ('[derive.x]\nfrom = "either"\nat = 1\n', []),
        ('[derive.x]\nfrom = "logo"\nat = 1\n', ["wrong-kind"]),
        ('[derive.x]\nfrom = "clip"\nwidth = 64\n', []),
        ('[upscale.x]\nfrom = ["hero", "logo"]\n', ["input-count"]),
        ('[video.x]\nfrom = ["hero", "hero", "hero"]\n', ["input-count"]),
    ],
)
def test_inputs_must_fit_the_kind(text: str, codes: list[str]) -> None:
    assert codes_in(HERO + CLIP + FILES + text) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[image.x]\n", ["missing-key"]),
        ('[image.x]\nprompt = ""\n', ["wrong-value"]),
        ('[image.x]\npromt = "A"\n', ["unknown-key"]),
        ('[edit.x]\nfrom = "hero"\n', ["missing-key"]),
        ('[edit.x]\nfrom = "hero"\nskin = { eyes = true }\n', []),
        ('[upscale.x]\nfrom = "hero"\n', []),
        ('[video.x]\nfrom = "hero"\n', []),
        ("[video.x]\n", ["missing-key"]),
        ('[video.x]\nshots = [{ prompt = "A" }]\n', []),
        ('[derive.x]\nfrom = "hero"\n', ["missing-key"]),
        ('[derive.x]\nfrom = "hero"\nfit = "cover"\n', ["missing-key"]),
        ('[derive.x]\nfrom = "hero"\noutput = "x.webp"\n', []),
        ('[defaults.derive]\nformat = "webp"\n[derive.x]\nfrom = "hero"\n', []),
    ],
)
def test_an_asset_says_what_it_should_be(text: str, codes: list[str]) -> None:
    assert codes_in(HERO + text) == codes


@pytest.mark.parametrize(
    ("size", "ratio", "codes"),
    [
        ("1600x900", "16:9", []),
        ("1368x768", "16:9", []),
        ("1600x900", "4:3", ["size-and-ratio"]),
        ("900x1600", "16:9", ["size-and-ratio"]),
    ],
)
def test_a_size_and_a_ratio_may_stand_together_if_they_agree(
    size: str, ratio: str, codes: list[str]
) -> None:
    assert codes_in(f'{HERO}size = "{size}"\naspect_ratio = "{ratio}"\n') == codes


def test_an_input_is_found_among_what_is_no_text() -> None:
    text = '[edit.x]\nfrom = [1, "a", 2, "b"]\n[edit.y]\nfrom = "a"\n'
    cells = cells_of(text)

    assert input_path(cells["x"], 1) == ("from", 3)
    assert input_path(cells["y"], 0) == ("from",)
