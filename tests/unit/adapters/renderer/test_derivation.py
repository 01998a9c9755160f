from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from assetforge.adapters.renderer.derivation import draw_derivation
from assetforge.core.media import JPEG, MP4, PNG, WEBP
from assetforge.providers.drawing import Box, Derivation, Fit
from tests.unit.adapters.renderer.samples import at, flash, lightness, logo, saved, sloped

if TYPE_CHECKING:
    from pathlib import Path


def derivation(
    size: tuple[int, int],
    fit: Fit = "cover",
    part: tuple[int, int, int, int] = (0, 0, 64, 48),
    *,
    media_type: str = PNG,
    second: float = 0.0,
) -> Derivation:
    left, top, width, height = part
    return Derivation(
        type=media_type, width=size[0], height=size[1], fit=fit, background="#ff00ff", quality=85,
        second=second, part=Box(left=left, top=top, width=width, height=height),
    )  # fmt: skip


@pytest.mark.parametrize("size", [(1, 1), (32, 24), (100, 20), (20, 100), (64, 48)])
@pytest.mark.parametrize("fit", ["fit", "cover", "contain"])
def test_the_size_is_exact(tmp_path: Path, size: tuple[int, int], fit: Fit) -> None:
    path = saved(tmp_path, "in", sloped())

    assert draw_derivation(derivation(size, fit), [path]).size == size


def test_contain_shows_all_on_a_ground(tmp_path: Path) -> None:
    path = saved(tmp_path, "in", sloped())

    drawn = draw_derivation(derivation((64, 100), "contain"), [path])

    assert at(drawn, 5, 5) == (255, 0, 255)
    assert at(drawn, 5, 50) != (255, 0, 255)


def test_only_the_part_is_used(tmp_path: Path) -> None:
    picture = Image.new("RGB", (64, 48), (0, 0, 0))
    picture.paste((255, 255, 255), (10, 20, 30, 40))
    path = saved(tmp_path, "in", picture)

    drawn = draw_derivation(derivation((20, 20), part=(10, 20, 20, 20)), [path])

    assert drawn.convert("L").getextrema() == (255, 255)


def test_transparency_is_kept_except_in_a_jpeg(tmp_path: Path) -> None:
    path = saved(tmp_path, "in", logo())
    part = (0, 0, 40, 40)

    kept = draw_derivation(derivation((40, 40), part=part, media_type=WEBP), [path])
    flat = draw_derivation(derivation((40, 40), part=part, media_type=JPEG), [path])

    assert at(kept, 0, 0)[3] == 0
    assert at(flat, 0, 0) == (255, 0, 255)


@pytest.mark.parametrize("film_type", [MP4, WEBP])
def test_a_film_gives_the_frame_at_a_second(tmp_path: Path, film_type: str) -> None:
    path = flash(tmp_path, film_type)

    early = draw_derivation(derivation((64, 48)), [path])
    late = draw_derivation(derivation((64, 48), second=0.9), [path])

    assert lightness(early) < 20
    assert lightness(late) > 200
