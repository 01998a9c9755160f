from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import av
import pytest
from PIL import Image

from assetforge.adapters import media_reel
from assetforge.adapters.media_reel import recode, sampled, write_film
from assetforge.core.errors import MakingError
from assetforge.core.media import MP4, WEBP, Media
from tests.unit.adapters.renderer.samples import flash, lightness, without_extra

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_an_mp4_is_h264_that_every_player_shows(tmp_path: Path) -> None:
    path = flash(tmp_path, frames=48)

    with av.open(path) as container:
        stream = container.streams.video[0]

        assert stream.codec_context.name == "h264"
        assert stream.pix_fmt == "yuv420p"
        assert stream.frames == 48
        assert stream.average_rate == 24
        assert stream.codec_context.colorspace == 1


@pytest.mark.parametrize("media_type", [MP4, WEBP])
def test_the_same_frames_are_the_same_bytes(tmp_path: Path, media_type: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    first = Path(flash(tmp_path / "a", media_type)).read_bytes()

    assert first == Path(flash(tmp_path / "b", media_type)).read_bytes()


def test_animated_webp_lasts_exactly_as_long(tmp_path: Path) -> None:
    path = flash(tmp_path, WEBP, frames=31, rate=12)

    with Image.open(path) as film:
        lengths: list[float] = []
        for index in range(31):
            film.seek(index)
            film.load()
            lengths.append(float(film.info["duration"]))

    assert sum(lengths) == round(1000 * 31 / 12)


@pytest.mark.parametrize("media_type", [MP4, WEBP])
def test_frames_are_taken_one_by_one(tmp_path: Path, media_type: str) -> None:
    taken: list[int] = []

    def frames() -> Iterator[Image.Image]:
        for index in range(10):
            taken.append(index)
            yield Image.new("RGB", (32, 32), (index * 20, 0, 0))

    told = write_film(frames(), str(tmp_path / "out"), media_type, (10, 10))

    assert taken == list(range(10))
    assert told == Media(type=media_type, width=32, height=32, seconds=1.0)


def test_a_film_without_frames_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MakingError, match="no frames"):
        write_film([], str(tmp_path / "out"), WEBP, (0, 24))


def test_an_mp4_needs_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media_reel, "find_spec", without_extra)

    with pytest.raises(MakingError, match="extra `video`"):
        flash(tmp_path)


def test_colours_survive(tmp_path: Path) -> None:
    target = str(tmp_path / "out")
    write_film([Image.new("RGB", (64, 64), (200, 60, 40))] * 4, target, MP4, (4, 24))

    frame = next(sampled(target, [0.0]))

    red, green, blue = (frame.getchannel(band).getextrema()[0] for band in "RGB")
    assert red == pytest.approx(200, abs=6)
    assert green == pytest.approx(60, abs=6)
    assert blue == pytest.approx(40, abs=6)


def test_frames_are_sampled_at_rising_moments(tmp_path: Path) -> None:
    path = flash(tmp_path)

    levels = [lightness(frame) for frame in sampled(path, [0.0, 0.25, 0.25, 0.9, 5.0])]

    assert levels == sorted(levels)
    assert levels[1] == levels[2]


def test_an_odd_film_loses_a_line_on_its_way_to_mp4(tmp_path: Path) -> None:
    path, target = str(tmp_path / "in"), str(tmp_path / "out")
    frames = [Image.new("RGB", (33, 21), (index * 60, 0, 0)) for index in range(4)]
    old = write_film(frames, path, WEBP, (4, 12))

    told = recode(path, target, old, MP4)

    assert (told.width, told.height) == (32, 20)
