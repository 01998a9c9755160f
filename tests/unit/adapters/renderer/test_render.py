from __future__ import annotations

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.media import probe
from assetforge.adapters.renderer.render import render
from assetforge.core.errors import MakingError
from assetforge.core.media import JPEG, MP4, PNG, WEBP, Media
from assetforge.providers.drawing import Poster
from assetforge.providers.local import Local
from assetforge.providers.studio.provider import Studio
from tests.unit.adapters.renderer.samples import WORDS, flash, saved, sloped
from tests.unit.providers.orders import drawing_of, order

if TYPE_CHECKING:
    from assetforge.core.names import Kind
    from assetforge.providers.drawing import Drawing


def drawing(kind: Kind, *inputs: str, films: str = MP4, **params: str | float) -> Drawing:
    provider = Local() if kind == "derive" else Studio(films)
    return drawing_of(provider, order(kind, **params), [probe(path) for path in inputs])


def test_every_kind_is_written_as_it_is_told(tmp_path: Path) -> None:
    picture, film = saved(tmp_path, "in", sloped()), flash(tmp_path)
    target = str(tmp_path / "out")
    cases = (
        (drawing("image", prompt="a", size="80x60"), (), Media(type=PNG, width=80, height=60)),
        (drawing("edit", picture, prompt="blur"), (picture,), Media(type=PNG, width=64, height=48)),
        (drawing("upscale", picture), (picture,), Media(type=PNG, width=128, height=96)),
        (drawing("derive", picture, width=32, format="jpeg"), (picture,),
         Media(type=JPEG, width=32, height=24)),
        (drawing("video", picture, size="64x48", duration=1.5), (picture,),
         Media(type=MP4, width=64, height=48, seconds=1.5)),
        (drawing("video", films=WEBP, size="64x48", duration=1), (),
         Media(type=WEBP, width=64, height=48, seconds=1.0)),
        (drawing("video-edit", film, prompt="2x faster"), (film,),
         Media(type=MP4, width=64, height=48, seconds=0.5)),
    )  # fmt: skip

    for described, inputs, expected in cases:
        assert render(described, inputs, target) == expected
        assert probe(target) == expected


def test_threads_and_processes_write_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from assetforge.adapters.renderer.render import render\n"
        "from assetforge.providers.drawing import Caption, Poster\n"
        "words = Caption(title='hero', prompt='A bottle on marble', details=('flux2', '64x48'))\n"
        "render(Poster(width=320, height=200, seed='s', caption=words), [], sys.argv[1])\n"
    )
    poster = Poster(width=320, height=200, seed="s", caption=WORDS)
    targets = [tmp_path / f"{index}" for index in range(6)]

    subprocess.run([sys.executable, "-c", script, str(tmp_path / "process")], check=True)
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(partial(render, poster, []), map(str, targets)))

    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in tmp_path.iterdir()}
    assert len(digests) == 1


def test_films_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    film = drawing("video", prompt="hills", size="64x48", duration=0.5)
    targets = [tmp_path / "a", tmp_path / "b"]

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(partial(render, film, []), map(str, targets)))

    assert targets[0].read_bytes() == targets[1].read_bytes()


def test_a_damaged_input_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, "in", sloped())
    described = drawing("upscale", path)
    Path(path).write_bytes(Path(path).read_bytes()[:80])

    with pytest.raises(MakingError, match="damaged"):
        render(described, [path], str(tmp_path / "out"))
