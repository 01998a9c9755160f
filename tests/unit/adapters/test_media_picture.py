from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from assetforge.adapters.media import probe
from assetforge.adapters.media_picture import (
    flattened,
    load_picture,
    picture_type,
    plain,
    probe_picture,
    save_picture,
)
from assetforge.core.errors import MakingError
from assetforge.core.media import AVIF, JPEG, PNG, WEBP, Media
from tests.unit.adapters.renderer.samples import at, lightness, logo, saved, sloped

if TYPE_CHECKING:
    from pathlib import Path

FORMS = ("PNG", "JPEG", "WEBP", "AVIF")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_picture_cut_short_is_refused(tmp_path: Path, form: str, share: float) -> None:
    path = tmp_path / "in"
    sloped(200, 200).save(path, form)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])

    with pytest.raises(MakingError, match=r"cut short \(its pixels cannot be decoded\)$"):
        probe(str(path))


@pytest.mark.parametrize("size", [(100_000, 100_000), (20_000, 9_000)])
def test_a_picture_that_would_fill_the_memory_is_refused(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "in"
    path.write_bytes(bomb(*size))

    with pytest.raises(MakingError, match="more than 64,000,000 are not decoded"):
        probe(str(path))


def bomb(width: int, height: int) -> bytes:
    """Make a PNG that claims to be large and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@given(st.sampled_from(FORMS), st.integers(0, 2**32), st.binary(min_size=1, max_size=40))
def test_any_damage_is_refused_or_harmless(
    tmp_path_factory: pytest.TempPathFactory, form: str, place: int, noise: bytes
) -> None:
    path = tmp_path_factory.mktemp("damage") / "in"
    sloped(24, 16).save(path, form)
    data = bytearray(path.read_bytes())
    start = 12 + place % (len(data) - 12)
    data[start : start + len(noise)] = noise
    path.write_bytes(data)

    assert outcome(str(path)) in {"measured", "refused"}


def outcome(path: str) -> str:
    """Measure a picture; only the refusal that is promised may come instead."""
    try:
        found = probe(path)
    except MakingError:
        return "refused"
    return "measured" if found.width * found.height else "empty"


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("exif", [b"ABCD", b"Exif\0\0garbage!", b"Exif\0\0MM\0*\xff\xff\xff\xff"])
def test_a_picture_is_whole_though_its_exif_is_broken(
    tmp_path: Path, form: str, exif: bytes
) -> None:
    path = str(tmp_path / "in")
    sloped(64, 48).save(path, form, exif=exif)

    found = probe(path)

    assert (found.width, found.height) == (64, 48)
    assert load_picture(path).size == (64, 48)


@pytest.mark.parametrize("orientation", range(10))
def test_a_picture_is_turned_as_its_exif_says(tmp_path: Path, orientation: int) -> None:
    path = str(tmp_path / "in")
    exif = Image.Exif()
    exif[0x0112] = orientation
    sloped(64, 48).save(path, "PNG", exif=exif)

    loaded, found = load_picture(path), probe(path)

    with Image.open(path) as stored:
        upright = ImageOps.exif_transpose(stored)
    assert loaded.tobytes() == upright.convert("RGB").tobytes()
    assert loaded.size == (found.width, found.height)


def test_a_webp_that_claims_too_much_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "in"
    size = (13_370 - 1).to_bytes(3, "little")
    path.write_bytes(b"RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0" + size * 2)

    with pytest.raises(MakingError, match="claims 13370x13370 pixels"):
        probe(str(path))


def test_an_upright_picture_is_measured_and_loaded(tmp_path: Path) -> None:
    path = str(tmp_path / "in")
    exif = Image.Exif()
    exif[0x0112] = 6
    sloped(64, 48).save(path, "JPEG", exif=exif)

    assert probe_picture(path, JPEG) == Media(type=JPEG, width=48, height=64)
    assert load_picture(path).size == (48, 64)


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("L", "RGB"), ("1", "RGB"), ("P", "RGB"), ("CMYK", "RGB"), ("LA", "RGBA"), ("RGBA", "RGBA")],
)
def test_every_mode_becomes_red_green_and_blue(mode: str, expected: str) -> None:
    assert plain(sloped().convert(mode)).mode == expected


def test_sixteen_bits_keep_what_is_bright() -> None:
    deep = Image.new("I;16", (4, 4), 128 * 256)

    assert at(plain(deep), 0, 0) == (128, 128, 128)


@pytest.mark.parametrize("media_type", [PNG, JPEG, WEBP, AVIF])
def test_the_same_picture_is_the_same_bytes(tmp_path: Path, media_type: str) -> None:
    paths = [tmp_path / "one", tmp_path / "two"]

    told = [save_picture(sloped(), str(path), media_type, 80) for path in paths]

    assert told[0] == Media(type=media_type, width=64, height=48)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert picture_type(paths[0].read_bytes()) == media_type


def test_a_lower_quality_is_a_smaller_file(tmp_path: Path) -> None:
    noise = Image.effect_noise((128, 128), 60).convert("RGB")
    fine, coarse = tmp_path / "fine", tmp_path / "coarse"

    save_picture(noise, str(fine), JPEG, 95)
    save_picture(noise, str(coarse), JPEG, 20)

    assert coarse.stat().st_size < fine.stat().st_size / 2


def test_a_picture_is_laid_on_a_colour_where_it_is_transparent() -> None:
    flat = flattened(logo(), "#102030")

    assert at(flat, 0, 0) == (16, 32, 48)
    assert at(flat, 20, 20) == (220, 20, 30)


def test_a_picture_that_is_whole_is_left_alone(tmp_path: Path) -> None:
    picture = sloped()

    loaded = load_picture(saved(tmp_path, "in", picture))

    assert loaded.tobytes() == picture.tobytes()
    assert lightness(loaded) == lightness(picture)
