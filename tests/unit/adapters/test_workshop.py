"""The workshop: local work on threads, while the build goes on."""

from __future__ import annotations

import asyncio
import os
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters import workshop as workshop_module
from assetforge.adapters.media import probe
from assetforge.adapters.workshop import Workshop, processors
from assetforge.core.errors import MakingError, StorageError
from assetforge.core.media import JPEG, PNG, WEBP, Media
from assetforge.providers.drawing import Enlargement, Poster
from tests.unit.adapters.renderer.samples import WORDS, saved, sloped

if TYPE_CHECKING:
    from pathlib import Path

DONE = Media(type=PNG, width=1, height=1)


def test_a_drawing_is_drawn_into_the_file(tmp_path: Path) -> None:
    path = str(tmp_path / "out")
    poster = Poster(width=80, height=60, seed="hero", caption=WORDS)

    with closing(Workshop()) as workshop:
        media = asyncio.run(workshop.render(poster, (), path))

    assert media == probe(path) == Media(type=PNG, width=80, height=60)


def test_a_drawing_is_made_from_its_inputs(tmp_path: Path) -> None:
    path, picture = str(tmp_path / "out"), saved(tmp_path, "in", sloped())

    with closing(Workshop()) as workshop:
        media = asyncio.run(
            workshop.render(Enlargement(width=128, height=96, sharpening=50), [picture], path)
        )

    assert (media.width, media.height) == (128, 96)


@pytest.mark.parametrize("media_type", [JPEG, WEBP])
def test_a_picture_is_converted(tmp_path: Path, media_type: str) -> None:
    path, picture = str(tmp_path / "out"), saved(tmp_path, "in", sloped())

    with closing(Workshop()) as workshop:
        media = asyncio.run(workshop.convert(picture, path, media_type))

    assert media == probe(path) == Media(type=media_type, width=64, height=48)


def test_what_cannot_be_made_is_raised_to_who_waits(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(b"no picture")

    with closing(Workshop()) as workshop, pytest.raises(MakingError):
        asyncio.run(workshop.convert(str(tmp_path / "in"), str(tmp_path / "out"), WEBP))


def test_a_disk_that_refuses_is_explained(tmp_path: Path) -> None:
    path, picture = str(tmp_path / "absent" / "out"), saved(tmp_path, "in", sloped())
    poster = Poster(width=80, height=60, seed="hero", caption=WORDS)

    with closing(Workshop()) as workshop:
        for work in (workshop.render(poster, (), path), workshop.convert(picture, path, WEBP)):
            with pytest.raises(StorageError, match="cannot write"):
                asyncio.run(work)


def test_the_build_goes_on_while_work_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """The work ends only when the loop, which must not be blocked by it, says so."""
    is_told, names = threading.Event(), list[str]()

    def wait_to_be_told(*_: object) -> Media:
        names.append(threading.current_thread().name)
        assert is_told.wait(60)
        return DONE

    async def work(workshop: Workshop) -> Media:
        async with asyncio.TaskGroup() as group:
            converting = group.create_task(workshop.convert("in", "out", PNG))
            await asyncio.sleep(0)
            is_told.set()
        return converting.result()

    monkeypatch.setattr(workshop_module, "transcode", wait_to_be_told)
    with closing(Workshop()) as workshop:
        assert asyncio.run(work(workshop)) == DONE

    assert [name.startswith("workshop") for name in names] == [True]


def test_no_more_is_done_at_once_than_there_are_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    guard, running, most = threading.Lock(), 0, 0
    all_busy = threading.Barrier(processors())  # passes only where that many run side by side

    def count(*_: object) -> Media:
        nonlocal running, most
        with guard:
            running += 1
            most = max(most, running)
        all_busy.wait(60)
        with guard:
            running -= 1
        return DONE

    async def work(workshop: Workshop) -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(3 * processors()):
                group.create_task(workshop.convert("in", "out", PNG))

    monkeypatch.setattr(workshop_module, "transcode", count)
    with closing(Workshop()) as workshop:
        asyncio.run(work(workshop))

    assert most == processors()


def test_closing_ends_the_threads_and_takes_no_more_work() -> None:
    workshop = Workshop()
    with pytest.raises(MakingError):
        asyncio.run(workshop.convert(os.devnull, os.devnull, PNG))

    workshop.close()

    assert not [each for each in threading.enumerate() if each.name.startswith("workshop")]
    with pytest.raises(RuntimeError):
        asyncio.run(workshop.convert("in", "out", PNG))


def test_the_processors_are_those_this_process_may_use() -> None:
    before = processors()

    assert 1 <= before <= (os.cpu_count() or 1)


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system does not pin")
def test_a_process_pinned_to_one_processor_has_one() -> None:
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(before)})

    try:
        assert processors() == 1
    finally:
        os.sched_setaffinity(0, before)
