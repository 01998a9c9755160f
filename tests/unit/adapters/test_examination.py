from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.examination import CHILDREN, Examination
from assetforge.core.errors import UnavailableError
from assetforge.core.media import PNG, Media
from assetforge.execution.delivery import WrongBytesError
from tests.unit.adapters.renderer.samples import sloped

if TYPE_CHECKING:
    from collections.abc import Iterator

needs_proc = pytest.mark.skipif(sys.platform != "linux", reason="children are found in /proc")


@pytest.fixture
def picture(tmp_path: Path) -> str:
    sloped(40, 30).save(tmp_path / "in", "PNG")
    return str(tmp_path / "in")


@pytest.fixture
def examination() -> Iterator[Examination]:
    made = Examination()
    yield made
    made.close()


def children() -> set[int]:
    """List the children of this process that decode."""
    found: set[int] = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        if b"examination_child" in command and int(parent) == os.getpid():
            found.add(int(folder.name))
    return found


def examine(examination: Examination, *paths: str) -> list[Media]:
    async def work() -> list[Media]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(examination.examine(path)) for path in paths]
        return [task.result() for task in tasks]

    return asyncio.run(work())


@needs_proc
def test_many_pictures_take_few_children(examination: Examination, picture: str) -> None:
    found = examine(examination, *[picture] * 40)

    assert set(found) == {Media(type=PNG, width=40, height=30)}
    assert 1 <= len(children()) <= CHILDREN


@needs_proc
def test_nothing_is_left_running_after_the_end(picture: str) -> None:
    examination = Examination()
    examine(examination, picture, picture)

    examination.close()

    assert children() == set()


@needs_proc
def test_a_child_serves_some_files_and_is_replaced(picture: str) -> None:
    examination = Examination(files_each=2)
    seen: list[int] = []

    for _ in range(4):
        examine(examination, picture)
        seen.extend(children())
    examination.close()

    assert len(seen) == 2  # after every second file there is none
    assert len(set(seen)) == 2


@needs_proc
def test_a_child_that_died_costs_nobody_a_picture(examination: Examination, picture: str) -> None:
    examine(examination, picture)
    for child in children():
        os.kill(child, signal.SIGKILL)

    assert examine(examination, picture) == [Media(type=PNG, width=40, height=30)]


def test_what_ends_the_decoder_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pipe").mkdir()
    fifo = tmp_path / "pipe" / "never"
    os.mkfifo(fifo)  # opening it waits for ever
    examination = Examination(seconds=0.7)

    with pytest.raises(WrongBytesError, match="takes too long or ends the decoder"):
        asyncio.run(examination.examine(str(fifo)))
    examination.close()


def test_a_refusal_does_not_end_a_child(
    examination: Examination, picture: str, tmp_path: Path
) -> None:
    (tmp_path / "page").write_bytes(b"<html>")

    with pytest.raises(WrongBytesError, match="a web page"):
        asyncio.run(examination.examine(str(tmp_path / "page")))

    assert examine(examination, picture) == [Media(type=PNG, width=40, height=30)]


def test_a_name_with_a_line_break_is_one_question(examination: Examination, tmp_path: Path) -> None:
    path = tmp_path / 'a\n{"path": "x"}\n'
    sloped(8, 8).save(path, "PNG")

    assert examine(examination, str(path)) == [Media(type=PNG, width=8, height=8)]


@needs_proc
def test_a_child_is_told_no_secret(
    examination: Examination, picture: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LETZAI_API_KEY", "canary-of-the-child")

    examine(examination, picture)

    [child] = children()
    assert b"canary" not in Path(f"/proc/{child}/environ").read_bytes()


@pytest.mark.parametrize("name", ["gone", "false"])
def test_a_child_that_does_not_start_is_told_as_that(
    picture: str, name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "false").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "false").chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(tmp_path / name))
    examination = Examination()

    with pytest.raises(UnavailableError, match="does not start"):
        asyncio.run(examination.examine(picture))
    examination.close()
