"""What a build may rely on in the outputs, the sources and the lock of any project."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
import tomli

from assetforge.adapters.build_ports import BuildLockFile, BuildOutputs, BuildSources
from assetforge.adapters.lock_file import LockFile
from assetforge.adapters.outputs import Outputs
from assetforge.adapters.project_files import ProjectFiles
from assetforge.core.digest import digest_bytes
from assetforge.core.errors import StaleError, StorageError
from assetforge.lock.codec import decode_lock
from assetforge.lock.model import Lock
from tests.fakes.disk import Disk, blob_of, picture
from tests.fakes.ports import MemoryLockFile, MemoryOutputs, MemorySources
from tests.fakes.virtual_time import run
from tests.unit.lock.samples import lock_of

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from pathlib import Path

    from assetforge.execution import ports

HERO, BEACH = picture("hero"), picture("beach")


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """The three ports over one project, and hands that reach around them."""

    outputs: ports.Outputs
    sources: ports.Sources
    lock_file: ports.LockFile
    wait: Callable[[Coroutine[object, object, object]], object]
    stored: Callable[[bytes], str]  # a path to bytes that can be placed
    look: Callable[[str], bytes | None]  # at an output
    bring: Callable[[str, bytes | None], object]  # a source, or take it away
    locked: Callable[[], Lock]
    forbid: Callable[[], object]  # the next write of the lock


@pytest.fixture(params=["fake", "real"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    return fake_files() if request.param == "fake" else real_files(tmp_path)


def fake_files() -> Files:
    disk = Disk()
    lock_file = MemoryLockFile(disk)

    def stored(data: bytes) -> str:
        disk.blobs[digest_bytes(data)] = data
        return f"blob:{digest_bytes(data)}"

    def bring(path: str, data: bytes | None) -> None:
        disk.sources.pop(path, None)
        disk.sources.update({} if data is None else {path: data})

    return Files(
        outputs=MemoryOutputs(disk), sources=MemorySources(disk), lock_file=lock_file, wait=run,
        stored=stored, look=disk.outputs.get, bring=bring, locked=lambda: disk.lock,
        forbid=lambda: setattr(lock_file, "refuses", 1),
    )  # fmt: skip


def real_files(folder: Path) -> Files:
    project = folder / "project"
    project.mkdir()
    lock = project / "assets.lock"

    def stored(data: bytes) -> str:
        (folder / "blob").write_bytes(data)
        return str(folder / "blob")

    def look(path: str) -> bytes | None:
        return (project / path).read_bytes() if (project / path).exists() else None

    def bring(path: str, data: bytes | None) -> None:
        (project / path).parent.mkdir(exist_ok=True)
        (project / path).unlink(missing_ok=True)
        if data is not None:
            (project / path).write_bytes(data)

    def locked() -> Lock:
        return decode_lock(tomli.loads(lock.read_text("utf-8")), "assets.lock")

    return Files(
        outputs=BuildOutputs(Outputs(str(project))),
        sources=BuildSources(ProjectFiles(str(project))),
        lock_file=BuildLockFile(LockFile(str(lock))), wait=asyncio.run, stored=stored, look=look,
        bring=bring, locked=locked,
        forbid=lock.mkdir,
    )  # fmt: skip


class TestOutputs:
    def test_a_file_is_placed_over_whatever_of_ours_is_there(self, files: Files) -> None:
        for data in (HERO, BEACH):
            files.wait(files.outputs.place(files.stored(data), "assets/deep/hero.png"))

            assert files.look("assets/deep/hero.png") == data

    def test_only_the_very_bytes_are_discarded(self, files: Files) -> None:
        files.wait(files.outputs.place(files.stored(HERO), "assets/hero.png"))

        assert files.wait(files.outputs.discard("assets/hero.png", digest_bytes(BEACH))) is False
        assert files.look("assets/hero.png") == HERO
        assert files.wait(files.outputs.discard("assets/hero.png", digest_bytes(HERO))) is True
        assert files.look("assets/hero.png") is None

    def test_what_is_not_there_is_gone(self, files: Files) -> None:
        assert files.wait(files.outputs.discard("assets/hero.png", digest_bytes(HERO))) is True


class TestSources:
    def test_a_source_is_handed_out_while_it_is_as_planned(self, files: Files) -> None:
        files.bring("brand/logo.png", HERO)

        assert files.wait(files.sources.fetch("brand/logo.png", blob_of(HERO)))

    @pytest.mark.parametrize("now", [BEACH, None], ids=["changed", "removed"])
    def test_a_source_that_is_not_as_planned_is_stale(
        self, files: Files, now: bytes | None
    ) -> None:
        files.bring("brand/logo.png", now)

        with pytest.raises(StaleError):
            files.wait(files.sources.fetch("brand/logo.png", blob_of(HERO)))


class TestLockFile:
    def test_what_is_saved_last_is_what_is_locked(self, files: Files) -> None:
        for lock in (lock_of("hero"), lock_of("hero", "beach"), Lock()):
            files.wait(files.lock_file.save(lock))

            assert files.locked() == lock

    def test_a_refusing_disk_is_told(self, files: Files) -> None:
        files.forbid()

        with pytest.raises(StorageError):
            files.wait(files.lock_file.save(lock_of("hero")))
