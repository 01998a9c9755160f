from __future__ import annotations

from pathlib import Path

import pytest

from assetforge.adapters import media_film
from assetforge.adapters.media_film import film_frame, film_frames, probe_film
from assetforge.core.errors import MakingError
from assetforge.core.media import MP4, WEBP, Media
from tests.unit.adapters.renderer.samples import flash, lightness, saved, sloped, without_extra


@pytest.mark.parametrize("media_type", [MP4, WEBP])
def test_frames_come_with_the_second_at_which_they_appear(tmp_path: Path, media_type: str) -> None:
    path = flash(tmp_path, media_type, frames=12, rate=12)

    starts = [start for start, _ in film_frames(path)]

    assert len(starts) == 12
    assert starts[0] == 0
    assert starts[-1] == pytest.approx(11 / 12, abs=0.002)


@pytest.mark.parametrize("media_type", [MP4, WEBP])
def test_the_frame_at_a_second_is_found(tmp_path: Path, media_type: str) -> None:
    path = flash(tmp_path, media_type)

    levels = [lightness(film_frame(path, second)) for second in (0.0, 0.5, 99.0)]

    assert levels[0] < 20
    assert 100 < levels[1] < 160
    assert levels[2] > 240


def test_a_picture_is_a_film_of_one_frame(tmp_path: Path) -> None:
    path = saved(tmp_path, "in", sloped())

    assert [start for start, _ in film_frames(path)] == [0.0]


def test_a_film_is_measured(tmp_path: Path) -> None:
    found = probe_film(flash(tmp_path, frames=50, rate=25))

    assert found == Media(type=MP4, width=64, height=48, seconds=2.0)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_film_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    path = Path(flash(tmp_path, frames=96))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])

    with pytest.raises(MakingError, match="film is damaged"):
        probe_film(str(path))


def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = flash(tmp_path)
    monkeypatch.setattr(media_film, "find_spec", without_extra)

    with pytest.raises(MakingError, match="extra `video`") as refused:
        film_frame(path, 0)

    assert "pip install 'assetforge[video]'" in refused.value.next_step
