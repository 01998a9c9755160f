from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from assetforge.adapters import media
from assetforge.adapters.media import film_type, probe, transcode
from assetforge.core.errors import MakingError
from assetforge.core.media import AVIF, JPEG, MP4, PNG, WEBP, Media
from tests.unit.adapters.renderer.samples import (
    at,
    flash,
    lightness,
    logo,
    saved,
    sloped,
    without_extra,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("form", "media_type"), [("PNG", PNG), ("JPEG", JPEG), ("WEBP", WEBP), ("AVIF", AVIF)]
)
def test_a_picture_is_known_by_its_bytes_whatever_its_name(
    tmp_path: Path, form: str, media_type: str
) -> None:
    path = saved(tmp_path, "film.mp4", sloped(), form)

    assert probe(path) == Media(type=media_type, width=64, height=48)


@pytest.mark.parametrize("media_type", [MP4, WEBP])
def test_a_film_is_measured(tmp_path: Path, media_type: str) -> None:
    path = flash(tmp_path, media_type, frames=30, rate=12)

    assert probe(path) == Media(type=media_type, width=64, height=48, seconds=2.5)


@pytest.mark.parametrize(
    "data", [b"", b"x", b"<html>", b"GIF89a" + bytes(40), b"%!PS-Adobe", b"II*\0" + bytes(40)]
)
def test_other_formats_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "hero.png"
    path.write_bytes(data)

    with pytest.raises(MakingError, match="no PNG, JPEG, WebP, AVIF or MP4"):
        probe(str(path))


@pytest.mark.parametrize("media_type", [PNG, JPEG, WEBP, AVIF])
def test_a_picture_is_converted(tmp_path: Path, media_type: str) -> None:
    target = str(tmp_path / "out")

    told = transcode(saved(tmp_path, "in", sloped(), "WEBP"), target, media_type, 80)

    assert told == probe(target) == Media(type=media_type, width=64, height=48)


def test_what_is_transparent_becomes_white_in_a_jpeg(tmp_path: Path) -> None:
    target = str(tmp_path / "out")

    transcode(saved(tmp_path, "in", logo()), target, JPEG)

    with Image.open(target) as flat:
        assert min(at(flat, 0, 0)) > 245


@pytest.mark.parametrize("media_type", [PNG, WEBP, AVIF])
def test_transparency_is_kept_where_the_format_has_it(tmp_path: Path, media_type: str) -> None:
    target = str(tmp_path / "out")

    transcode(saved(tmp_path, "in", logo()), target, media_type)

    with Image.open(target) as kept:
        assert at(kept.convert("RGBA"), 0, 0)[3] == 0


def test_a_colour_profile_is_kept(tmp_path: Path) -> None:
    path, target = str(tmp_path / "in"), str(tmp_path / "out")
    sloped().save(path, "PNG", icc_profile=b"profile of a camera")

    transcode(path, target, WEBP)

    with Image.open(target) as kept:
        assert kept.info["icc_profile"] == b"profile of a camera"


@pytest.mark.parametrize(("before", "after"), [(MP4, WEBP), (WEBP, MP4)])
def test_a_film_is_converted_and_lasts_as_long(tmp_path: Path, before: str, after: str) -> None:
    target = str(tmp_path / "out")

    told = transcode(flash(tmp_path, before), target, after)

    assert told == probe(target) == Media(type=after, width=64, height=48, seconds=1.0)


@pytest.mark.parametrize("media_type", [PNG, JPEG, MP4])
def test_a_film_becomes_no_picture(tmp_path: Path, media_type: str) -> None:
    with pytest.raises(MakingError, match="cannot be turned into"):
        transcode(flash(tmp_path), str(tmp_path / "out"), media_type)


def test_a_picture_becomes_no_film(tmp_path: Path) -> None:
    with pytest.raises(MakingError, match="a picture cannot be turned into a film"):
        transcode(saved(tmp_path, "in", sloped()), str(tmp_path / "out"), MP4)


def test_films_are_mp4_where_the_extra_is_installed() -> None:
    assert film_type() == (WEBP if find_spec("av") is None else MP4)


def test_without_the_extra_a_film_is_measured_and_not_converted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = flash(tmp_path)
    monkeypatch.setattr(media, "find_spec", without_extra)

    assert film_type() == WEBP
    assert probe(path) == Media(type=MP4, width=64, height=48, seconds=1.0)
    with pytest.raises(MakingError, match="needs the extra `video`"):
        transcode(path, str(tmp_path / "out"), WEBP)


@pytest.mark.parametrize("levels", [(40, 220)])
def test_a_converted_picture_looks_the_same(tmp_path: Path, levels: tuple[int, int]) -> None:
    picture = sloped()
    target = str(tmp_path / "out")

    transcode(saved(tmp_path, "in", picture), target, AVIF, 90)

    with Image.open(target) as converted:
        assert levels[0] < lightness(converted) < levels[1]
        assert abs(lightness(converted) - lightness(picture)) < 3
