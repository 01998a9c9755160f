"""The store, outputs, sources and lock as a build sees them: on threads, healing what they can."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assetforge.adapters.build_ports import BuildLockFile, BuildOutputs, BuildSources, BuildStore
from assetforge.adapters.lock_file import LockFile
from assetforge.adapters.outputs import Outputs
from assetforge.adapters.project_files import ProjectFiles
from assetforge.adapters.store import FileStore
from assetforge.adapters.store_layout import Layout
from assetforge.core.digest import digest_bytes
from assetforge.core.errors import DamagedError, StaleError, StorageError
from assetforge.lock.codec import encode_lock
from assetforge.providers.instruction import Piece
from tests.unit.adapters.store_samples import flip, keep
from tests.unit.lock.samples import PICTURE, blob_of, lock_of, made_of

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

    from assetforge.core.media import Blob

HEALED = ["the stored bytes of hero.png were damaged or lost; healed from that file"]


class Listener:
    """Hears what is told, and on which thread."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.threads: set[threading.Thread] = set()

    def __call__(self, line: str) -> None:
        self.lines.append(line)
        self.threads.add(threading.current_thread())


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A store and a project folder of a build, and who hears what it tells."""

    files: FileStore
    folder: Path  # of the store
    project: Path
    told: Listener

    @property
    def store(self) -> BuildStore:
        return BuildStore(self.files, str(self.project), self.told)

    def picture(self) -> tuple[Blob, Path]:
        """Keep some bytes; return what they are and where they lie."""
        blob = keep(self.files, b"picture")
        return blob, Layout(self.folder).blob(blob.digest)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


@pytest.fixture
def bench(tmp_path: Path, project: Path) -> Iterator[Bench]:
    folder = tmp_path / "store"
    with FileStore(str(folder)) as files:
        yield Bench(files=files, folder=folder, project=project, told=Listener())


def test_what_is_staged_kept_and_recorded_is_found_again(bench: Bench) -> None:
    store = bench.store
    staged = asyncio.run(store.stage())
    Path(staged).write_bytes(b"bytes")

    blob = asyncio.run(store.keep(Piece(path=staged, media=PICTURE)))
    asyncio.run(store.record(made_of("hero")))
    path = asyncio.run(store.fetch(blob, "hero.png"))

    assert blob == blob_of(b"bytes")
    assert Path(path).read_bytes() == b"bytes"
    assert bench.files.find(made_of("hero").key) == made_of("hero")
    assert bench.told.lines == []


@pytest.mark.parametrize("is_lost", [True, False], ids=["lost", "damaged"])
def test_bytes_are_healed_from_the_output_file_and_that_is_told_once(
    bench: Bench, *, is_lost: bool
) -> None:
    blob, stored = bench.picture()
    stored.unlink() if is_lost else flip(stored)
    (bench.project / "hero.png").write_bytes(b"picture")

    path = asyncio.run(bench.store.fetch(blob, "hero.png"))
    again = asyncio.run(bench.store.fetch(blob, "hero.png"))

    assert path == again == str(stored)
    assert stored.read_bytes() == b"picture"
    assert (bench.project / "hero.png").read_bytes() == b"picture"
    assert bench.told.lines == HEALED


def test_it_is_told_on_the_thread_of_the_build(bench: Bench) -> None:
    blob, stored = bench.picture()
    stored.unlink()
    (bench.project / "hero.png").write_bytes(b"picture")

    asyncio.run(bench.store.fetch(blob, "hero.png"))

    assert bench.told.threads == {threading.current_thread()}


@pytest.mark.parametrize("healer", ["absent", "edited", "link", "folder"])
def test_what_no_file_heals_is_an_error_and_nothing_is_told(bench: Bench, healer: str) -> None:
    blob, stored = bench.picture()
    flip(stored)
    put(healer, bench.project / "hero.png")

    with pytest.raises(DamagedError):
        asyncio.run(bench.store.fetch(blob, "hero.png"))

    assert bench.told.lines == []
    assert not bench.files.has(blob.digest)


def put(what: str, place: Path) -> None:
    """Put something there that is not the file that was placed there once."""
    if what == "edited":
        place.write_bytes(b"edited!")
    elif what == "link":
        (place.parent / "elsewhere").write_bytes(b"picture")
        place.symlink_to(place.parent / "elsewhere")
    elif what == "folder":
        place.mkdir()


def test_a_store_that_does_not_answer_is_not_healed(bench: Bench) -> None:
    blob, stored = bench.picture()
    (bench.project / "hero.png").write_bytes(b"picture")
    stored.unlink()
    stored.parent.rmdir()
    stored.parent.write_bytes(b"a file where the folder was")

    with pytest.raises(StorageError):
        asyncio.run(bench.store.fetch(blob, "hero.png"))

    assert bench.told.lines == []


def test_an_output_is_placed_and_taken_away_again(project: Path, tmp_path: Path) -> None:
    (tmp_path / "blob").write_bytes(b"picture")
    outputs = BuildOutputs(Outputs(str(project)))

    asyncio.run(outputs.place(str(tmp_path / "blob"), "a/hero.png"))
    placed = (project / "a/hero.png").read_bytes()

    assert placed == b"picture"
    assert not asyncio.run(outputs.discard("a/hero.png", digest_bytes(b"other")))
    assert asyncio.run(outputs.discard("a/hero.png", digest_bytes(b"picture")))
    assert not (project / "a/hero.png").exists()


def test_a_source_is_handed_out_as_planned(project: Path) -> None:
    (project / "logo.png").write_bytes(b"logo")

    path = asyncio.run(BuildSources(ProjectFiles(str(project))).fetch("logo.png", blob_of(b"logo")))

    assert Path(path).read_bytes() == b"logo"


@pytest.mark.parametrize("change", ["edited", "absent", "link", "folder"])
def test_a_source_that_is_not_the_planned_one_any_more_is_stale(project: Path, change: str) -> None:
    put(change, project / "logo.png")

    with pytest.raises(StaleError) as caught:
        asyncio.run(BuildSources(ProjectFiles(str(project))).fetch("logo.png", blob_of(b"logo")))

    assert caught.value.what == "`logo.png` was changed or removed since the plan was made"
    assert caught.value.next_step.startswith("Run the same command again")


def test_a_source_that_cannot_be_read_is_not_called_changed(project: Path) -> None:
    project.rmdir()
    project.write_bytes(b"a file where the folder was")

    with pytest.raises(StorageError):
        asyncio.run(BuildSources(ProjectFiles(str(project))).fetch("logo.png", blob_of(b"x")))


def test_a_lock_is_written_as_its_text(project: Path) -> None:
    lock = lock_of("hero", "logo")

    asyncio.run(BuildLockFile(LockFile(str(project / "assets.lock"))).save(lock))

    assert (project / "assets.lock").read_bytes() == encode_lock(lock)


def test_the_loop_is_never_blocked(bench: Bench) -> None:
    """Every call ends only after another task, which needs the loop, had its turn."""
    (bench.project / "blob").write_bytes(b"picture")
    (bench.project / "logo.png").write_bytes(b"logo")
    outputs = BuildOutputs(Outputs(str(bench.project)))
    sources = BuildSources(ProjectFiles(str(bench.project)))
    lock_file = BuildLockFile(LockFile(str(bench.project / "assets.lock")))

    async def turns_during(call: Coroutine[object, object, object]) -> int:
        turns = 0
        async with asyncio.TaskGroup() as group:
            running = group.create_task(call)
            await asyncio.sleep(0)
            while not running.done():
                turns += 1
                await asyncio.sleep(0)
        return turns

    calls: list[Coroutine[object, object, object]] = [
        bench.store.stage(), bench.store.record(made_of("hero")),
        outputs.place(str(bench.project / "blob"), "hero.png"),
        outputs.discard("absent.png", digest_bytes(b"")),
        sources.fetch("logo.png", blob_of(b"logo")), lock_file.save(lock_of("hero")),
    ]  # fmt: skip
    assert all(asyncio.run(turns_during(call)) for call in calls)
